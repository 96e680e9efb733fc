import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../model/checklist.ts';
import type { AttemptVerdict } from '../model/event.ts';
import type { Node, RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { buildChecklist, buildGroup, buildStep } from '../testing/build-checklist.ts';
import { type Simulation, simulate, statusesOf } from '../testing/simulate.ts';
import { replay } from './apply.ts';
import type { Draft } from './draft.ts';
import { isGroup, reflow } from './flow.ts';
import { next } from './next.ts';
import { outcomeOf } from './outcome.ts';

interface Shape {
  readonly kind: 'step' | 'group';
  readonly isParallel: boolean;
  readonly hasFinally: boolean;
  readonly when: 'true' | 'false' | undefined;
  readonly values: number;
  readonly needs: readonly number[] | undefined;
  readonly inside: readonly Shape[];
  readonly verdict: AttemptVerdict | 'asks';
}

/** Shapes of items, nested at most so deep. */
function shape(depth: number): fc.Arbitrary<Shape> {
  return fc.record({
    kind: depth === 0 ? fc.constant('step') : fc.constantFrom('step', 'group'),
    isParallel: fc.boolean(),
    hasFinally: fc.boolean(),
    when: fc.constantFrom(undefined, undefined, undefined, 'true', 'false'),
    values: fc.constantFrom(0, 0, 0, 0, 1, 2),
    needs: fc.option(fc.array(fc.nat(20), { maxLength: 2 }), { nil: undefined, freq: 3 }),
    inside: depth === 0 ? fc.constant([]) : fc.array(shape(depth - 1), { minLength: 1, maxLength: 3 }),
    verdict: fc.constantFrom('passed', 'passed', 'passed', 'passed', 'failed', 'inconclusive', 'asks'),
  });
}

/** Items whose `needs` name only steps that stand before them, so that there is no cycle. */
function toItems(shapes: readonly Shape[], ids: string[], verdicts: Map<string, Shape['verdict']>): Item[] {
  return shapes.map((one) => {
    const known = [...ids];
    const id = `s${verdicts.size}`;
    verdicts.set(id, one.verdict);
    const needs = one.needs?.flatMap((at) => known[at] ?? []);
    const head = {
      ...(one.when === undefined ? {} : { when: one.when }),
      ...(needs === undefined ? {} : { needs: [...new Set(needs)] }),
      ...(one.values === 0 ? {} : { matrix: { n: Array.from({ length: one.values }, (_, n) => n) } }),
    };
    if (one.kind === 'step' || one.inside.length === 0) {
      ids.push(id);
      return buildStep(id, head);
    }
    const items = toItems(one.inside, ids, verdicts);
    const last = one.hasFinally ? [buildStep(`f_${id}`)] : [];
    return buildGroup(id, items, { ...head, parallel: one.isParallel, finally: last });
  });
}

const runs = fc.record({
  shapes: fc.array(shape(2), { minLength: 1, maxLength: 5 }),
  picks: fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }),
});

function begin(shapes: readonly Shape[]): Simulation {
  const verdicts = new Map<string, Shape['verdict']>();
  const checklist = buildChecklist(toItems(shapes, [], verdicts));
  return simulate(checklist, (id) => verdicts.get(id.replace(/\[.*$/, '')) ?? 'passed');
}

function finish(simulation: Simulation, picks: readonly number[], onStep: (node: Node, state: RunState) => void): void {
  for (let step = 0; ; step++) {
    const work = next(simulation.state, { concurrency: 3 });
    const one = work[(picks[step % picks.length] ?? 0) % Math.max(1, work.length)];
    if (one === undefined) return;
    if (one.type === 'start') onStep(simulation.state.graph.nodes[one.node] as Node, simulation.state);
    simulation.perform(one);
    expect(step).toBeLessThan(2_000);
  }
}

/** Every need of the item and of the groups around it. */
function needsOf(state: RunState, node: Node): Node[] {
  const around = state.graph.nodes[node.parent];
  const own = node.needs
    .map((index) => state.graph.nodes[index] as Node)
    .filter((need) => !(need.isFinal && node.isFinal));
  return around === undefined ? own : [...own, ...needsOf(state, around)];
}

describe('every run of every checklist', () => {
  it('starts no step before its needs let it, none twice, and ends or waits', () => {
    fc.assert(
      fc.property(runs, ({ shapes, picks }) => {
        const run = begin(shapes);
        finish(run, picks, (node, state) => {
          for (const need of needsOf(state, node)) expect(letsThrough(state.items.get(need.index).status)).toBe(true);
        });
        expect(new Set(run.started).size).toBe(run.started.length);
        expect(outcomeOf(run.state)).not.toBe('running');
        const hasPassed = run.state.graph.nodes.every(({ index }) => letsThrough(run.state.items.get(index).status));
        expect(run.state.verdict === 'passed').toBe(hasPassed);
      }),
      { numRuns: 500 },
    );
  });

  it('reaches the same end from every prefix of its journal', () => {
    fc.assert(
      fc.property(runs, fc.nat(200), ({ shapes, picks }, cut) => {
        const whole = begin(shapes);
        finish(whole, picks, () => {});
        const events = whole.events.slice(0, 2 + (cut % whole.events.length));
        const resumed = begin(shapes);
        resumed.events.splice(0, resumed.events.length, ...events);
        resumed.state = replay(events);
        if (resumed.state.verdict === undefined) resumed.record({ type: 'driver-started', pid: 1, hostname: 'here' });
        finish(resumed, picks, () => {});
        expect(statusesOf(resumed.state)).toEqual(statusesOf(whole.state));
        expect(outcomeOf(resumed.state)).toBe(outcomeOf(whole.state));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps by small steps the same gates that it would work out anew', () => {
    fc.assert(
      fc.property(runs, ({ shapes, picks }) => {
        const run = begin(shapes);
        finish(run, picks, () => {});
        const draft: Draft = { ...run.state, frontier: [...run.state.frontier] };
        reflow(draft);
        for (const node of run.state.graph.nodes) {
          const { gate, unmet, status } = run.state.items.get(node.index);
          expect({ id: node.id, ...draft.items.get(node.index) }).toMatchObject({ id: node.id, gate, status });
          if (!isGroup(node) && gate !== 'closed') expect(draft.items.get(node.index).unmet).toBe(unmet);
        }
        expect(draft.busy).toBe(run.state.busy);
        expect(draft.frontier.toSorted()).toEqual(run.state.frontier.toSorted());
      }),
      { numRuns: 300 },
    );
  });

  it('leaves the state before an event as it was', () => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b')]));
    const before = run.state;
    const frozen = JSON.stringify([...before.items]);
    run.settle();
    expect(JSON.stringify([...before.items])).toBe(frozen);
    expect(before.frontier).toEqual([0]);
  });
});

describe('large checklists', () => {
  it.each([
    ['a chain', false],
    ['side by side', true],
  ])('walks through 10,000 steps, %s', (_, parallel) => {
    const steps = Array.from({ length: 10_000 }, (_, n) => buildStep(`s${n}`));
    const run = simulate(buildChecklist([buildGroup('g', steps, { parallel })]));
    run.settle();
    expect(run.started).toHaveLength(10_000);
    expect(run.state.verdict).toBe('passed');
  });
});
