import type { Question } from '../model/question.ts';

/** What a person is asked about an attempt of which nobody knows how it ended. */
export function recoveryQuestions(outputs: readonly string[]): Question[] {
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
