import { isSamePerson, type RunState, type Status } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { showElapsed } from '../output/show-time.ts';
import { showAnswer } from './describe-ask.ts';
import type { Place } from './place-of-step.ts';
import type { RunIndex } from './run-index.ts';

/** The run as a whole. */
export interface HeaderView {
  readonly title: string;
  /** How it stands, in a few words, and how that looks. */
  readonly standing: string;
  readonly status: Status;
  /** What tells this run from others, the most important first. */
  readonly facts: readonly string[];
  readonly done: number;
  readonly total: number;
  readonly counts: Readonly<Record<Place, number>>;
}

/** Makes the header of a run; its cost does not grow with the number of steps. */
export function viewHeader(state: RunState, index: RunIndex, now: number): HeaderView {
  const counts = {
    failed: index.at('failed').length,
    running: index.at('running').length,
    waiting: index.at('waiting').length,
    finished: index.at('finished').length,
    later: index.at('later').length,
  };
  const { runId, commit, starter, operator, profile, checklist, inputs, startedAt } = state;
  const told = Object.entries(inputs).filter(([, value]) => !runId.includes(showAnswer(value)));
  return {
    title: showLine(checklist.title),
    ...standingOf(state, counts),
    facts: [
      `run ${runId}`,
      ...(commit === undefined ? [] : [`commit ${commit.slice(0, 10)}`]),
      `started by ${showLine(starter.name)} ${showElapsed(now - startedAt)} ago`,
      ...(isSamePerson(operator, starter) ? [] : [`operated by ${showLine(operator.name)}`]),
      ...(profile === undefined ? [] : [`profile ${showLine(profile)}`]),
      ...told.map(([name, value]) => `${showLine(name)} ${showLine(showAnswer(value))}`),
    ],
    done: index.done,
    total: index.total,
    counts,
  };
}

function standingOf(
  { verdict, lacks, isCancelled, isUndoing, preflight, paused }: RunState,
  { failed, running, waiting }: HeaderView['counts'],
): Pick<HeaderView, 'standing' | 'status'> {
  if (verdict !== undefined) return { standing: verdict, status: verdict === 'cancelled' ? 'cancelled' : 'passed' };
  if (lacks.length > 0) return { standing: `cannot begin, ${lacks.length} missing`, status: 'failed' };
  if (isUndoing) return { standing: 'is taken back', status: 'running' };
  if (isCancelled) return { standing: 'is being cancelled', status: 'cancelled' };
  if (paused !== undefined)
    return {
      standing: `${running > 0 ? 'is being paused' : 'is paused'} by ${showLine(paused.by.name)}`,
      status: 'waiting',
    };
  if (preflight === 'due') return { standing: 'checks what it needs', status: 'running' };
  if (failed > 0) return { standing: running + waiting > 0 ? 'goes on, with failures' : 'stopped', status: 'failed' };
  if (waiting > 0) return { standing: running > 0 ? 'runs, and asks' : 'waits for an answer', status: 'waiting' };
  return { standing: 'runs', status: 'running' };
}
