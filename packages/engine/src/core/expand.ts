import type { Checklist, Item, Profile, Step } from '../model/checklist.ts';
import { canonicalJson, digestOf } from '../model/digest.ts';
import type { JsonObject } from '../model/json.ts';
import { matrixKey } from '../model/matrix-key.ts';
import type { Graph, Node } from '../model/run-state.ts';
import { findInstances } from './find-instances.ts';

interface Draft {
  readonly nodes: Building[];
  readonly indexOf: Map<string, number>;
  readonly profile: Profile | undefined;
  /** Ids of items that hold an item which the profile's `only` names. */
  readonly onTheWay: ReadonlySet<string>;
}

type Building = { -readonly [K in keyof Node]: Node[K] } & {
  needs: number[];
  dependents: number[];
  children: number[];
  finals: number[];
  readonly suffix: string;
  /** The sibling that this item waits for by the order in the file; -1 for none. */
  readonly above: number;
};

interface Position {
  readonly parent: number;
  readonly depth: number;
  readonly matrix: JsonObject;
  /** The matrix keys of the instance that the item is in: `[fast,linux]`, or nothing. */
  readonly suffix: string;
  readonly isFinal: boolean;
  readonly isChosen: boolean;
  readonly isLeftOut: boolean;
  readonly above: number;
}

/**
 * Makes the fixed graph of one run: matrices become instances, the profile is applied, order and `needs` become edges.
 * Matrices must hold lists by now; a template there is a bug of the caller.
 */
export function expand(checklist: Checklist, profileId?: string): Graph {
  const profile = profileId === undefined ? undefined : checklist.profiles[profileId];
  const draft: Draft = {
    nodes: [],
    indexOf: new Map(),
    profile,
    onTheWay: findHolders(checklist.items, profile?.only),
  };
  const top = { parent: -1, depth: 0, matrix: {}, suffix: '', isFinal: false, isChosen: false, isLeftOut: false };
  const roots = addSequence(draft, checklist.items, top, false);
  connect(draft);
  return { nodes: draft.nodes, indexOf: draft.indexOf, roots };
}

function addSequence(
  draft: Draft,
  items: readonly Item[],
  position: Omit<Position, 'above'>,
  isParallel: boolean,
): number[] {
  const indices: number[] = [];
  for (const item of items) {
    const above = isParallel ? -1 : (indices.at(-1) ?? -1);
    indices.push(addItem(draft, item, { ...position, above }));
  }
  return indices;
}

function addItem(draft: Draft, item: Item, position: Position): number {
  const { profile } = draft;
  const isChosen = position.isChosen || profile?.only === undefined || profile.only.includes(item.id);
  const isLeftOut =
    position.isLeftOut || profile?.skip.includes(item.id) === true || !(isChosen || draft.onTheWay.has(item.id));
  const here = { ...position, isChosen, isLeftOut };
  return item.matrix === undefined ? addNode(draft, item, here, item.id) : addMatrix(draft, item, item.matrix, here);
}

function addMatrix(draft: Draft, item: Item, matrix: NonNullable<Item['matrix']>, position: Position): number {
  const node = push(draft, item, position, item.id + position.suffix, true);
  for (const combination of combine(matrix)) {
    const keys = Object.values(combination).map(matrixKey).join(',');
    const suffix = position.suffix === '' ? `[${keys}]` : `${position.suffix.slice(0, -1)},${keys}]`;
    const inside: Position = {
      ...position,
      parent: node.index,
      depth: position.depth + 1,
      matrix: { ...position.matrix, ...combination },
      suffix,
      isFinal: false,
      above: -1,
    };
    node.children.push(addNode(draft, item, inside, item.id));
  }
  return node.index;
}

function addNode(draft: Draft, item: Item, position: Position, id: string): number {
  const node = push(draft, item, position, id + position.suffix, false);
  if (item.kind === 'group') {
    const inside = { ...position, parent: node.index, depth: position.depth + 1, isFinal: false };
    node.children = addSequence(draft, item.items, inside, item.parallel);
    node.finals = addSequence(draft, item.finally, { ...inside, isFinal: true }, false);
  }
  return node.index;
}

function push(draft: Draft, item: Item, position: Position, id: string, isMatrix: boolean): Building {
  const node: Building = {
    index: draft.nodes.length,
    id,
    item: item.kind === 'step' ? settleStep(item, position.matrix, draft.profile) : item,
    parent: position.parent,
    depth: position.depth,
    matrix: position.matrix,
    needs: [],
    dependents: [],
    children: [],
    finals: [],
    isFinal: position.isFinal,
    isLeftOut: position.isLeftOut,
    isMatrix,
    suffix: position.suffix,
    above: position.above,
  };
  draft.nodes.push(node);
  draft.indexOf.set(id, node.index);
  return node;
}

/** The step as this run has it: the profile's options and the matrix values are part of what it does, and of its digest. */
function settleStep(step: Step, matrix: JsonObject, profile: Profile | undefined): Step {
  const relaxed = profile?.relax[step.id];
  if (relaxed === undefined && Object.keys(matrix).length === 0) return step;
  const options = relaxed === undefined ? step.with : { ...step.with, ...relaxed };
  return { ...step, with: options, digest: digestOf(step.digest, canonicalJson([matrix, relaxed ?? {}])) };
}

/** Instances of a matrix inherit its edges, so only nodes that stand for a written item get any. */
function connect(draft: Draft): void {
  for (const node of draft.nodes) {
    const parent = draft.nodes[node.parent];
    if (parent?.isMatrix === true) continue;
    const needs = node.item.needs?.flatMap((id) => findInstances(draft, id, node.suffix)) ?? [node.above];
    for (const need of new Set(needs)) {
      if (need < 0) continue;
      node.needs.push(need);
      draft.nodes[need]?.dependents.push(node.index);
    }
  }
}

function combine(matrix: NonNullable<Item['matrix']>): JsonObject[] {
  let combinations: JsonObject[] = [{}];
  for (const [name, values] of Object.entries(matrix)) {
    if (typeof values === 'string') throw new Error(`the matrix "${name}" was not resolved before the run started`);
    combinations = combinations.flatMap((before) => values.map((value) => ({ ...before, [name]: value })));
  }
  return combinations;
}

function findHolders(items: readonly Item[], only: readonly string[] | undefined): ReadonlySet<string> {
  const holders = new Set<string>();
  const visit = (item: Item): boolean => {
    const inside = item.kind === 'group' ? [...item.items, ...item.finally] : [];
    const holds = inside.map(visit).includes(true);
    if (holds) holders.add(item.id);
    return holds || only?.includes(item.id) === true;
  };
  for (const item of items) visit(item);
  return holders;
}
