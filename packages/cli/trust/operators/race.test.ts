import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@checklist/engine';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';

const letters = ['a', 'b', 'c', 'd'] as const;

/** Four chains side by side: each asks a person, and then counts in the world. */
const checklist = `version: 1
id: sample
title: Sample
steps:
  - id: begin
    title: Begin
    type: shell
    with: { script: "echo begin >> .git/world" }
  - id: all
    title: All
    parallel: true
    steps:
${letters
  .map(
    (id) => `      - id: ask_${id}
        title: Ask ${id}
        type: manual
        with:
          instructions: Look.
          questions: { seen: { type: text, label: What do you see } }
      - id: do_${id}
        needs: [ask_${id}]
        title: Do ${id}
        type: shell
        with: { script: "echo ${id} >> .git/world" }
`,
  )
  .join('')}`;

const flaky = `version: 1
id: flaky
title: Flaky
steps:
  - id: fails
    title: Fails
    type: shell
    with: { script: "echo try >> .git/world; exit 1" }
`;

let bench: Workbench;
let processes = 0;
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/sample.yaml': checklist, 'checklists/flaky.yaml': flaky });
});
afterEach(() => bench.remove());
afterAll(() => recordFigure('Two operators', 'processes that raced for a run', processes));

const root = () => join(bench.directory, '.checklist/runs/r');
const events = () =>
  bench
    .read('.checklist/runs/r/journal.jsonl')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RecordedEvent);
const world = () => bench.read('.git/world').trim().split('\n');
const count = (type: RecordedEvent['type']) => events().filter((event) => event.type === type).length;
const ends = () => events().flatMap((event) => (event.type === 'run-ended' ? [event.verdict] : []));

function clear() {
  rmSync(join(bench.directory, '.checklist'), { recursive: true, force: true });
  rmSync(join(bench.directory, '.git/world'), { force: true });
}

/** Starts all at once, and gives how each ended. */
async function race(commands: readonly (readonly string[])[]): Promise<readonly Ended[]> {
  processes += commands.length;
  const ended = await Promise.all(commands.map((command) => bench.checklist(...command)));
  for (const { code, stderr } of ended) expect([0, 1, 2, 4, 5], stderr).toContain(code);
  return ended;
}

/** What holds after every race: whole lines in order, each command once on record, and none left over. */
function expectOrder() {
  const all = events();
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
  const ids = all.filter(({ isFollowed }) => isFollowed !== true).flatMap(({ commandId }) => commandId ?? []);
  expect(ids).toEqual([...new Set(ids)]);
  const inbox = join(root(), 'inbox');
  expect(existsSync(inbox) ? readdirSync(inbox) : []).toEqual([]);
}

const held = /^error: run "r" is held by process \d+ on \S+ since \S+, expected a run that nobody drives\nhint: /;
const isThere = /^error: there is a run "r" already\nhint: /;

describe('two operators', { timeout: 600_000 }, () => {
  it('who start a run of the same name get one run, started once', async () => {
    for (let round = 0; round < 10; round++) {
      clear();
      const ended = await race(Array.from({ length: 3 }, () => ['run', 'sample', '--run', 'r']));
      const winners = ended.filter(({ code }) => code === 4);
      expect(winners).toHaveLength(1);
      for (const one of ended) {
        if (one.code === 5) expect(one).toMatchObject({ stdout: '', stderr: expect.stringMatching(held) });
        if (one.code === 2) expect(one).toMatchObject({ stdout: '', stderr: expect.stringMatching(isThere) });
      }
      expect(world()).toEqual(['begin']);
      expect([count('run-started'), count('driver-started')]).toEqual([1, 1]);
      expectOrder();
    }
  });

  it('who resume, answer and answer again at once lose nothing, and nothing is done twice', async () => {
    for (let round = 0; round < 8; round++) {
      clear();
      expect((await bench.checklist('run', 'sample', '--run', 'r')).code).toBe(4);
      const answers = letters.flatMap((id) => [
        ['answer', 'r', `ask_${id}`, `seen=one`],
        ['answer', 'r', `ask_${id}`, `seen=two`],
      ]);
      const ended = await race([['resume', 'r'], ...answers, ['resume', 'r']]);
      const taken = ended.slice(1, -1).filter(({ code }) => code === 0);
      // Of two who answer the same question one is told that it is answered.
      expect(taken).toHaveLength(letters.length);
      expect(count('answer-given')).toBe(letters.length);
      expect([0, 1, 2].includes((await bench.checklist('resume', 'r')).code ?? 70)).toBe(true);
      expect(ends()).toEqual(['passed']);
      expect(world().toSorted()).toEqual([...letters, 'begin'].toSorted());
      expectOrder();
    }
  });

  it('are not refused because somebody answers: whoever wants to drive gets the run when the answer is in', async () => {
    for (let round = 0; round < 8; round++) {
      clear();
      expect((await bench.checklist('run', 'sample', '--run', 'r')).code).toBe(4);
      const [resumed, ...answered] = await race([
        ['resume', 'r'],
        ...letters.map((id) => ['answer', 'r', `ask_${id}`, 'seen=x']),
      ]);
      expect(answered.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
        letters.map(() => ({ code: 0, stderr: '' })),
      );
      expect(resumed).toMatchObject({ stderr: '' });
    }
  });

  it('who cancel, skip and answer the same step leave one order of decisions, and the run is cancelled', async () => {
    for (let round = 0; round < 6; round++) {
      clear();
      expect((await bench.checklist('run', 'sample', '--run', 'r')).code).toBe(4);
      const ended = await race([
        ['cancel', 'r', '--reason', 'no'],
        ['answer', 'r', 'ask_a', 'seen=x'],
        ['skip', 'r', 'ask_a', '--reason', 'no'],
        ['resume', 'r'],
      ]);
      const [cancelled] = ended;
      expect(cancelled).toMatchObject({ code: 0, stderr: '' });
      expect(count('run-cancelled')).toBe(1);
      // A step that is answered and was not carried out yet may still be skipped, but not the other way round.
      const decisions = events().flatMap(({ type }) =>
        type === 'answer-given' || type === 'step-skipped' ? [type] : [],
      );
      expect([[], ['answer-given'], ['step-skipped'], ['answer-given', 'step-skipped']]).toContainEqual(decisions);
      await bench.checklist('resume', 'r');
      expect(ends()).toEqual(['cancelled']);
      expectOrder();
    }
  });

  it('who retry a step at once have it tried again once for each retry that was taken', async () => {
    for (let round = 0; round < 6; round++) {
      clear();
      expect((await bench.checklist('run', 'flaky', '--run', 'r')).code).toBe(1);
      await race([
        ['retry', 'r', 'fails'],
        ['retry', 'r', 'fails'],
        ['resume', 'r'],
        ['retry', 'r', 'fails'],
      ]);
      await bench.checklist('resume', 'r');
      expect(count('retry-requested')).toBeGreaterThan(0);
      expect(world()).toHaveLength(1 + count('retry-requested'));
      expect(count('attempt-started')).toBe(world().length);
      expectOrder();
    }
  });
});
