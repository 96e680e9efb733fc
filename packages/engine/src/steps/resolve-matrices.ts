import type { Item } from '../model/checklist.ts';
import { countItems, itemLimit } from '../model/count-items.ts';
import type { Failure } from '../model/failure.ts';
import type { Json } from '../model/json.ts';
import { findSharedKey } from '../model/matrix-key.ts';
import { fail, ok, type Result } from '../model/result.ts';

type Fill = (template: string) => Result<Json, Failure>;

/** Every matrix of a checklist as lists, so that the graph of the run is fixed. */
export function resolveMatrices<T extends Item>(items: readonly T[], fill: Fill): Result<T[], Failure> {
  const resolved = resolveAll(items, fill);
  if (!resolved.ok || countItems(resolved.value) <= itemLimit) return resolved;
  const message = `the matrices make more than ${itemLimit} items of this checklist`;
  return fail({ reason: 'template', message, hint: 'Use shorter lists, or fewer of them.' });
}

function resolveAll<T extends Item>(items: readonly T[], fill: Fill): Result<T[], Failure> {
  const resolved: T[] = [];
  for (const item of items) {
    const one = resolveMatrix(item, fill);
    if (!one.ok) return one;
    resolved.push(one.value);
  }
  return ok(resolved);
}

function resolveMatrix<T extends Item>(item: T, fill: Fill): Result<T, Failure> {
  let changed: T = item;
  if (item.matrix !== undefined) {
    const lists: [string, readonly Json[]][] = [];
    for (const [name, values] of Object.entries(item.matrix)) {
      const filled = typeof values === 'string' ? fill(values) : ok(values as Json);
      if (!filled.ok) return filled;
      if (!Array.isArray(filled.value)) {
        const message = `matrix "${name}" of "${item.id}" came to ${JSON.stringify(filled.value)}, expected a list`;
        return fail({ reason: 'template', message });
      }
      const shared = findSharedKey(filled.value);
      if (shared !== undefined) {
        const message = `matrix "${name}" of "${item.id}" has two values that are called "${shared}", expected different ones`;
        return fail({ reason: 'template', message });
      }
      lists.push([name, filled.value]);
    }
    changed = { ...changed, matrix: Object.fromEntries(lists) };
  }
  if (changed.kind === 'step') return ok(changed);
  const items = resolveAll(changed.items, fill);
  if (!items.ok) return items;
  const finals = resolveAll(changed.finally, fill);
  if (!finals.ok) return finals;
  return ok({ ...changed, items: items.value, finally: finals.value });
}
