import type { Node, RunState, SeriesEvidence } from '@checklist/engine';
import { letsThrough } from '@checklist/engine';
import { showLine, showLines } from '../output/show-text.ts';
import { showDay, showElapsed } from '../output/show-time.ts';
import type { Place } from './place-of-step.ts';
import type { StepView } from './step-view.ts';
import { estimateTimeLeft } from './time-left.ts';

/** A line below a step's own. */
export type CardDetail =
  | { readonly type: 'text'; readonly text: string }
  /** What somebody may do now. */
  | { readonly type: 'hint'; readonly text: string }
  /** A command or a text that is set free, exactly. */
  | { readonly type: 'exact'; readonly text: string }
  | { readonly type: 'bar'; readonly fraction: number; readonly isGuess: boolean; readonly text: string }
  | { readonly type: 'series'; readonly series: SeriesEvidence }
  | { readonly type: 'link'; readonly url: string }
  | { readonly type: 'output'; readonly text: string };

/** A step as a screen shows it among others: one line, and what belongs below it when there is room. */
export interface StepCard {
  readonly step: StepView;
  readonly title: string;
  /** What became of it, behind the title. */
  readonly tail: string;
  /** At the end of the line; the most important first, for the others may not fit. */
  readonly asides: readonly string[];
  readonly details: readonly CardDetail[];
}

/** Lines of output below a step. */
const outputLines = 3;

/** Makes the card of a step; `now` is in epoch milliseconds. */
export function cardOf(state: RunState, node: Node, place: Place, step: StepView, now: number): StepCard {
  const card = { step, title: titleOf(step), tail: '', details: [] };
  switch (place) {
    case 'failed':
      return { ...card, asides: failedAsides(step), details: failedDetails(step) };
    case 'running':
      return { ...card, tail: stageOf(step), asides: runningAsides(step, now), details: runningDetails(step, now) };
    case 'waiting':
      return { ...card, asides: waitingAsides(step, now), details: waitingDetails(step) };
    case 'finished':
      return { ...card, tail: endingOf(step), asides: elapsedOf(step) };
    case 'later':
      return { ...card, asides: comesAfter(state, node) };
  }
}

/** The title; instances of a matrix share it and are told apart by their values. */
export function titleOf({ id, title }: StepView): string {
  const bracket = id.indexOf('[');
  return bracket === -1 ? title : `${title} ${id.slice(bracket)}`;
}

function failedAsides(step: StepView): string[] {
  const tries = step.attempt > 1 ? [`attempt ${step.attempt}`] : [];
  const word = step.status === 'failed' ? [] : [step.status];
  return [...word, ...elapsedOf(step).map((time) => `after ${time}`), ...tries];
}

function failedDetails({ failure, status, url }: StepView): CardDetail[] {
  if (failure === undefined) return [{ type: 'text', text: status }];
  const output = (failure.details ?? []).flatMap(showLines).filter((line) => line !== '');
  return [
    { type: 'text', text: showLine(failure.message) },
    ...(failure.hint === undefined ? [] : [{ type: 'hint', text: showLine(failure.hint) } as const]),
    ...linkTo(url),
    ...output.slice(-2 * outputLines).map((text): CardDetail => ({ type: 'output', text })),
  ];
}

function stageOf({ isAnswered, status, isLate }: StepView): string {
  const stage = isAnswered ? 'answered' : status === 'pending' ? 'to be tried again' : '';
  return [stage, ...(isLate ? ['late'] : [])].filter((word) => word !== '').join(', ');
}

function runningAsides(step: StepView, now: number): string[] {
  const { nextAt, usual, deadlineAt, progress } = step;
  const endsAt = estimateTimeLeft(step, now)?.endsAt;
  const end = progress?.endsAt === undefined ? 'ends about' : 'until';
  const isLong = usual !== undefined && step.elapsed !== undefined && step.elapsed > usual;
  const again = step.status === 'pending' ? 'tried again' : 'next look';
  return [
    ...elapsedOf(step),
    ...(endsAt === undefined ? [] : [`${end} ${showDay(endsAt, now)}`]),
    ...(isLong ? [`usually ${showElapsed(usual)}`] : []),
    ...dueAt(deadlineAt, now),
    ...(nextAt === undefined || nextAt === progress?.endsAt
      ? []
      : [nextAt > now ? `${again} in ${showElapsed(nextAt - now)}` : `${again} now`]),
  ];
}

function runningDetails(step: StepView, now: number): CardDetail[] {
  const { progress, url, lastLines } = step;
  const left = estimateTimeLeft(step, now);
  // The end of the row says it better, in the time that is used here.
  const text = progress?.endsAt === undefined ? showLine(progress?.text ?? '') : '';
  const said: CardDetail[] = text === '' ? [] : [{ type: 'text', text }];
  const bar: CardDetail[] = left === undefined ? said : [{ type: 'bar', ...left, text }];
  return [
    ...bar,
    ...(progress?.series ?? []).map((series): CardDetail => ({ type: 'series', series })),
    ...linkTo(url),
    ...lastLines.slice(-outputLines).map((line): CardDetail => ({ type: 'output', text: showLine(line) })),
  ];
}

function waitingAsides(step: StepView, now: number): string[] {
  const { whom, askedAt, deadlineAt, isLate, ask, nextAt, elapsed } = step;
  const kind = ask?.kind === 'confirmation' ? 'confirmation' : ask?.kind === 'recovery' ? 'was cut off' : 'an answer';
  const since = ask === undefined ? elapsed : askedAt === undefined ? undefined : Math.max(0, now - askedAt);
  return [
    whom === undefined ? kind : `for ${whom}`,
    ...(isLate ? ['late'] : []),
    ...(since === undefined ? [] : [`since ${showElapsed(since)}`]),
    ...dueAt(deadlineAt, now),
    ...(nextAt === undefined || nextAt <= now ? [] : [`next look in ${showElapsed(nextAt - now)}`]),
  ];
}

function waitingDetails({ ask, url, progress }: StepView): CardDetail[] {
  const told = showLines(ask?.instructions ?? progress?.text ?? '').filter((line) => line.trim() !== '');
  const exact = (ask?.plan ?? []).flatMap(showLines);
  return [
    ...told.slice(0, outputLines).map((text): CardDetail => ({ type: 'text', text })),
    ...exact.map((text): CardDetail => ({ type: 'exact', text })),
    ...linkTo(url),
  ];
}

function endingOf({ decision, note, status }: StepView): string {
  if (decision === undefined) return note ?? '';
  const by = decision.by === undefined ? '' : ` by ${showLine(decision.by.name)}`;
  return `${status}${by}: ${showLine(decision.reason)}`;
}

function elapsedOf({ elapsed }: StepView): string[] {
  return elapsed === undefined ? [] : [showElapsed(elapsed)];
}

function dueAt(moment: number | undefined, now: number): string[] {
  return moment === undefined ? [] : [`due ${showDay(moment, now)}`];
}

function linkTo(url: string | undefined): CardDetail[] {
  return url === undefined ? [] : [{ type: 'link', url }];
}

/** The titles of what has to be through before: the step's own needs, else those of the group around it. */
function comesAfter(state: RunState, node: Node): string[] {
  for (let one: Node | undefined = node; one !== undefined; one = state.graph.nodes[one.parent]) {
    const open = one.needs.filter((need) => !letsThrough(state.items.get(need).status));
    const [first] = open;
    if (first === undefined) continue;
    const more = open.length > 1 ? ` and ${open.length - 1} more` : '';
    return [`after ${showLine(state.graph.nodes[first]?.item.title ?? '')}${more}`];
  }
  return [];
}
