import { expect, it } from 'vitest';
import { createContext } from './create-context.ts';

function keyOf({ runId = 'run', startedAt = 1, step = 'ask', round = 1, attempt = 1 }) {
  const context = createContext({
    key: { step, round, attempt },
    ...{ title: 'Ask', runId, startedAt, commit: undefined, operators: [], directory: '/', env: {} },
    ...{ secrets: new Map(), credentials: new Map(), signal: new AbortController().signal },
    ...{ mask: (text: string) => text, onOutput: () => {}, onProgress: () => {}, now: () => 1 },
  });
  return context.idempotencyKey;
}

it('gives every try of a round the same key, and every other round, step and run another', () => {
  expect(keyOf({ attempt: 2 })).toBe(keyOf({}));
  const others = [keyOf({ round: 2 }), keyOf({ step: 'tell' }), keyOf({ runId: 'other' }), keyOf({ startedAt: 2 })];
  expect(new Set([keyOf({}), ...others]).size).toBe(5);
});
