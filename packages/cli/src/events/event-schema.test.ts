import { checkData, type Json } from '@checklist/engine';
import { describe, expect, it } from 'vitest';
import { sampleStates } from '../report/testing/sample-states.ts';
import { eventSchema } from './event-schema.ts';

describe.each(Object.keys(sampleStates))('the events of a run that is %s', (name) => {
  it('are as their schema says', () => {
    for (const event of sampleStates[name]?.() ?? []) {
      const value: Json = JSON.parse(JSON.stringify(event));
      expect(checkData(eventSchema, value, name)).toEqual({ ok: true, value });
    }
  });
});

it('refuses what no event is', () => {
  const by = { name: 'Robb' };
  const paused = { type: 'run-paused', seq: 1, at: 1, by };
  expect(checkData(eventSchema, paused, 'event').ok).toBe(true);
  for (const wrong of [
    { ...paused, more: 1 },
    { ...paused, type: 'run-eaten' },
    { type: 'run-paused', by },
  ])
    expect(checkData(eventSchema, wrong, 'event').ok).toBe(false);
});
