import type { Command, Person } from '@checklist/engine';
import type { StepView } from '../../view/step-view.ts';
import { answerForm, type FormSpec, reasonForm, rejectForm, seenIn } from './form-questions.ts';

/** What a key press can ask for. */
export interface KeyActions {
  open(form: FormSpec): void;
  send(command: Command): void;
}

/** A key with what it does to the step that is chosen, and the command that does the same. */
export interface StepKey {
  readonly key: string;
  readonly word: string;
  readonly command: Command['type'];
  /** Seldom wanted: named last, where there is room. */
  readonly isRare?: true;
  act(actions: KeyActions): void;
}

/** The keys that mean something for a step, in the order of the footer; in a run that has ended a step can only be redone. */
export function keysFor(step: StepView, me: Person, hasEnded: boolean): StepKey[] {
  const redo = { ...open('d', 'redo', 'redo', () => reasonForm(step, 'redo')), isRare: true as const };
  if (hasEnded) return [redo];
  const { id, ask, status } = step;
  const isStuck = ask === undefined && (status === 'failed' || status === 'inconclusive');
  const isStep = step.type !== 'group';
  const isOver = status === 'passed' || status === 'skipped' || status === 'waived';
  const mayRetry = isStuck || status === 'skipped' || status === 'waived';
  const maySkip = !isOver && status !== 'running';
  return [
    ...(ask === undefined ? [] : askKeys(step, ask, me)),
    ...(mayRetry ? [send('r', 'retry', { type: 'retry', step: id })] : []),
    ...(isStuck && step.hasByHand ? [send('h', 'by hand', { type: 'by-hand', step: id })] : []),
    ...(isStuck && isStep ? [open('w', 'waive', 'waive', () => reasonForm(step, 'waive'))] : []),
    ...(maySkip ? [open('s', 'skip', 'skip', () => reasonForm(step, 'skip'))] : []),
    ...(isOver || isStuck ? [redo] : []),
  ];
}

function askKeys(step: StepView, ask: NonNullable<StepView['ask']>, me: Person): StepKey[] {
  const answer = open('a', ask.kind === 'confirmation' ? 'confirm' : 'answer', 'answer', () =>
    answerForm(step, ask, me),
  );
  if (ask.kind === 'questions') return [answer, open('x', 'refuse', 'reject', () => rejectForm(step, me))];
  if (ask.kind !== 'confirmation') return [answer];
  return [answer, send('x', 'refuse', { type: 'reject', step: step.id, reason: 'declined', ...seenIn(step) })];
}

function open(key: string, word: string, command: Command['type'], form: () => FormSpec): StepKey {
  return { key, word, command, act: (actions) => actions.open(form()) };
}

function send(key: string, word: string, command: Command): StepKey {
  return { key, word, command: command.type, act: (actions) => actions.send(command) };
}
