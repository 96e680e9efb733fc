import fc from 'fast-check';
import { holders } from '../core/reach.ts';
import type { Item } from '../model/checklist.ts';
import type { Node, RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { buildChecklist, buildGroup, buildStep } from './build-checklist.ts';
import { type Happening, type Pretend, type Simulation, simulate } from './simulate.ts';

/** What an item of a random checklist is like. */
export interface Shape {
  readonly kind: 'step' | 'group';
  readonly isParallel: boolean;
  readonly hasFinally: boolean;
  readonly when: 'true' | 'false' | undefined;
  readonly values: number;
  readonly needs: readonly number[] | undefined;
  readonly inside: readonly Shape[];
  readonly verdict: Happening;
}

/** Shapes of items, nested at most so deep. */
export function shape(depth: number): fc.Arbitrary<Shape> {
  return fc.record({
    kind: depth === 0 ? fc.constant('step') : fc.constantFrom('step', 'group'),
    isParallel: fc.boolean(),
    hasFinally: fc.boolean(),
    when: fc.constantFrom(undefined, undefined, undefined, 'true', 'false'),
    values: fc.constantFrom(0, 0, 0, 0, 1, 2),
    needs: fc.option(fc.array(fc.nat(20), { maxLength: 2 }), { nil: undefined, freq: 3 }),
    inside: depth === 0 ? fc.constant([]) : fc.array(shape(depth - 1), { minLength: 1, maxLength: 3 }),
    verdict: fc.constantFrom(
      'passed',
      'passed',
      'passed',
      'passed',
      'failed',
      'inconclusive',
      'asks',
      'elsewhere',
      'elsewhere',
    ),
  });
}

/** Items whose `needs` name only steps that stand before them, so that there is no cycle. */
export function toItems(shapes: readonly Shape[], ids: string[], verdicts: Map<string, Shape['verdict']>): Item[] {
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
      return buildStep(id, { ...head, effect: verdicts.size % 3 === 0 ? 'local' : 'reads' });
    }
    const items = toItems(one.inside, ids, verdicts);
    const several = one.isParallel ? { matrix: { m: ['x', 'y'] } } : {};
    const last = one.hasFinally ? [buildStep(`f_${id}`, several)] : [];
    return buildGroup(id, items, { ...head, parallel: one.isParallel, finally: last });
  });
}

/** Random checklists, and the order in which their work is done. */
export const arbitraryRuns = fc.record({
  shapes: fc.array(shape(2), { minLength: 1, maxLength: 5 }),
  picks: fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }),
});

/** Begins a simulated run whose steps come to what their shapes say, or to what `pretend` says. */
export function beginShaped(shapes: readonly Shape[], pretend?: Pretend): Simulation {
  const verdicts = new Map<string, Shape['verdict']>();
  const checklist = buildChecklist(toItems(shapes, [], verdicts));
  return simulate(checklist, pretend ?? ((id) => verdicts.get(id.replace(/\[.*$/, '')) ?? 'passed'));
}

/** Every need of the item and of the groups around it. */
export function needsOf(state: RunState, node: Node): Node[] {
  const around = state.graph.nodes[node.parent];
  const own = node.needs
    .map((index) => state.graph.nodes[index] as Node)
    .filter((need) => !(need.isFinal && node.isFinal));
  return around === undefined ? own : [...own, ...needsOf(state, around)];
}

/** A person who skips a group decides about all that it holds. */
export function isThrough(state: RunState, need: Node): boolean {
  return [need, ...holders(state.graph, need.index)].some(({ index }) => letsThrough(state.items.get(index).status));
}
