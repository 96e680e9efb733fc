import { expect, it } from 'vitest';
import { passed, sampleRun } from '../testing/sample-run.ts';
import { openJsonScreen } from './json.ts';

it('leaves output out while the reader is far behind, says how much, and keeps every event', () => {
  const printed: unknown[] = [];
  let behind = 0;
  const print = (text: string) => void printed.push(...text.split('\n').map((line) => JSON.parse(line) as unknown));
  const screen = openJsonScreen({ terminal: { print, backlog: () => behind } });
  const say = (step: string, text: string) => screen.onProgress({ type: 'output', step, text });
  const { recorded, state } = sampleRun(...passed('build'));
  say('branch', 'one\n');
  behind = 9_000_000;
  say('branch', 'two\n');
  say('build', 'two\n');
  say('branch', 'three\n');
  screen.onProgress({ type: 'progress', step: 'sweep', progress: { text: 'half' } });
  screen.onEvents(recorded, state);
  behind = 0;
  say('branch', 'four\n');
  const notice = (step: string, count: number) => ({
    type: 'output',
    step,
    text: `[${count} characters were left out, because the reader is slow; the log has them]\n`,
  });
  expect(printed).toEqual([
    { type: 'output', step: 'branch', text: 'one\n' },
    { type: 'progress', step: 'sweep', progress: { text: 'half' } },
    notice('build', 4),
    ...recorded,
    notice('branch', 10),
    { type: 'output', step: 'branch', text: 'four\n' },
  ]);
});
