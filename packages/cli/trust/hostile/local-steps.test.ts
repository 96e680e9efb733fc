import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createFileHost, type RunState } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, type Ended, makeWorkbench, startProgram, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';
import { actsOnTerminal, hostileValues } from './hostile-values.ts';
import { localSteps, makeHostileChecklist } from './local-steps.ts';

const values = Object.entries(hostileValues);
const preload = pathToFileURL(resolve(import.meta.dirname, 'watch-prototypes.ts')).href;

let bench: Workbench;
let state: RunState;
const shown: (Ended & { readonly call: string })[] = [];

async function call(...args: readonly string[]): Promise<Ended> {
  const ended = await startProgram(process.execPath, ['--import', preload, bin, ...args], bench.directory, bench.env)
    .ended;
  shown.push({ ...ended, call: args.join(' ').slice(0, 80) });
  return ended;
}

beforeAll(async () => {
  bench = await makeWorkbench({
    'checklists/hostile.yaml': makeHostileChecklist(values.length),
    '.gitignore': 'remote.git\nvalues\nprototypes\n',
  });
  for (const [n, [, value]] of values.entries()) bench.write(`values/${n}.json`, JSON.stringify(value));
  Object.assign(bench.env, { PROTOTYPES_FILE: join(bench.directory, 'prototypes') });
  await bench.run('git', 'init', '-q', '--bare', 'remote.git');
  await bench.run('git', 'remote', 'add', 'origin', join(bench.directory, 'remote.git'));
  await bench.run('git', 'push', '-q', 'origin', 'main');
  await call('plan', 'hostile');
  await call('run', 'hostile', '--run', 'one', '--confirm', 'push_tag,push_tag_to', '--jobs', '8');
  for (const form of ['plain', 'json']) await call('status', 'one', ...(form === 'json' ? ['--output', form] : []));
  for (const [n, [, value]] of values.entries()) {
    // An argument of a program is shorter than the longest of them, and holds no NUL.
    if (value.length > 100_000 || value.includes('\0')) continue;
    await call('answer', 'one', `asks[${n}]`, `seen=${value}`);
    await call('waive', 'one', `fails[${n}]`, '--reason', value);
  }
  await call('status', value_('a title'));
  for (const word of ['run', 'validate', 'retry', 'no-such-command', 'report', 'undo'])
    for (const name of ['a title', 'reordered text', 'constructor', 'a ping']) await call(word, value_(name));
  await call('list');
  await call('report', 'one');
  await call('undo', 'one');
  const read = await createFileHost({ directory: bench.directory, env: {}, now: Date.now }).read('one');
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  state = read.value;
  await call('undo', 'one', '--yes');
  await call('status', 'one');
}, 1_800_000);
afterAll(() => bench.remove());

function value_(name: string): string {
  return hostileValues[name] ?? '';
}

function itemOf(id: string, n: number) {
  return state.items.get(state.graph.indexOf.get(`${id}[${n}]`) ?? -1);
}

describe('a value that looks like code', () => {
  it('is tried on every local step type, and every step came to an end or asks', () => {
    const local = builtinStepTypes
      .map(({ type }) => type)
      .filter((type) => /^(?:shell|manual|wait|file|git|checkpoint)\b/.test(type));
    const tried = Object.values(localSteps).map((step) => ('type' in step ? step.type : ''));
    expect(local.filter((type) => !tried.includes(type))).toEqual([]);
    const open = Object.keys(localSteps).flatMap((id) =>
      values.map(([name], n) => `${id} with ${name}: ${itemOf(id, n).status}`),
    );
    expect(open.filter((line) => !/: (?:passed|failed|inconclusive|waiting|waived)$/.test(line))).toEqual([]);
    recordFigure('Hostile values', 'values x places of local step types', open.length);
  });

  it('never becomes code, an option, a template or a path outside', () => {
    const found = readdirSync(bench.directory, { recursive: true, encoding: 'utf8' });
    // A step that writes a file of the name that it is given does what it was asked; nobody asked for this one.
    expect(found.filter((path) => /(?:^|\/)pwned$/.test(path))).toEqual([]);
    expect(
      found.filter((path) => !path.startsWith('.git/') && !path.startsWith('remote.git/') && /\p{Cc}/u.test(path)),
    ).toEqual([]);
    for (const path of ['/pwned', '/tmp/pwned-by-checklist', '/tmp/pwned', join(bench.directory, '../pwned')])
      expect(existsSync(path), path).toBe(false);
    expect(existsSync(join(bench.directory, '.git/hooks/post-checkout'))).toBe(false);
  });

  it('never changes a prototype of the program', () => {
    expect(bench.exists('prototypes') ? bench.read('prototypes') : '').toBe('');
  });

  it('reaches programs and people as it was', () => {
    for (const [n, [name, value]] of values.entries()) {
      const isArgument = !value.includes('\0') && value.length < 100_000;
      const text = value.toWellFormed();
      const expected = isArgument
        ? { status: 'passed', outputs: { text: text.replace(/\n+$/, '') } }
        : { status: 'failed' };
      expect(itemOf('argv', n), name).toMatchObject(expected);
      expect(itemOf('env', n), name).toMatchObject(expected);
      expect(itemOf('asks', n).ask?.instructions ?? value, name).toBe(value);
      if (/^(?!\s*$)/.test(value)) expect(itemOf('writes_text', n).status, name).toBe('passed');
    }
  });

  it('never acts on the terminal of whoever reads of it', () => {
    const acting = shown.flatMap(({ call: typed, stdout, stderr }) => {
      const isJson = typed.includes('json');
      const acts = isJson ? /(?!\n)[\p{Cc}\p{Bidi_Control}]/u : actsOnTerminal;
      return [stdout, stderr].flatMap((text) => {
        const found = acts.exec(text);
        return found === null ? [] : [`${typed}: ${JSON.stringify(text.slice(found.index - 60, found.index + 20))}`];
      });
    });
    expect(acting).toEqual([]);
    expect(
      shown.filter(({ code }) => code === 70 || code === null).map(({ call: typed, stderr }) => [typed, stderr]),
    ).toEqual([]);
    recordFigure('Hostile values', 'outputs looked at for what acts on a terminal', shown.length * 2);
  });
});

describe('what is confirmed', () => {
  it('is shown so truly that a shell which reads it does exactly that', () => {
    const status = shown.find(({ call: typed }) => typed === 'status one')?.stdout ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'checklist-shown-'));
    let tried = 0;
    for (const [n, [name, value]] of values.entries()) {
      if (value.includes('\0') || value.length > 100_000 || !value.isWellFormed()) continue;
      const [, line = ''] =
        new RegExp(`confirms\\[${n}\\] [^\\n]*\\n(?: {4}[^$][^\\n]*\\n)* {6}\\$ ([^\\n]*)`).exec(status) ?? [];
      const printed = execFileSync('bash', ['-c', `${line}; printf %s "|$VALUE"`], { cwd: folder, encoding: 'utf8' });
      expect(printed, `${name}: ${line}`).toBe(`${value}|`);
      tried++;
    }
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    recordFigure('Hostile values', 'confirmations that a shell read as they were meant', tried);
  });
});
