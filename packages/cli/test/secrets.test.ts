import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, makeWorkbench, type Workbench } from './workbench.ts';

const secret = 'hush?4711/Öl+"quoted"';
const fromCommand = 'printed-by-a-command-0815';

/** Steps that do their best to let the secrets out. */
const leaky = `version: 1
id: leaky
title: Leaky
inputs: { note: { type: string, default: nothing } }
secrets:
  token: { env: LEAKY_TOKEN }
  key: { env: LEAKY_KEY, command: [cat, .git/key] }
steps:
  - id: prints
    title: Prints
    type: shell
    secrets: [token, key]
    with:
      script: |
        echo "whole $LEAKY_TOKEN $LEAKY_KEY"
        printf 'two chunks %s' "\${LEAKY_TOKEN:0:7}"; sleep 0.2; printf '%s\\n' "\${LEAKY_TOKEN:7}"
        for ((i = 0; i < \${#LEAKY_KEY}; i++)); do printf %s "\${LEAKY_KEY:i:1}"; sleep 0.01; done; echo
        printf 'base64 '; printf %s "$LEAKY_TOKEN" | base64
        printf 'header '; printf 'user:%s' "$LEAKY_TOKEN" | base64
        printf 'hex '; printf %s "$LEAKY_KEY" | od -An -tx1 | tr -d ' \\n'; echo
        echo "on standard error $LEAKY_TOKEN" >&2
      outputs: { all: { stdout: lines } }
  - id: passes_on
    title: Passes on
    type: shell
    effect: reads
    with: { command: [printf, 'argument %s %s', "{{inputs.note}}", "{{join steps.prints.outputs.all ' '}}"] }
  - id: writes
    title: Writes
    type: file.write
    with: { path: note.txt, content: "{{inputs.note}}" }
  - id: does_not_name
    title: Does not name
    type: shell
    with: { script: 'echo "token \${LEAKY_TOKEN-absent} key \${LEAKY_KEY-absent}"', outputs: { seen: { stdout: text } } }
  - id: asks
    title: Asks
    type: manual
    with:
      instructions: "Look at {{join steps.prints.outputs.all ' '}}"
      questions: { seen: { type: text, label: What do you see } }
  - id: fails
    title: Fails
    type: shell
    secrets: [token]
    expect: [{ name: never, that: outputs.exit_code == 5 }]
    with: { script: 'echo "last words $LEAKY_TOKEN"; exit 3' }
`;

let bench: Workbench;
const shown: Ended[] = [];
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/leaky.yaml': leaky });
  bench.write('.git/key', `${fromCommand}\n`);
  Object.assign(bench.env, { LEAKY_TOKEN: secret });
  const see = async (...args: readonly string[]) => {
    const ended = await bench.checklist(...args);
    shown.push(ended);
    return ended.code;
  };
  expect(await see('plan', 'leaky')).toBe(0);
  for (const form of ['plain', 'json']) {
    const run = ['--run', form, '--output', form];
    expect(await see('run', 'leaky', ...run)).toBe(4);
    expect(await see('answer', form, 'asks', `seen=I see ${secret}`)).toBe(0);
    expect(await see('waive', form, 'fails', '--reason', `because of ${secret}`)).toBe(2);
    expect(await see('resume', form, '--output', form)).toBe(1);
    expect(await see('waive', form, 'fails', '--reason', `because of ${secret}`)).toBe(0);
    expect(await see('status', form, '--output', form)).toBe(0);
    expect(await see('resume', form, '--output', form)).toBe(0);
    expect(await see('report', form)).toBe(0);
  }
});
afterAll(() => bench.remove());

/** The forms in which the secrets were let out. */
const forms = [
  ...[secret, fromCommand],
  ...[secret, `user:${secret}`].map((text) => Buffer.from(text).toString('base64')),
  Buffer.from(fromCommand).toString('hex'),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
];

function leaks(text: string): string[] {
  return forms.filter((form) => text.includes(form));
}

describe('the value of a secret', () => {
  it('is masked on the screen and for programs that read it', () => {
    const [plain, json] = [shown[1], shown[9]].map((one) => `${one?.stdout}${one?.stderr}`);
    expect(json).toContain('whole *** ***');
    expect(json).toContain('two chunks ***');
    expect(json).toContain('on standard error ***');
    expect(plain).toContain('asks');
    expect(shown.flatMap(({ stdout, stderr }) => leaks(stdout + stderr))).toEqual([]);
  });

  it('is in no file: not in the journal, the logs or the report', () => {
    const folder = join(bench.directory, '.checklist');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name));
    expect(paths.filter((path) => path.endsWith('journal.jsonl') || path.endsWith('.log')).length).toBeGreaterThan(8);
    expect(paths.flatMap((path) => leaks(readFileSync(path, 'utf8')).map((form) => `${path}: ${form}`))).toEqual([]);
    expect(bench.read('.checklist/runs/plain/logs/prints.1.1.log')).toContain(
      'whole *** ***\ntwo chunks ***\n***\nbase64 ***',
    );
  });

  it('is refused as an input, wherever it comes from and however it is written', async () => {
    Object.assign(bench.env, { GITHUB_TOKEN: 'ghp_credential-4711' });
    const inputs = [
      [secret, 'LEAKY_TOKEN'],
      [`as ${encodeURIComponent(secret)} in a URL`, 'LEAKY_TOKEN'],
      [fromCommand, 'LEAKY_KEY'],
      [Buffer.from(`user:${fromCommand}`).toString('base64'), 'LEAKY_KEY'],
      // No step of this checklist has to do with GitHub.
      ['ghp_credential-4711', 'GITHUB_TOKEN'],
    ];
    for (const [text, variable] of inputs) {
      const why = `error: input "note" holds the value of the secret in ${variable}, expected one that everybody may read\n`;
      for (const call of [['plan'], ['run', '--run', 'refused']]) {
        const ended = await bench.checklist(call[0] ?? '', 'leaky', ...call.slice(1), '--input', `note=${text}`);
        expect(ended, call[0]).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(why) });
        expect(leaks(ended.stderr)).toEqual([]);
      }
    }
    expect(bench.exists('.checklist/runs/refused/journal.jsonl')).toBe(false);
  });

  it('reaches only the steps that name it', () => {
    expect(bench.read('.checklist/runs/plain/logs/does_not_name.1.1.log')).toBe('token absent key absent\n');
  });
});
