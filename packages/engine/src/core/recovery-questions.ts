import type { Step } from '../model/checklist.ts';
import { isSignOff } from '../model/is-sign-off.ts';
import type { Question } from '../model/question.ts';

/** What a person is asked about an attempt of which nobody knows how it ended. */
export function recoveryQuestions(step: Pick<Step, 'outputs' | 'isSignOff' | 'with'>): Question[] {
  const { outputs } = step;
  if (isSignOff(step))
    return [{ name: 'happened', type: 'choice', label: 'Ask anew, or let it fail', choices: ['no', 'failed'] }];
  return [
    { name: 'happened', type: 'choice', label: 'Did it happen', choices: ['yes', 'no', 'failed'] },
    ...outputs.map((name) => ({
      name,
      type: 'text' as const,
      label: `Output "${name}", as JSON or text, when it happened`,
      optional: true,
    })),
  ];
}
