import type { Json } from '../model/json.ts';
import type { Path } from './places.ts';

/** Where a value differs from its schema; the path leads to the value, or to the mapping with the wrong keys. */
export type SchemaFault =
  | { readonly type: 'unknown-key'; readonly path: Path; readonly key: string; readonly known: readonly string[] }
  /** One of the keys is needed. */
  | { readonly type: 'missing-key'; readonly path: Path; readonly keys: readonly string[]; readonly expected: string }
  /** Only one of the keys may be there. */
  | { readonly type: 'clashing-keys'; readonly path: Path; readonly keys: readonly string[] }
  | { readonly type: 'wrong-key'; readonly path: Path; readonly key: string; readonly expected: string }
  /** A text that is to be a regular expression is none. */
  | { readonly type: 'bad-pattern'; readonly path: Path; readonly reason: string }
  | { readonly type: 'wrong-type'; readonly path: Path; readonly found: Json; readonly expected: string }
  | {
      readonly type: 'wrong-value';
      readonly path: Path;
      readonly found: Json;
      readonly expected: string;
      /** The values that would be right, when they can be counted. */
      readonly choices?: readonly string[];
    };
