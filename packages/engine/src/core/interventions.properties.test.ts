import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../model/command.ts';
import type { ItemState, Node, RunState } from '../model/run-state.ts';
import { isThrough, needsOf, type Shape, shape, toItems } from '../testing/arbitrary-run.ts';
import { buildChecklist } from '../testing/build-checklist.ts';
import { type Simulation, simulate } from '../testing/simulate.ts';
import { decideCommand } from './decide-command.ts';
import type { Draft } from './draft.ts';
import { reflow } from './flow.ts';
import { isGroup, isUnderWay } from './gates.ts';
import { next } from './next.ts';
import { outcomeOf } from './outcome.ts';

/** What happens next: a piece of work, or a person who says something about an item. */
interface Act {
  readonly pick: number;
  readonly says: Command['type'] | 'crash' | undefined;
}

const words: readonly Act['says'][] = ['retry', 'reevaluate', 'reevaluate', 'waive', 'skip', 'answer', 'crash'];
const rare: readonly Act['says'][] = ['redo', 'pause', 'resume'];
const work = Array.from({ length: 30 }, () => undefined);
const says = fc.constantFrom<Act['says']>(...work, ...words, ...words, ...rare, 'resume');
const histories = fc.record({
  shapes: fc.array(shape(2), { minLength: 1, maxLength: 4, size: 'max' }),
  acts: fc.array(fc.record({ pick: fc.nat(60), says }), { minLength: 5, maxLength: 60, size: 'max' }),
});

const robb = { name: 'Robb' };

/** A run in which some steps fail at first, and in which what reads sees another world each time or the same. */
function begin(shapes: readonly Shape[]): Simulation {
  const verdicts = new Map<string, Shape['verdict']>();
  const checklist = buildChecklist(toItems(shapes, [], verdicts));
  let looks = 0;
  let starts = 0;
  const pretend = (id: string, attempt: number) => {
    if (starts++ % 5 === 4) return 'cut-off';
    return attempt > 1 ? 'passed' : (verdicts.get(id.replace(/\[.*$/, '')) ?? 'passed');
  };
  return simulate(checklist, pretend, undefined, () => ({ seen: Math.floor(looks++ / 3) }));
}

/** The command about the item that is picked of those for which it is carried out. */
function toCommand(state: RunState, { pick, says: type }: Act): Command | undefined {
  if (type === undefined || type === 'crash') return undefined;
  const fitting = state.graph.nodes.flatMap((node) => {
    const command = about(type, node.id, state.items.get(node.index), pick);
    return command !== undefined && decideCommand(state, { id: 'x', by: robb, command }, 0).ok ? [command] : [];
  });
  return fitting[pick % Math.max(1, fitting.length)];
}

function about(type: Command['type'], step: string, { ask }: ItemState, pick: number): Command | undefined {
  const reason = 'why not';
  switch (type) {
    case 'retry':
    case 'reevaluate':
      return { type, step };
    case 'redo':
      return { type, item: step, reason };
    case 'skip':
    case 'waive':
      return { type, step, reason };
    case 'answer':
      return { type, step, answers: ask?.kind === 'revised' ? { decision: pick % 3 === 0 ? 'redo' : 'keep' } : {} };
    case 'pause':
    case 'resume':
      return { type };
    default:
      return undefined;
  }
}

function play(run: Simulation, acts: readonly Act[], look: (run: Simulation, work?: Node) => void): void {
  for (const act of acts) {
    const command = toCommand(run.state, act);
    if (command !== undefined) run.command(command);
    if (act.says === 'crash' && run.state.verdict === undefined) crash(run);
    const work = act.says === undefined ? next(run.state, { concurrency: 3 }) : [];
    const one = work[act.pick % Math.max(1, work.length)];
    look(run, one?.type === 'start' ? run.state.graph.nodes[one.node] : undefined);
    if (one !== undefined) run.perform(one);
  }
}

function crash(run: Simulation): void {
  run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
  run.record({ type: 'preflight-ended', lacks: [] });
}

/** The gates as they would be if they were worked out anew. */
function workedOutAnew(state: RunState): Draft {
  const draft: Draft = { ...state, frontier: [...state.frontier] };
  reflow(draft);
  return draft;
}

describe('whatever people do to a run', () => {
  it('keeps the same gates that it would work out anew', () => {
    fc.assert(
      fc.property(histories, ({ shapes, acts }) => {
        play(begin(shapes), acts, ({ state }) => {
          const anew = workedOutAnew(state);
          for (const node of state.graph.nodes) {
            const { gate, unmet, status } = state.items.get(node.index);
            const worked = anew.items.get(node.index);
            expect({ id: node.id, gate: worked.gate, status: worked.status }).toEqual({ id: node.id, gate, status });
            if (!isGroup(node) && (gate === 'shut' || gate === 'open')) expect(worked.unmet).toBe(unmet);
          }
          expect(anew.frontier.toSorted()).toEqual(state.frontier.toSorted());
          expect(anew.busy).toBe(state.busy);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('starts no step before its needs let it, and never the same attempt twice', () => {
    fc.assert(
      fc.property(histories, ({ shapes, acts }) => {
        const run = begin(shapes);
        play(run, acts, ({ state }, started) => {
          if (started === undefined) return;
          for (const need of needsOf(state, started)) expect(isThrough(state, need)).toBe(true);
        });
        const keys = run.events.flatMap((event) =>
          event.type === 'attempt-started' ? [`${event.step} ${event.round}.${event.attempt}`] : [],
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing that is under way behind: it is looked after until it has ended', () => {
    fc.assert(
      fc.property(histories, ({ shapes, acts }) => {
        const run = begin(shapes);
        play(run, acts, ({ state }) => {
          for (const node of state.graph.nodes) {
            const item = state.items.get(node.index);
            if (isUnderWay(node, item)) expect(item.gate).toBe('open');
          }
        });
        run.command({ type: 'resume' });
        for (let tries = 0; tries < 20 && run.state.verdict === undefined; tries++) {
          crash(run);
          run.settle();
        }
        expect(outcomeOf(run.state)).not.toBe('running');
      }),
      { numRuns: 500 },
    );
  });
});
