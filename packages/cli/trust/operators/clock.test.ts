import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@checklist/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from '../../test/workbench.ts';

const hour = 3_600_000;

const checklist = `version: 1
id: sample
title: Sample
steps:
  - id: both
    title: Both
    parallel: true
    steps:
      - { id: pause, title: Pause, type: wait, with: { for: 2h } }
      - id: look
        title: Look
        type: shell
        effect: reads
        with: { script: "echo look >> .git/looks; test -e .git/ready", exit_codes: [0, 1] }
        poll: { until: "outputs.exit_code == 0", every: 1s, timeout: 1h }
`;

/** Makes a Node process see a clock that is so many milliseconds off, as a file says at each look. */
const movedClock = (file: string) =>
  `import { readFileSync } from 'node:fs';
   const now = Date.now;
   const off = () => { try { return Number(readFileSync(${JSON.stringify(file)}, 'utf8')); } catch { return 0; } };
   Date.now = () => now() + off();`;

let bench: Workbench;
let hands = '';
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/sample.yaml': checklist });
  hands = join(bench.directory, '.git/hands');
  bench.env.NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(movedClock(hands))}`;
});
afterEach(() => bench.remove());

/** Moves the clock that the program sees, by so much from the true time. */
const move = (by: number) => writeFileSync(hands, String(by));
const events = () =>
  bench
    .read('.checklist/runs/r/journal.jsonl')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RecordedEvent);
const looks = () =>
  existsSync(join(bench.directory, '.git/looks')) ? bench.read('.git/looks').split('\n').length - 1 : 0;
const verdictOf = (step: string) =>
  events().flatMap((event) => (event.type === 'attempt-ended' && event.step === step ? [event.verdict] : []));

function expectTimesInOrder() {
  const times = events().map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
}

describe('a clock that is set back by an hour', { timeout: 120_000 }, () => {
  it('while the run is driven: looks go on, and a wait ends no sooner than the clock says', async () => {
    const going = bench.start('run', 'sample', '--run', 'r', '--output', 'json');
    await going.printed('"step":"look"', 3);
    move(-hour);
    const before = looks();
    await expect.poll(looks, { timeout: 30_000 }).toBeGreaterThan(before + 3);
    bench.write('.git/ready', '');
    await going.printed('"type":"attempt-ended"');
    expect(verdictOf('look')).toEqual(['passed']);
    going.kill('SIGINT');
    expect((await going.ended).code).toBe(130);
    expect(verdictOf('pause')).toEqual([]);
    expectTimesInOrder();
  });

  it('between two drivers: what waits is looked at at once, and the wait ends when the clock says so', async () => {
    expect((await bench.checklist('run', 'sample', '--run', 'r', '--no-wait')).code).toBe(4);
    move(-hour);
    bench.write('.git/ready', '');
    const going = bench.start('resume', 'r', '--output', 'json');
    await going.printed('"type":"attempt-ended"');
    expect(verdictOf('look')).toEqual(['passed']);
    going.kill('SIGINT');
    await going.ended;
    for (const [by, code] of [
      [hour, 4],
      [2 * hour - 60_000, 4],
      [2 * hour + 1_000, 0],
    ] as const) {
      move(by);
      expect(await bench.checklist('resume', 'r', '--no-wait')).toMatchObject({ code, stderr: '' });
      expect(verdictOf('pause')).toEqual(code === 0 ? ['passed'] : []);
    }
    expectTimesInOrder();
  });
});

describe('a machine that was asleep for a day', { timeout: 120_000 }, () => {
  it('finds its waits ended, and looks once more at what is overdue', async () => {
    const going = bench.start('run', 'sample', '--run', 'r', '--output', 'json');
    await going.printed('"step":"look"', 3);
    bench.write('.git/ready', '');
    move(24 * hour);
    expect((await going.ended).code).toBe(0);
    expect([verdictOf('pause'), verdictOf('look')]).toEqual([['passed'], ['passed']]);
    expectTimesInOrder();
  });

  it('fails a poll whose time is over at that look, and not before it', async () => {
    const going = bench.start('run', 'sample', '--run', 'r', '--output', 'json');
    await going.printed('"step":"look"', 3);
    const before = looks();
    move(24 * hour);
    expect((await going.ended).code).toBe(1);
    expect(looks()).toBeGreaterThan(before);
    expect(events().findLast(({ type }) => type === 'attempt-ended')).toMatchObject({
      step: 'look',
      verdict: 'failed',
      failure: { reason: 'timed-out', message: 'after 1d it still does not hold that outputs.exit_code == 0' },
    });
  });
});
