import { apply, createRunState } from '../core/apply.ts';
import { decideCommand } from '../core/decide-command.ts';
import { next } from '../core/next.ts';
import type { Checklist } from '../model/checklist.ts';
import type { Command } from '../model/command.ts';
import type { AttemptKey, AttemptVerdict, RecordedEvent, RunEvent } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import type { RunState, Work } from '../model/run-state.ts';
import { unreachable } from '../model/unreachable.ts';

/** How an attempt goes in the pretended world: a verdict, a question, work that goes on elsewhere, or no end at all. */
export type Happening = AttemptVerdict | 'asks' | 'elsewhere' | 'cut-off';

export type Pretend = (id: string, attempt: number) => Happening;

/** What a step gives in the pretended world, when it passes. */
export type Give = (id: string) => JsonObject;

/** A run without a host: every event is made by hand, so that the core is tested with plain values. */
export interface Simulation {
  readonly events: RecordedEvent[];
  state: RunState;
  /** Ids of the steps in the order in which they were started. */
  readonly started: string[];
  record(event: RunEvent): void;
  command(command: Command): string | undefined;
  /** Carries out one piece of work. */
  perform(work: Work): void;
  /** Carries out work until there is none. */
  settle(): void;
}

const robb = { name: 'Robb' };

/** Begins a simulated run; preflight has ended. */
export function simulate(
  checklist: Checklist,
  pretend: Pretend = () => 'passed',
  profile?: string,
  give: Give = () => ({}),
  lacks: RunState['lacks'] = [],
): Simulation {
  const first = {
    type: 'run-started' as const,
    format: 1 as const,
    runId: 'run',
    checklist,
    inputs: {},
    starter: robb,
    confirmed: [],
    ...(profile === undefined ? {} : { profile }),
  };
  const simulation: Simulation = {
    events: [{ ...first, seq: 1, at: 1 }],
    state: createRunState({ ...first, seq: 1, at: 1 }),
    started: [],
    record(event) {
      const recorded = { ...event, seq: simulation.state.lastSeq + 1, at: simulation.state.lastAt + 1 };
      simulation.events.push(recorded);
      simulation.state = apply(simulation.state, recorded);
    },
    command(command) {
      const decided = decideCommand(
        simulation.state,
        { id: `c${simulation.state.lastSeq}`, by: robb, command },
        simulation.state.lastAt,
      );
      if (!decided.ok) return decided.error;
      for (const event of decided.value) simulation.record(event);
      return undefined;
    },
    perform: (work) => performSimulated(simulation, work, pretend, give),
    settle() {
      for (let work = next(simulation.state, limits)[0]; work !== undefined; work = next(simulation.state, limits)[0])
        simulation.perform(work);
    },
  };
  simulation.record({ type: 'preflight-ended', lacks });
  return simulation;
}

const limits = { concurrency: 4 };

function performSimulated(simulation: Simulation, work: Work, pretend: Pretend, give: Give): void {
  for (const event of eventsOf(simulation, work, pretend, give)) simulation.record(event);
}

function eventsOf(simulation: Simulation, work: Work, pretend: Pretend, give: Give): RunEvent[] {
  const { nodes } = simulation.state.graph;
  const step = 'node' in work ? (nodes[work.node]?.id ?? '') : '';
  const ended = (key: AttemptKey, verdict: AttemptVerdict): RunEvent => ({
    type: 'attempt-ended',
    ...key,
    verdict,
    outputs: verdict === 'passed' ? give(key.step) : {},
    evidence: [],
  });
  switch (work.type) {
    case 'preflight':
      return [{ type: 'preflight-ended', lacks: [] }];
    case 'evaluate': {
      const { round } = simulation.state.items.get(work.node);
      return [{ type: 'condition-decided', item: step, round, holds: nodes[work.node]?.item.when === 'true' }];
    }
    case 'start': {
      const key = { step, round: work.round, attempt: work.attempt };
      simulation.started.push(step);
      return [{ type: 'attempt-started', ...key }, ...happen(pretend(step, work.attempt), key, ended)];
    }
    case 'finish':
    case 'check':
      return [ended({ step, round: work.round, attempt: work.attempt }, 'passed')];
    case 'recover':
      return [ended({ step, round: work.round, attempt: work.attempt }, 'interrupted')];
    case 'warn':
      return [{ type: 'deadline-passed', step, round: work.round }];
    case 'undo':
      return [{ type: 'undo-ended', step, round: work.round, ...attemptOf(work), verdict: 'undone' }];
    case 'end':
      return [{ type: 'run-ended', verdict: work.verdict }];
    default:
      return unreachable(work);
  }
}

function attemptOf({ attempt }: Extract<Work, { type: 'undo' }>) {
  return attempt === undefined ? {} : { attempt };
}

function happen(
  happening: Happening,
  key: AttemptKey,
  ended: (key: AttemptKey, verdict: AttemptVerdict) => RunEvent,
): RunEvent[] {
  const ask = { kind: 'questions', instructions: 'Look', questions: [] } as const;
  switch (happening) {
    case 'asks':
      return [{ type: 'question-asked', ...key, ask }];
    case 'elsewhere':
      return [{ type: 'attempt-pending', ...key, handle: 'job 7', checkAt: 0 }];
    case 'cut-off':
      return [];
    default:
      return [ended(key, happening)];
  }
}

/** The statuses of a run by id. */
export function statusesOf(state: RunState): Record<string, string> {
  return Object.fromEntries(state.graph.nodes.map(({ id, index }) => [id, state.items.get(index).status]));
}
