import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: people
title: People
contacts:
  robb: { name: Robb, email: robb@example.org }
  axel: { name: Axel }
steps:
  - id: all
    title: All
    parallel: true
    steps:
      - { id: note, title: Note, type: file.write, with: { path: note.md, content: one } }
      - { id: tried, title: Tried, type: shell, with: { command: [test, -e, ok] } }
      - { id: waived, title: Waived, type: shell, with: { command: ['false'] } }
      - { id: skipped, title: Skipped, type: manual, with: { instructions: Look. } }
      - { id: by_hand, title: By hand, type: shell, manual: Do it., with: { command: ['false'] } }
  - { id: last, title: Last, type: manual, with: { instructions: Look. } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/people.yaml': checklist, '.gitignore': 'ok\nnote.md\n' });
});
afterAll(() => bench.remove());

it('tells in the report who did what to a run, when, and why', async () => {
  expect((await bench.checklist('run', 'people', '--run', 'p')).code).toBe(1);
  bench.write('ok', '');
  const calls: readonly (readonly string[])[] = [
    ['handover', '--to', 'axel', '--reason', 'on holiday'],
    ['retry', 'tried', '--as', 'axel'],
    ['waive', 'waived', '--reason', 'known flake', '--as', 'axel'],
    ['skip', 'skipped', '--reason', 'no time'],
    ['by-hand', 'by_hand', '--as', 'axel'],
    ['redo', 'note', '--reason', 'once more'],
    ['pause', '--reason', 'lunch'],
    ['resume', '--as', 'axel'],
    ['cancel', '--reason', 'a blocker'],
    ['resume'],
    ['undo', '--yes', '--as', 'axel'],
  ];
  for (const [command = '', ...rest] of calls) {
    const ended = await bench.checklist(command, 'p', ...rest);
    expect({ command, code: ended.code, stderr: ended.stderr }).toMatchObject({ command, stderr: '' });
  }
  const { stdout } = await bench.checklist('report', 'p');
  const lines = stdout.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '<moment>').split('\n');
  expect(lines.filter((line) => line.startsWith('- <moment>') && /Robb|Axel/.test(line))).toEqual([
    '- <moment> Robb handed the run over to Axel: on holiday',
    '- <moment> Axel retried `tried`',
    '- <moment> Axel waived `waived`: known flake',
    '- <moment> Robb skipped `skipped`: no time',
    '- <moment> Axel retried `by_hand`',
    '- <moment> Axel began to do by hand `by_hand`',
    '- <moment> Robb opened a new round of `note`: once more',
    '- <moment> Robb paused the run: lunch',
    '- <moment> Axel let the run go on',
    '- <moment> Robb cancelled the run: a blocker',
    '- <moment> Axel asked for the undo',
  ]);
  const page = bench.read('.checklist/runs/p/report.html');
  for (const words of ['Robb handed the run over to Axel', 'Axel let the run go on', 'Robb paused the run'])
    expect(page).toContain(words);
});
