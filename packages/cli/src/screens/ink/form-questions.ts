import type { Answers, Ask, Command, Json, Person, Question } from '@checklist/engine';
import type { StepView } from '../../view/step-view.ts';

/** A form on the screen: what it asks, and the command that comes of it. */
export interface FormSpec {
  readonly title: string;
  readonly questions: readonly Question[];
  toCommand(values: Answers): Command;
}

/** Names that no question of a checklist can have. */
const signer = 'whose word';
const why = 'why';

/** The form that answers what a step asks. */
export function answerForm(step: StepView, ask: Ask, me: Person): FormSpec {
  return {
    title: ask.kind === 'confirmation' ? 'Confirm' : 'Answer',
    questions: [...ask.questions, ...signerQuestion(step, me)],
    toCommand(values) {
      const given = Object.entries(values).filter(([name, value]) => name !== signer && value !== '');
      const answers = Object.fromEntries(given);
      return { type: 'answer', step: step.id, answers, ...signedBy(values), ...seenIn(step) };
    },
  };
}

/** The form that refuses what a step asks. */
export function rejectForm(step: StepView, me: Person): FormSpec {
  return {
    title: 'Refuse',
    questions: [reasonQuestion('Why is it refused'), ...signerQuestion(step, me)],
    toCommand: (values) => {
      return { type: 'reject', step: step.id, reason: textOf(values[why]), ...signedBy(values), ...seenIn(step) };
    },
  };
}

/** The form of a decision that needs a reason. */
export function reasonForm(step: StepView, type: 'skip' | 'waive' | 'redo'): FormSpec {
  const { title, label } = reasons[type];
  return {
    title,
    questions: [reasonQuestion(label)],
    toCommand(values) {
      const reason = textOf(values[why]);
      return type === 'redo' ? { type, item: step.id, reason } : { type, step: step.id, reason };
    },
  };
}

const reasons = {
  skip: { title: 'Skip', label: 'Why is it left out' },
  waive: { title: 'Waive', label: 'Why does it count as passed' },
  redo: { title: 'Redo', label: 'Why is it done again, with all that depends on it' },
} as const;

function reasonQuestion(label: string): Question {
  return { name: why, type: 'text', label };
}

/** Who has signed already is not offered again. */
function signerQuestion({ signers }: StepView, me: Person): Question[] {
  if (signers === undefined) return [];
  const standard = me.contact !== undefined && signers.includes(me.contact) ? me.contact : signers[0];
  const question: Question = { name: signer, type: 'choice', label: 'Whose word is this', choices: signers };
  return [standard === undefined ? question : { ...question, default: standard }];
}

function signedBy(values: Answers): { readonly signedBy?: string } {
  const value = values[signer];
  return typeof value === 'string' ? { signedBy: value } : {};
}

/** Binds what is said to the question that was on the screen. */
export function seenIn({ asked }: StepView): { readonly asked?: number } {
  return asked === undefined ? {} : { asked };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
