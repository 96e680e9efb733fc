import type { Ask, Question } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import type { StepView } from './step-view.ts';

/** What to type so that a step goes on, the most likely first. */
export function commandsForStep(step: StepView, runId: string): string[] {
  // A choice or a word that acts on the terminal cannot be typed anyway.
  return callsForStep(step, runId).map(showLine);
}

function callsForStep(step: StepView, runId: string): string[] {
  const call = (command: string, ...rest: readonly string[]) =>
    ['checklist', command, runId, quote(step.id), ...rest].join(' ');
  const why = '--reason "..."';
  if (step.undoing?.verdict === 'failed') return commandsForUndo(step.id, runId);
  if (step.ask !== undefined) {
    const mayRefuse = step.ask.kind === 'questions' || step.ask.kind === 'confirmation';
    const refuse = step.ask.kind === 'confirmation' ? [] : [why];
    const signer = signerWord(step);
    return [
      call('answer', ...answerWords(step.ask), ...signer),
      ...(mayRefuse ? [call('reject', ...refuse, ...signer)] : []),
    ];
  }
  if (step.status === 'failed' || step.status === 'inconclusive') {
    const isStep = step.type !== 'group';
    const byHand = step.hasByHand ? [call('by-hand')] : [];
    return [call('retry'), ...byHand, ...(isStep ? [call('waive', why)] : []), call('skip', why)];
  }
  return [];
}

/** What to type when a step could not be taken back: try again when it is settled, or leave it as it is. */
export function commandsForUndo(step: string, runId: string): string[] {
  return [`checklist undo ${runId}`, `checklist skip ${runId} ${quote(step)} --reason "..."`];
}

function answerWords(ask: Ask): string[] {
  const word = ask.questions[0]?.word;
  if (ask.kind === 'confirmation') return [word === undefined ? '--yes' : `confirm=${quote(word)}`];
  const asked = ask.questions.filter(({ optional, default: standard }) => optional !== true && standard === undefined);
  return asked.map((question) => `${question.name}=${placeholder(question)}`);
}

function signerWord({ signers = [] }: StepView): string[] {
  return signers.length === 0 ? [] : ['--signed-by', quote(signers.join('|'))];
}

/** What stands for the value of an answer, quoted so that the shell takes it as it is. */
export function placeholder({ type, choices }: Question): string {
  switch (type) {
    case 'confirm':
      return 'yes';
    case 'choice':
      return quote((choices ?? []).join('|'));
    case 'number':
      return "'<number>'";
    case 'url':
      return "'<https://...>'";
    case 'file':
      return "'<path>'";
    case 'text':
      return "'<text>'";
  }
}

/** A word as a shell takes it. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
