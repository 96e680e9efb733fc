import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../model/checklist.ts';
import type { RunState } from '../model/run-state.ts';
import { shape, toItems } from '../testing/arbitrary-run.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { type Happening, type Simulation, simulate } from '../testing/simulate.ts';
import { replay } from './apply.ts';
import type { Draft } from './draft.ts';
import { reflow } from './flow.ts';
import { findFinished } from './gates.ts';
import { next } from './next.ts';

const kinds = ['remove', 'change', 'rename', 'add', 'swap', 'unneed', 'when', 'parallel', 'finally', 'matrix'] as const;
const edits = fc.array(fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(40) }), {
  minLength: 1,
  maxLength: 4,
});
const histories = fc.record({
  shapes: fc.array(shape(2), { minLength: 1, maxLength: 4, size: 'max' }),
  picks: fc.array(fc.nat(50), { minLength: 1, maxLength: 40, size: 'max' }),
  edits,
  more: fc.array(fc.nat(50), { minLength: 1, maxLength: 10 }),
});

type Change = { readonly kind: (typeof kinds)[number]; readonly pick: number };

/** Edits the item that is picked, counted from the top. `needs` that name nothing any more are dropped, as an author would. */
function edit(items: readonly Item[], { kind, pick }: Change): Item[] {
  let left = pick % Math.max(1, idsOf(items).length);
  const walk = (list: readonly Item[]): Item[] =>
    list.flatMap((item, at): Item[] => {
      if (left-- === 0) return change(item, kind, `n${pick}`, list[at + 1]);
      return item.kind === 'step' ? [item] : [{ ...item, items: walk(item.items), finally: walk(item.finally) }];
    });
  const edited = walk(items).filter((item) => item.kind === 'step' || item.items.length > 0);
  return prune(edited, new Set());
}

function change(item: Item, kind: Change['kind'], fresh: string, below: Item | undefined): Item[] {
  const { needs, ...free } = item;
  switch (kind) {
    case 'remove':
      return [];
    case 'change':
      return [item.kind === 'step' ? { ...item, digest: `${item.digest}'` } : { ...item, title: 'Another' }];
    case 'rename':
      return [{ ...item, id: `r${item.id}` }];
    case 'add':
      return [buildStep(fresh), item];
    case 'swap':
      return below === undefined ? [item] : [{ ...buildStep(fresh), needs: [] }, item];
    case 'unneed':
      return [free];
    case 'when':
      return [{ ...item, when: item.when === 'true' ? 'false' : 'true' }];
    case 'parallel':
      return [item.kind === 'group' ? { ...item, parallel: !item.parallel } : item];
    case 'finally':
      return [item.kind === 'group' ? { ...item, finally: [...item.finally, buildStep(`f${fresh}`)] } : item];
    case 'matrix':
      return [{ ...item, matrix: { n: [1, 2, 3] } }];
  }
}

/** Each id once, and only needs that stand before. */
function prune(items: readonly Item[], known: Set<string>): Item[] {
  return items.flatMap((item): Item[] => {
    if (known.has(item.id)) return [];
    const needs = item.needs?.filter((id) => known.has(id));
    const kept = needs === undefined ? item : { ...item, needs };
    known.add(item.id);
    if (kept.kind === 'step') return [kept];
    return [{ ...kept, items: prune(kept.items, known), finally: prune(kept.finally, known) }];
  });
}

function idsOf(items: readonly Item[]): string[] {
  return items.flatMap((item) => [item.id, ...(item.kind === 'group' ? idsOf([...item.items, ...item.finally]) : [])]);
}

function walk(run: Simulation, picks: readonly number[]): void {
  for (const pick of picks) {
    const work = next(run.state, { concurrency: 3 });
    const one = work[pick % Math.max(1, work.length)];
    if (one !== undefined && one.type !== 'end') run.perform(one);
  }
}

/** Plays a run, edits it in the middle, and plays on. */
function play(history: { shapes: Parameters<typeof toItems>[0]; picks: number[]; edits: Change[]; more: number[] }) {
  const verdicts = new Map<string, Happening>();
  const items = toItems(history.shapes, [], verdicts);
  let starts = 0;
  const pretend = (id: string) =>
    starts++ % 7 === 6 ? 'cut-off' : (verdicts.get(id.replace(/\[.*$/, '')) ?? 'passed');
  const run = simulate(buildChecklist(items), pretend);
  walk(run, history.picks);
  run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
  const before = run.state;
  const edited = history.edits.reduce(edit, items as Item[]);
  if (edited.length === 0) edited.push(buildStep('only'));
  run.record({ type: 'checklist-changed', checklist: buildChecklist(edited, { digest: 'edited' }) });
  const after = run.state;
  run.record({ type: 'preflight-ended', lacks: [] });
  const started = run.started.length;
  walk(run, history.more);
  return { run, before, after, started: run.started.slice(started) };
}

/** Every attempt of a run, in whatever round and under whatever id it stands now. */
function attemptsOf({ graph, items }: RunState): string[] {
  return graph.nodes
    .flatMap(({ index }) => [...items.get(index).earlier, items.get(index)])
    .flatMap(({ attempts }) => attempts.map(({ startedSeq, verdict }) => `${startedSeq} ${verdict}`))
    .toSorted();
}

describe('an edit of a run that was begun', () => {
  it('forgets no attempt', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { before, after } = play(history);
        expect(attemptsOf(after)).toEqual(attemptsOf(before));
      }),
      { numRuns: 500 },
    );
  });

  it('starts nothing again that has passed, unless a person says so', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { before, started } = play(history);
        const passed = before.graph.nodes.filter((node) => {
          const isStep = node.item.kind === 'step' && !node.isMatrix;
          return isStep && findFinished(before, node) === undefined && before.items.get(node.index).status === 'passed';
        });
        for (const { id } of passed) expect(started).not.toContain(id);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves the gates as they would be worked out anew, and a journal that comes to the same', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { run } = play(history);
        const draft: Draft = { ...run.state, frontier: [...run.state.frontier] };
        reflow(draft);
        const gatesOf = (state: RunState) =>
          state.graph.nodes.map(
            ({ id, index }) => `${id} ${state.items.get(index).status} ${state.items.get(index).gate}`,
          );
        expect(gatesOf(draft)).toEqual(gatesOf(run.state));
        expect(gatesOf(replay(run.events))).toEqual(gatesOf(run.state));
      }),
      { numRuns: 500 },
    );
  });
});
