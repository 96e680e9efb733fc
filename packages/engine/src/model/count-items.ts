import type { Item } from './checklist.ts';

/** The most items that a run may have, every instance of a matrix counted. */
export const itemLimit = 20_000;

/** How many instances a matrix makes; a list that is not known yet counts as one value. */
export function countInstances({ matrix = {} }: Pick<Item, 'matrix'>): number {
  return Object.values(matrix).reduce((count, values) => count * (typeof values === 'string' ? 1 : values.length), 1);
}

/** How many items a run has, every instance of a matrix counted. */
export function countItems(items: readonly Item[]): number {
  return items.reduce((count, item) => {
    const inside = item.kind === 'step' ? 0 : countItems(item.items) + countItems(item.finally);
    return count + countInstances(item) * (1 + inside);
  }, 0);
}
