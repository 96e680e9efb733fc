import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Place } from '../model/diagnostic.ts';
import type { SourceText } from './source-text.ts';

/** The way from a file's root to a value: keys and positions in lists. */
export type Path = readonly (string | number)[];

/** Where the values of a parsed file stand. A path that leads nowhere means the last value on the way. */
export interface Places {
  value(path: Path): Place;
  /** Of the key before a value; of the value itself in a list. */
  key(path: Path): Place;
  /** Of a part of a text, by its offsets in the value. */
  within(path: Path, start: number, end: number): Place;
  /** How a scalar is written, before YAML made a value of it. */
  written(path: Path): string | undefined;
}

interface Spot {
  readonly node: Node;
  readonly key?: Node;
}

export function placesOf(source: SourceText, root: Node, targets: ReadonlyMap<Node, Node>): Places {
  const indices = new WeakMap<YAMLMap, Map<string, Pair>>();
  const pairOf = (map: YAMLMap, key: string) => {
    let index = indices.get(map);
    if (index === undefined) {
      index = new Map();
      for (const pair of map.items) {
        const name = keyText(pair);
        if (!index.has(name)) index.set(name, pair);
      }
      indices.set(map, index);
    }
    return index.get(key);
  };
  const childOf = (parent: Node, part: string | number): Spot | undefined => {
    if (isMap(parent)) {
      const pair = pairOf(parent, String(part));
      return pair === undefined ? undefined : { key: pair.key as Node, node: (pair.value ?? pair.key) as Node };
    }
    const child = isSeq(parent) ? parent.items[Number(part)] : undefined;
    return child === undefined ? undefined : { node: child as Node };
  };
  const find = (path: Path): Spot => {
    let spot: Spot = { node: root };
    for (const part of path) {
      const next = childOf(targets.get(spot.node) ?? spot.node, part);
      if (next === undefined) break;
      spot = next;
    }
    return spot;
  };
  return {
    value: (path) => {
      const { node, key } = find(path);
      const isEmpty = node.range === undefined || node.range?.[0] === node.range?.[1];
      return placeOf(source, isEmpty ? (key ?? node) : node);
    },
    key: (path) => {
      const { node, key } = find(path);
      return placeOf(source, key ?? node);
    },
    within: (path, start, end) => {
      const spot = find(path).node;
      return placeWithin(source, targets.get(spot) ?? spot, start, end);
    },
    written: (path) => {
      const { node } = find(path);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

/** The text of a mapping's key. */
export function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value ?? '') : '';
}

/** The place of a node without the white space behind it. */
export function placeOf(source: SourceText, node: Node): Place {
  const [start, end] = node.range ?? [0, 0];
  const written = source.text.slice(start, end).trimEnd();
  // An alias' range covers the star and the name; an anchored node's begins behind the anchor.
  return source.place(start, start + (isAlias(node) ? node.source.length + 1 : written.length));
}

/**
 * A YAML text may be folded, escaped or indented, so that offsets in the value are not offsets in the file: the part
 * is looked up in the file as the same occurrence of the same words.
 */
function placeWithin(source: SourceText, node: Node, start: number, end: number): Place {
  const value = isScalar(node) && typeof node.value === 'string' ? node.value : '';
  const part = value.slice(start, end);
  const [from, to] = node.range ?? [0, 0];
  if (part === '') return placeOf(source, node);
  // Each search for a long part would look at all of it.
  const words = part.slice(0, 50);
  let at = from - 1;
  for (let seen = value.indexOf(words); seen !== -1 && seen <= start; seen = value.indexOf(words, seen + 1)) {
    at = source.text.indexOf(words, at + 1);
    if (at === -1 || at >= to) return placeOf(source, node);
  }
  return source.place(at, Math.min(at + part.length, to));
}
