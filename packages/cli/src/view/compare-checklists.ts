import type { Checklist, Item, Step } from '@checklist/engine';

/** What an edit of a checklist changed, by step id. */
export interface ChecklistDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Steps that now do or ask something else. */
  readonly changed: readonly string[];
}

/** Compares two texts of a checklist. */
export function compareChecklists(before: Checklist, after: Checklist): ChecklistDifference {
  const old = new Map(stepsOf(before.items));
  const now = new Map(stepsOf(after.items));
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed: [...now].flatMap(([id, step]) => (old.has(id) && old.get(id)?.digest !== step.digest ? [id] : [])),
  };
}

/** The difference in lines. */
export function describeDifference({ added, removed, changed }: ChecklistDifference): string[] {
  const lines = [
    ...added.map((id) => `  + ${id}`),
    ...removed.map((id) => `  - ${id}`),
    ...changed.map((id) => `  ~ ${id}  does or asks something else`),
  ];
  return lines.length === 0 ? ['  no step does or asks anything else'] : lines;
}

function stepsOf(items: readonly Item[]): [string, Step][] {
  return items.flatMap((item): [string, Step][] => {
    return item.kind === 'step' ? [[item.id, item]] : stepsOf([...item.items, ...item.finally]);
  });
}
