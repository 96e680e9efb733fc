import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFileHost, type RunState } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

/** Each of these makes a file `pwned` when some step takes it for code, for an option or for a template. */
const hostile = [
  '1.0; touch pwned',
  '$(touch pwned)',
  '`touch pwned`',
  '1.0\ntouch pwned',
  '"; touch pwned; "',
  "'; touch pwned; '",
  '1.0 && touch pwned',
  '| touch pwned',
  '--upload-pack=touch pwned',
  '--exec=touch pwned',
  '-c core.fsmonitor=touch pwned',
  'ext::sh -c "touch% pwned"',
  '{{inputs.plain}}',
  '$' + '{inputs.plain}',
];

/** One step of each type, with the value wherever a template may stand. */
const steps: Record<string, object> = {
  argv: { type: 'shell', with: { command: ['printf', '%s', '{{matrix.v}}'], outputs: { text: { stdout: 'text' } } } },
  env: {
    type: 'shell',
    with: {
      script: 'printf %s "$VALUE"',
      env: { VALUE: '{{matrix.v}}' },
      outputs: { text: { stdout: 'text' } },
    },
  },
  unquoted: { type: 'shell', with: { script: 'echo $VALUE', env: { VALUE: '{{matrix.v}}' } } },
  program: { type: 'shell', with: { command: ['{{matrix.v}}'] } },
  cwd: { type: 'shell', with: { command: ['true'], cwd: '{{matrix.v}}' } },
  undoable: { type: 'shell', with: { command: ['true'] }, undo: { command: ['printf', '%s', '{{matrix.v}}'] } },
  asks: {
    type: 'manual',
    with: { instructions: '{{matrix.v}}', questions: { seen: { type: 'confirm', label: 'Seen' } } },
  },
  waits: { type: 'wait', with: { until: '{{matrix.v}}' } },
  writes: { type: 'file.write', with: { path: 'written/{{matrix.v}}', content: '{{matrix.v}}' } },
  clean: { type: 'git.clean', with: { ignore: ['{{matrix.v}}', 'written'] } },
  branch: { type: 'git.branch', with: { name: '{{matrix.v}}', at: '{{run.commit}}', push: 'origin' } },
  branch_at: { type: 'git.branch', with: { name: 'b', at: '{{matrix.v}}', push: '{{matrix.v}}' } },
  commits: { type: 'git.commits_since', with: { since: '{{matrix.v}}', until: '{{matrix.v}}' } },
  commit_file: {
    type: 'git.commit_file',
    with: {
      branch: '{{matrix.v}}',
      parent: '{{run.commit}}',
      path: '{{matrix.v}}',
      content: '{{matrix.v}}',
      message: '{{matrix.v}}',
    },
  },
  tag: { type: 'git.tag', with: { name: '{{matrix.v}}', at: '{{run.commit}}', message: '{{matrix.v}}' } },
  push_tag: { type: 'git.push_tag', with: { name: '{{matrix.v}}', at: '{{run.commit}}', remote: 'origin' } },
  push_tag_to: { type: 'git.push_tag', with: { name: 't', at: '{{run.commit}}', remote: '{{matrix.v}}' } },
  reachable: {
    type: 'git.reachable',
    with: { commit: '{{matrix.v}}', branch: '{{matrix.v}}', remote: '{{matrix.v}}' },
  },
  delete_branch: { type: 'git.delete_branch', with: { name: '{{matrix.v}}', remote: 'origin' } },
};

const irreversible = ['push_tag', 'push_tag_to'];

/** A checklist in which every step gets its value from the input, or, later, from what a step before it gave. */
function makeChecklist(id: string, source: string): string {
  const text = JSON.stringify(
    Object.entries(steps).map(([name, step]) => ({ id: name, title: name, needs: [], ...step })),
  );
  const items = JSON.parse(text.replaceAll('{{matrix.v}}', source)) as { needs: string[] }[];
  const say = { ...steps.argv, id: 'say', title: 'Say' };
  const isLate = source !== '{{matrix.v}}';
  const late = items.map((item) => ({ ...item, needs: isLate ? ['say'] : [] }));
  return JSON.stringify({
    version: 1,
    id,
    title: 'Hostile',
    commit: 'HEAD',
    inputs: { values: { type: 'list' }, plain: { type: 'string' } },
    steps: [{ id: 'all', title: 'All', matrix: { v: '{{inputs.values}}' }, steps: [say, ...late] }],
  });
}

let bench: Workbench;
let state: RunState;
beforeAll(async () => {
  bench = await makeWorkbench({
    'checklists/early.yaml': makeChecklist('early', '{{matrix.v}}'),
    'checklists/late.yaml': makeChecklist('late', '{{steps.say.outputs.text}}'),
    '.gitignore': 'remote.git\n',
  });
  await bench.run('git', 'init', '-q', '--bare', 'remote.git');
  await bench.run('git', 'remote', 'add', 'origin', join(bench.directory, 'remote.git'));
  await bench.run('git', 'push', '-q', 'origin', 'main');
  const typed = ['--input', `values=${JSON.stringify(hostile)}`, '--input', 'plain=touch pwned'];
  expect(await bench.checklist('plan', 'early', ...typed)).toMatchObject({ code: 0, stderr: '' });
  // The preflight stops this one: no program has such a name.
  expect(await bench.checklist('run', 'early', ...typed, '--run', 'early')).toMatchObject({ code: 1, stderr: '' });
  const run = await bench.checklist('run', 'late', ...typed, '--run', 'late', '--confirm', irreversible.join(','));
  expect(run).toMatchObject({ code: 1, stderr: '' });
  const read = await createFileHost({ directory: bench.directory, env: {}, now: Date.now }).read('late');
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  state = read.value;
  expect((await bench.checklist('undo', 'late', '--yes')).stderr).toBe('');
});
afterAll(() => bench.remove());

function itemOf(id: string, value: string) {
  const node = state.graph.nodes.find(
    ({ item, matrix, isMatrix }) => item.id === id && matrix.v === value && !isMatrix,
  );
  return state.items.get(node?.index ?? -1);
}

describe('a value that looks like code', () => {
  it('is tried on every local step type, and every step came to an end or asks', () => {
    const local = builtinStepTypes
      .map(({ type }) => type)
      .filter((type) => /^(?:shell|manual|wait|file|git)\b/.test(type));
    const tried = Object.values(steps).map((step) => ('type' in step ? step.type : ''));
    expect(local.filter((type) => !tried.includes(type))).toEqual([]);
    const open = Object.keys(steps).flatMap((id) => hostile.map((value) => `${id}: ${itemOf(id, value).status}`));
    expect(open.filter((line) => !/: (?:passed|failed|inconclusive|waiting)$/.test(line))).toEqual([]);
  });

  it('never becomes code, an option or a template', () => {
    const found = readdirSync(bench.directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /(?:^|\/)pwned$/.test(path),
    );
    expect(found).toEqual([]);
    expect(existsSync(join(bench.directory, '..', 'pwned'))).toBe(false);
  });

  it.each(hostile)('reaches a program and a person as it was typed: %j', (value) => {
    expect(itemOf('argv', value)).toMatchObject({ status: 'passed', outputs: { text: value } });
    expect(itemOf('env', value)).toMatchObject({ status: 'passed', outputs: { text: value } });
    expect(itemOf('asks', value)).toMatchObject({ status: 'waiting', ask: { instructions: value } });
    expect(itemOf('program', value)).toMatchObject({ status: 'failed', failure: { reason: 'spawn' } });
  });
});
