import type { Item } from '../model/checklist.ts';
import { isSameJson, type Json } from '../model/json.ts';
import type { Node } from '../model/run-state.ts';

/** The keys that an edit changed in an item, each option by itself; none when only what its texts read is another. */
export function changedKeys(old: Node, node: Node): string[] {
  const [a, b] = [plain(old.item), plain(node.item)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !silent.has(name));
  const keys = names.flatMap((name) => {
    if (isSameJson(a[name] ?? null, b[name] ?? null)) return [];
    return name === 'with' ? optionsChanged(a.with ?? {}, b.with ?? {}) : [name];
  });
  return isSameJson(old.matrix, node.matrix) ? keys : [...keys, 'its matrix value'];
}

/** Keys that follow from others, or that say what an item holds. */
const silent: ReadonlySet<string> = new Set([
  'kind',
  'digest',
  'whenDigest',
  'items',
  'finally',
  'outputs',
  'isSignOff',
  'id',
]);

function optionsChanged(before: Json, after: Json): string[] {
  const [a, b] = [before as Record<string, Json>, after as Record<string, Json>];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.filter((name) => !isSameJson(a[name] ?? null, b[name] ?? null)).map((name) => `with.${name}`);
}

function plain(item: Item): Record<string, Json> {
  return JSON.parse(JSON.stringify(item)) as Record<string, Json>;
}
