import type { RecordedEvent, RunState } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import type { Outcome } from './walk.ts';

/** Attempts that a crash cut off and that only a person can tell about. */
export interface Asked {
  readonly due: number;
  readonly asked: number;
}

/** Everything that came out otherwise than in the undisturbed run, a line each. */
export function judge(undisturbed: Outcome, found: Outcome, mayAsk: readonly string[] = []): string[] {
  const cutOff = findCutOff(found.events, found.state);
  return [
    ...found.complaints,
    ...differ('end', undisturbed.end, found.end, () => 0),
    ...differ('effect', undisturbed.effects, found.effects, (effect) => countDenied(found.events, effect)),
    ...cutOff.filter(({ isAsked }) => !isAsked).map(({ step }) => `"${step}" was cut off, and nobody was asked`),
    ...findUndue(found.events, found.state, mayAsk),
  ];
}

/** How many attempts had to be asked about, and how many were. */
export function countAsked({ events, state }: Outcome): Asked {
  const cutOff = findCutOff(events, state);
  return { due: cutOff.length, asked: cutOff.filter(({ isAsked }) => isAsked).length };
}

function differ<T extends string | number>(
  what: string,
  expected: Readonly<Record<string, T>>,
  found: Readonly<Record<string, T>>,
  allow: (name: string) => number,
): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].flatMap((name) => {
    const [wanted, is] = [expected[name], found[name]];
    if (wanted === is) return [];
    if (typeof wanted === 'number' && typeof is === 'number' && is > wanted && is <= wanted + allow(name)) return [];
    return [`${what} "${name}": found ${is ?? 'none'}, expected ${wanted ?? 'none'}`];
  });
}

/** How often a person said of a program's cut-off call that it came to nothing: so often it may have been called in vain. */
function countDenied(events: readonly RecordedEvent[], effect: string): number {
  const asked = new Map<string, string>();
  let denied = 0;
  for (const event of events) {
    if (event.type === 'question-asked' && event.ask.kind === 'recovery')
      asked.set(`${event.step} ${event.round} ${event.attempt}`, event.ask.plan?.[0] ?? '');
    if (event.type !== 'attempt-ended' || event.verdict !== 'interrupted' || event.by === undefined) continue;
    if (asked.get(`${event.step} ${event.round} ${event.attempt}`) === effect.replace(/^program /, '')) denied++;
  }
  return denied;
}

/** Step types that cannot find out by themselves what became of an attempt that was cut off. */
const mustAsk = new Set(
  builtinStepTypes.filter((type) => type.probe === undefined && type.repeatable !== true).map(({ type }) => type),
);

interface CutOff {
  readonly step: string;
  readonly isAsked: boolean;
}

function findCutOff(events: readonly RecordedEvent[], state: RunState): CutOff[] {
  const open = new Map<string, RecordedEvent & { step: string }>();
  const cutOff = new Map<string, number>();
  events.forEach((event, at) => {
    if (event.type === 'attempt-started') open.set(`${event.step} ${event.round} ${event.attempt}`, event);
    else if ('attempt' in event) open.delete(`${event.step} ${event.round} ${event.attempt}`);
    else if (event.type === 'driver-started')
      for (const [key, { step }] of open) if (isForPeople(state, step) && !cutOff.has(key)) cutOff.set(key, at);
  });
  return [...cutOff].map(([key, at]) => {
    const next = events.slice(at).find((event) => 'attempt' in event && key === keyOf(event));
    return {
      step: key,
      isAsked: next?.type === 'question-asked' && next.ask.kind === 'recovery',
    };
  });
}

function keyOf(event: RecordedEvent): string {
  return 'attempt' in event ? `${event.step} ${event.round} ${event.attempt}` : '';
}

function isForPeople(state: RunState, step: string): boolean {
  const item = state.graph.nodes[state.graph.indexOf.get(step) ?? -1]?.item;
  return item?.kind === 'step' && item.effect !== 'reads' && mustAsk.has(item.type);
}

/** Nobody is asked about what the world itself can tell. */
function findUndue(events: readonly RecordedEvent[], state: RunState, mayAsk: readonly string[]): string[] {
  return events.flatMap((event) =>
    event.type === 'question-asked' &&
    event.ask.kind === 'recovery' &&
    !isForPeople(state, event.step) &&
    !mayAsk.includes(event.step)
      ? [`"${event.step}" asked a person: ${event.ask.instructions}`]
      : [],
  );
}
