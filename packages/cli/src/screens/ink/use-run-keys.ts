import type { Command, Person } from '@checklist/engine';
import { useInput } from 'ink';
import type { RunView } from '../../view/run-view.ts';
import type { StepView } from '../../view/step-view.ts';
import { answerForm, type FormSpec, reasonForm, rejectForm, seenIn } from './form-questions.ts';

/** What a key press can ask for. */
export interface KeyActions {
  open(form: FormSpec): void;
  send(command: Command): void;
  select(id: string): void;
  quit(): void;
}

/** A key with what it does to the step that is chosen. */
export interface StepKey {
  readonly key: string;
  readonly word: string;
  act(actions: KeyActions): void;
}

/** The steps that a person can act on: what asks first, then what did not pass. */
export function actionableSteps({ waiting, failed }: RunView): readonly StepView[] {
  return [...waiting, ...failed];
}

/** The keys that mean something for a step, in the order of the footer. */
export function keysFor(step: StepView | undefined, me: Person): StepKey[] {
  if (step === undefined) return [];
  const { id, ask, status, hasByHand } = step;
  const isStuck = ask === undefined && (status === 'failed' || status === 'inconclusive');
  const isStep = step.type !== 'group';
  const mayRefuse = ask?.kind === 'questions' || ask?.kind === 'confirmation';
  const refuse = (actions: KeyActions) => {
    if (ask?.kind === 'questions') actions.open(rejectForm(step, ask, me));
    else actions.send({ type: 'reject', step: id, reason: 'declined', ...seenIn(step) });
  };
  return [
    ...(ask === undefined
      ? []
      : [{ key: 'a', word: 'answer', act: (actions: KeyActions) => actions.open(answerForm(step, ask, me)) }]),
    ...(mayRefuse ? [{ key: 'x', word: 'refuse', act: refuse }] : []),
    ...(isStuck
      ? [{ key: 'r', word: 'retry', act: (actions: KeyActions) => actions.send({ type: 'retry', step: id }) }]
      : []),
    ...(isStuck && hasByHand
      ? [{ key: 'h', word: 'by hand', act: (actions: KeyActions) => actions.send({ type: 'by-hand', step: id }) }]
      : []),
    { key: 's', word: 'skip', act: (actions) => actions.open(reasonForm(step, 'skip')) },
    ...(isStuck && isStep
      ? [{ key: 'w', word: 'waive', act: (actions: KeyActions) => actions.open(reasonForm(step, 'waive')) }]
      : []),
  ];
}

/** Maps keys to actions while no form is open. */
export function useRunKeys(
  steps: readonly StepView[],
  chosen: StepView | undefined,
  me: Person,
  actions: KeyActions,
  isActive: boolean,
): void {
  useInput(
    (input, key) => {
      const move = key.downArrow || (key.tab && !key.shift) ? 1 : key.upArrow || (key.tab && key.shift) ? -1 : 0;
      const place = chosen === undefined ? 0 : steps.indexOf(chosen);
      const next = move === 0 ? undefined : steps[(place + move + steps.length) % steps.length];
      if (next !== undefined) actions.select(next.id);
      else if (input === 'q') actions.quit();
      else
        keysFor(chosen, me)
          .find((one) => one.key === input || (key.return && one.key === 'a'))
          ?.act(actions);
    },
    { isActive },
  );
}
