import { expect, it } from 'vitest';
import { readProgress } from './read-progress.ts';

const run = {
  state: 'running',
  summary: { 'metric/agent_step': 12_000, epoch: 3 },
  config: { trainer: { desc: null, value: { total_timesteps: 50_000 } }, 'a.b': { value: 6 } },
  keys: [],
};

it('tells how far the run is, as well as it can', () => {
  expect(readProgress({}, run)).toEqual({ text: 'running, metric/agent_step 12000' });
  expect(readProgress({ total: 48_000 }, run)).toEqual({
    text: 'running, metric/agent_step 12000 of 48000',
    fraction: 0.25,
  });
  expect(readProgress({ total_config: 'trainer.total_timesteps' }, run)).toMatchObject({ fraction: 0.24 });
  expect(readProgress({ key: 'epoch', total_config: 'a.b' }, run)).toEqual({
    text: 'running, epoch 3 of 6',
    fraction: 0.5,
  });
  expect(readProgress({ total: 1 }, run)).toMatchObject({ fraction: 1 });
  expect(readProgress({ total_config: 'trainer.nope' }, run)).toEqual({ text: 'running, metric/agent_step 12000' });
  expect(readProgress({ key: 'nope' }, run)).toEqual({ text: 'running' });
});
