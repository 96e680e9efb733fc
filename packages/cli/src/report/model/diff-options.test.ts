import { expect, it } from 'vitest';
import { diffOptions } from './diff-options.ts';

it('names each value that differs by its place, and named things by their names', () => {
  const before = {
    run: 'a',
    metrics: [
      { name: 'SPS', at_least: 1 },
      { key: 'loss', at_most: 2 },
    ],
    wait: { every: '5m' },
  };
  const now = {
    run: 'a',
    metrics: [
      { key: 'loss', at_most: 2 },
      { name: 'SPS', at_least: 3 },
    ],
    wait: { every: '1m', grace: '1h' },
  };
  expect(diffOptions(before, now)).toEqual([
    { path: 'metrics[SPS].at_least', before: 1, now: 3 },
    { path: 'wait.every', before: '5m', now: '1m' },
    { path: 'wait.grace', now: '1h' },
  ]);
});

it('tells a metric that came and one that went', () => {
  const [sps, loss] = [
    { name: 'SPS', at_least: 1 },
    { name: 'loss', at_most: 2 },
  ];
  expect(diffOptions({ metrics: [sps] }, { metrics: [loss] })).toEqual([
    { path: 'metrics[SPS]', before: sps },
    { path: 'metrics[loss]', now: loss },
  ]);
});

it('compares lists without names as a whole', () => {
  expect(diffOptions({ command: ['a', 'b'] }, { command: ['a', 'c'] })).toEqual([
    { path: 'command', before: ['a', 'b'], now: ['a', 'c'] },
  ]);
  expect(diffOptions({ a: 1 }, { a: 1 })).toEqual([]);
});
