import type { Step } from '../model/checklist.ts';
import { givesWord } from '../model/gives-word.ts';
import type { Question } from '../model/question.ts';

/** What a person is asked about an attempt of which nobody knows how it ended. */
export function recoveryQuestions(step: Pick<Step, 'outputs'>): Question[] {
  const { outputs } = step;
  if (givesWord(step))
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
