import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node, RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { arbitraryRuns, beginShaped, needsOf } from '../testing/arbitrary-run.ts';
import { buildChecklist, buildGroup, buildStep } from '../testing/build-checklist.ts';
import { type Simulation, simulate, statusesOf } from '../testing/simulate.ts';
import { replay } from './apply.ts';
import type { Draft } from './draft.ts';
import { reflow } from './flow.ts';
import { isGroup } from './gates.ts';
import { next } from './next.ts';
import { outcomeOf } from './outcome.ts';

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

describe('every run of every checklist', () => {
  it('starts no step before its needs let it, none twice, and ends or waits', () => {
    fc.assert(
      fc.property(arbitraryRuns, ({ shapes, picks }) => {
        const run = beginShaped(shapes);
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
      fc.property(arbitraryRuns, fc.nat(200), ({ shapes, picks }, cut) => {
        const whole = beginShaped(shapes);
        finish(whole, picks, () => {});
        const events = whole.events.slice(0, 2 + (cut % whole.events.length));
        const resumed = beginShaped(shapes);
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
      fc.property(arbitraryRuns, ({ shapes, picks }) => {
        const run = beginShaped(shapes);
        finish(run, picks, () => {});
        const draft: Draft = { ...run.state, frontier: [...run.state.frontier] };
        reflow(draft);
        for (const node of run.state.graph.nodes) {
          const { gate, unmet, status } = run.state.items.get(node.index);
          expect({ id: node.id, ...draft.items.get(node.index) }).toMatchObject({ id: node.id, gate, status });
          if (!isGroup(node) && (gate === 'shut' || gate === 'open'))
            expect(draft.items.get(node.index).unmet).toBe(unmet);
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
