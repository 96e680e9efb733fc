import { expect, it } from 'vitest';
import type { UndoBasis } from '../model/event.ts';
import { createMask } from './mask.ts';
import { maskEvent } from './mask-event.ts';

const mask = createMask(['hunter22']);

/** What is kept of a basis. */
function kept(basis: UndoBasis): UndoBasis | undefined {
  const key = { step: 'a', round: 1, attempt: 1, seq: 2, at: 0 };
  const event = maskEvent({ type: 'attempt-started', ...key, basis }, mask);
  return event.type === 'attempt-started' ? event.basis : undefined;
}

const plain: UndoBasis = { stepType: 'shell', options: {}, effect: 'reversible' };

it('keeps what an undo goes by when no secret is in it', () => {
  const undo = { command: ['rm', '{{values.name}}'], scope: { values: { name: 'reversible' } } } as const;
  expect(kept({ ...plain, undo })).toEqual({ ...plain, undo });
});

it('keeps nothing to undo by where a secret would leave a gap in it', () => {
  const undo = { command: ['rm', '{{values.name}}'], scope: { values: { name: 'hunter22' } } } as const;
  expect(kept({ ...plain, undo })).toBeUndefined();
  expect(kept({ ...plain, options: { name: 'hunter22' } })).toBeUndefined();
});

it('minds no gap in options that the undo command does not need', () => {
  const undo = { command: ['rm', 'it'], scope: {} } as const;
  expect(kept({ ...plain, undo, options: { content: 'hunter22' } })).toMatchObject({ undo });
});
