import type { Checklist, Item } from '../model/checklist.ts';
import type { Place } from '../model/diagnostic.ts';
import type { StepType } from '../model/step-type.ts';
import type { Path, Places } from './places.ts';
import type { ItemFacts, Reading } from './read-items.ts';
import type { TemplateFiles } from './template-files.ts';

/** An item with its place among the others. */
export interface Entry {
  /** The position in `Draft.entries`. */
  readonly index: number;
  readonly item: Item;
  readonly parent: Entry | undefined;
  /** The item above it that it waits for by the order in the file. */
  readonly above: Entry | undefined;
  readonly isFinal: boolean;
  readonly path: Path;
  readonly doubts: ReadonlySet<string>;
}

/** A finished checklist that is still to be checked for its meaning. */
export interface Draft {
  readonly checklist: Checklist;
  /** In the order of the file; a group stands before what it holds. */
  readonly entries: readonly Entry[];
  /** The first item of each id. */
  readonly byId: ReadonlyMap<string, Entry>;
  readonly places: Places;
  readonly types: ReadonlyMap<string, StepType>;
  readonly templateFiles: TemplateFiles;
}

export function makeDraft(checklist: Checklist, { places, types, templateFiles, facts }: Reading): Draft {
  const entries: Entry[] = [];
  const byId = new Map<string, Entry>();
  const add = (items: readonly Item[], parent: Entry | undefined, isFinal: boolean, isParallel: boolean) => {
    let above: Entry | undefined;
    for (const item of items) {
      const { path, doubts }: ItemFacts = facts.get(item) ?? { path: [], doubts: new Set() };
      const entry: Entry = { index: entries.length, item, parent, above, isFinal, path, doubts };
      entries.push(entry);
      if (!byId.has(item.id) && !doubts.has('id')) byId.set(item.id, entry);
      if (!isParallel) above = entry;
      if (item.kind === 'step') continue;
      add(item.items, entry, false, item.parallel);
      add(item.finally, entry, true, false);
    }
  };
  add(checklist.items, undefined, false, false);
  return { checklist, entries, byId, places, types, templateFiles };
}

/** As messages name an item: `step "build"`. */
export function nameOf({ item }: Entry): string {
  return `${item.kind} "${item.id}"`;
}

/** The items that hold this one, from the inside out. */
export function* holdersOf(entry: Entry): Iterable<Entry> {
  for (let holder = entry.parent; holder !== undefined; holder = holder.parent) yield holder;
}

/** The place of a value inside an item. */
export function placeIn(draft: Draft, entry: Entry, ...path: Path): Place {
  return draft.places.value([...entry.path, ...path]);
}
