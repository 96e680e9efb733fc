import type { Step } from '../model/checklist.ts';
import { isSignOff } from '../model/is-sign-off.ts';
import type { ItemState, Node } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { changedKeys } from './changed-keys.ts';
import { change, type Draft, isAskedAgain, openRound } from './draft.ts';
import { nodeOf } from './gates.ts';
import { recoveryQuestions } from './recovery-questions.ts';
import { settledStatus } from './settled-status.ts';

/** What becomes of a step that an edit made do or ask something else. */
export function reviseStep(draft: Draft, index: number, old: Node): void {
  const { item: step } = nodeOf(draft, index);
  const { item: before } = old;
  const item = draft.items.get(index);
  if (step.kind === 'group' || before.kind === 'group' || item.digest === undefined) return;
  if (item.digest === step.digest) return isAskedAboutEdit(item) ? settleAgain(draft, index) : undefined;
  if (isWordVoid(item, before, step) || item.signOffs.length > 0 || item.ask?.kind === 'questions')
    openRound(draft, index);
  else if (item.ask?.kind === 'confirmation') change(draft, index, { status: 'pending', ask: undefined });
  else if (isUnclear(item, before, step)) askWhatBecame(draft, index, step, describeCut(item, before, step));
  else if (letsThrough(item.status) || item.ask?.kind === 'revised')
    askKeepOrRedo(draft, index, describeChange(old, nodeOf(draft, index)));
  else lookSoon(draft, index);
}

/** What goes on elsewhere is looked at by the new text at once. */
function lookSoon(draft: Draft, index: number): void {
  const { pending } = draft.items.get(index);
  if (pending === undefined) return;
  change(draft, index, { pending: { ...pending, checkAt: Math.min(pending.checkAt, draft.lastAt) } });
}

/** Somebody's word was asked for or given, or would have to stand for a result that was none: it holds for one text only. */
function isWordVoid(item: ItemState, before: Step, step: Step): boolean {
  if (!isSignOff(before) && !isSignOff(step)) return false;
  const status = isAskedAgain(item) ? settledStatus(item) : item.status;
  return ['passed', 'running', 'unknown'].includes(status) || ['questions', 'by-hand'].includes(item.ask?.kind ?? '');
}

/** A step that seems to have got another id: what was done under the old one can stand for it, and is not silently done again. */
export function askAboutRenamed(draft: Draft, index: number, old: Node): void {
  const { item: step } = nodeOf(draft, index);
  const item = draft.items.get(index);
  const { status } = item;
  if (
    step.kind === 'step' &&
    old.item.kind === 'step' &&
    item.digest !== step.digest &&
    isWordVoid(item, old.item, step)
  )
    return openRound(draft, index);
  if (status === 'unknown' && step.kind === 'step')
    return askWhatBecame(draft, index, step, `It was cut off under the id "${old.id}", which is gone.`);
  lookSoon(draft, index);
  if (!letsThrough(status)) return;
  const about = `"${step.title}" seems to be what "${old.id}" was, which is gone from the checklist and was ${status}.`;
  askKeepOrRedo(draft, index, about);
}

/** Says of which step the text changed, and which keys of it. */
function describeChange(old: Node, node: Node): string {
  const { id, item } = node;
  const instance = id === item.id ? '' : ` (${id})`;
  const keys = changedKeys(old, node);
  const what = keys.length === 0 ? 'what its texts read' : keys.join(', ');
  return `The text of "${item.title}"${instance} changed after it was done: ${what}.`;
}

/** Asks whether the result of a finished step still stands. */
export function askKeepOrRedo(draft: Draft, index: number, instructions: string): void {
  const label = 'Keep its result or redo it';
  const question = { name: 'decision', type: 'choice', label, choices: ['keep', 'redo'] } as const;
  const asked = { askedSeq: draft.lastSeq, askedAt: draft.lastAt };
  change(draft, index, { status: 'waiting', ask: { kind: 'edited', instructions, questions: [question] }, ...asked });
}

/** The old text is back: there is nothing to decide any more. */
function settleAgain(draft: Draft, index: number): void {
  change(draft, index, { status: settledStatus(draft.items.get(index)), ask: undefined });
}

function isAskedAboutEdit({ ask }: ItemState): boolean {
  return ask?.kind === 'edited';
}

/** Work was begun that the new text cannot look after: it was cut off, is done by hand, or goes on elsewhere by another type. */
function isUnclear(item: ItemState, before: Step, step: Step): boolean {
  if (item.status === 'unknown') return before.effect !== 'reads' || step.effect !== 'reads';
  return item.ask?.kind === 'by-hand' || (item.pending !== undefined && before.type !== step.type);
}

function describeCut(item: ItemState, before: Step, step: Step): string {
  if (item.ask?.kind === 'by-hand') return 'It was being done by hand when its text changed.';
  if (item.pending === undefined)
    return 'It was cut off, and its text changed before anybody looked what became of it.';
  const handle = JSON.stringify(item.pending.handle).slice(0, 200);
  return `Its work goes on elsewhere, as \`${handle}\`, and its type changed from "${before.type}" to "${step.type}", which cannot look after that.`;
}

function askWhatBecame(draft: Draft, index: number, step: Step, why: string): void {
  const { attempts } = draft.items.get(index);
  const instructions = `Attempt ${attempts.length} of "${step.title}" has no end. ${why} Look, and say whether it happened.`;
  const ask = { kind: 'recovery', instructions, questions: recoveryQuestions(step) } as const;
  const over = { pending: undefined, answers: undefined, askedSeq: draft.lastSeq, askedAt: draft.lastAt };
  change(draft, index, { ...over, status: 'unknown', ask });
}
