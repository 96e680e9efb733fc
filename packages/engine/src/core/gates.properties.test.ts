import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../model/command.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { Node, RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { arbitraryRuns, beginShaped, isThrough, needsOf } from '../testing/arbitrary-run.ts';
import type { Simulation } from '../testing/simulate.ts';
import { apply, createRunState } from './apply.ts';
import { isGroup } from './gates.ts';
import { next } from './next.ts';

const outcome = fc.constantFrom('passed', 'passed', 'failed', 'inconclusive', 'cancelled', 'interrupted', 'asks');
const decision = fc.constantFrom('answer', 'reject', 'retry', 'redo', 'skip', 'waive', 'by-hand', 'cancel');

/** What happens next: a piece of work is done, a person decides something, a process takes over, or a condition is odd. */
const moves = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ type: fc.constant('work' as const), pick: fc.nat(50) }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('decide' as const), pick: fc.nat(50), decision }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('take over' as const), pick: fc.nat(50) }) },
  ),
  { minLength: 20, maxLength: 120, size: 'max' },
);

type Move = (typeof moves extends fc.Arbitrary<infer M> ? M : never)[number];

it('lets a step pass only by an event that says so, and starts nothing whose needs do not let it', () => {
  const outcomes = fc.array(outcome, { minLength: 1, maxLength: 30 });
  let events = 0;
  fc.assert(
    fc.property(arbitraryRuns, outcomes, moves, ({ shapes }, came, walk) => {
      let drawn = 0;
      const run = beginShaped(shapes, () => came[drawn++ % came.length] ?? 'failed');
      for (const move of walk) make(run, move);
      const [first, ...rest] = run.events;
      if (first?.type !== 'run-started') throw new Error('a run begins with its start');
      let state = createRunState(first);
      for (const event of rest) {
        const after = apply(state, event);
        for (const node of after.graph.nodes) checkGate(node, state, event, after);
        state = after;
        events++;
      }
    }),
    { numRuns: 400 },
  );
  expect(events).toBeGreaterThan(5_000);
});

function make(run: Simulation, move: Move): void {
  const { nodes } = run.state.graph;
  if (move.type === 'take over') {
    if (run.state.verdict === undefined) run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
    return;
  }
  if (move.type === 'decide') {
    const id = nodes[move.pick % nodes.length]?.id ?? '';
    run.command(toCommand(move.decision, id));
    return;
  }
  const work = next(run.state, { concurrency: 3 });
  const one = work[move.pick % Math.max(1, work.length)];
  if (one === undefined) return;
  if (one.type === 'start') {
    const node = nodes[one.node];
    for (const need of node === undefined ? [] : needsOf(run.state, node))
      expect(isThrough(run.state, need), `${node?.id} started before ${need.id}`).toBe(true);
  }
  run.perform(one);
}

function toCommand(type: Command['type'], id: string): Command {
  const reason = 'because';
  switch (type) {
    case 'answer':
      return { type, step: id, answers: {} };
    case 'redo':
      return { type, item: id, reason };
    case 'cancel':
      return { type, reason };
    case 'undo':
      return { type };
    case 'retry':
    case 'by-hand':
    case 'reevaluate':
      return { type, step: id };
    default:
      return { type, step: id, reason };
  }
}

function checkGate(node: Node, before: RunState, event: RecordedEvent, after: RunState): void {
  const { status, round } = after.items.get(node.index);
  if (isGroup(node)) {
    const inside = [...node.children, ...node.finals].map((child) => after.items.get(child).status);
    if (status === 'passed')
      expect({ id: node.id, inside: inside.every(letsThrough) && inside.length > 0 }).toEqual({
        id: node.id,
        inside: true,
      });
    return;
  }
  const was = before.items.get(node.index);
  if (was.status === status && was.round === round) return;
  if (status === 'passed') expect(event).toMatchObject({ type: 'attempt-ended', step: node.id, verdict: 'passed' });
  if (status === 'waived') expect(event).toMatchObject({ type: 'step-waived', step: node.id });
}
