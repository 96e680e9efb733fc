import { expect, it } from 'vitest';
import { recoveryQuestions } from './recovery-questions.ts';

it('asks whether it happened, and for what came of it', () => {
  expect(recoveryQuestions({ outputs: ['jobs'], with: {} }).map(({ name, choices }) => [name, choices])).toEqual([
    ['happened', ['yes', 'no', 'failed']],
    ['jobs', undefined],
  ]);
});

it('lets nobody say from hearsay that somebody has signed off', () => {
  const label = 'Ask anew, or let it fail';
  expect(recoveryQuestions({ outputs: ['signed_by', 'url'], with: { sign_off: { by: ['axel'] } } })).toEqual([
    { name: 'happened', type: 'choice', label, choices: ['no', 'failed'] },
  ]);
});
