import type { Checklist, Item } from '@checklist/engine';

/** Without a run the lists of a matrix may not be known: the item stands for all of its instances. */
export function withoutMatrices(checklist: Checklist): Checklist {
  const plain = (item: Item): Item => {
    const { matrix, ...rest } = item;
    const title = matrix === undefined ? item.title : `${item.title} (for each ${Object.keys(matrix).join(', ')})`;
    if (rest.kind === 'step') return { ...rest, title };
    return { ...rest, title, items: rest.items.map(plain), finally: rest.finally.map(plain) };
  };
  return { ...checklist, items: checklist.items.map(plain) };
}
