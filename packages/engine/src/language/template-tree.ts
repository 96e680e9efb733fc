import type { Json } from '../model/json.ts';
import type { TemplateHelper } from './template-helpers.ts';

/** Where a path begins; `up` counts the surrounding `each` and `with` blocks from the inside. */
export type Origin =
  | { readonly type: 'scope' }
  | { readonly type: 'element'; readonly up: number }
  | { readonly type: 'position'; readonly up: number; readonly of: 'index' | 'key' | 'first' | 'last' };

/** Something that gives a value; `source` is what the author wrote. */
export type Operand =
  | { readonly type: 'literal'; readonly value: Json; readonly source: string }
  | { readonly type: 'path'; readonly origin: Origin; readonly path: readonly string[]; readonly source: string }
  | {
      readonly type: 'call';
      readonly name: string;
      readonly helper: TemplateHelper;
      readonly operands: readonly Operand[];
      readonly source: string;
    };

export type BlockName = 'if' | 'unless' | 'each' | 'with';

/** A part of a template, with every name already resolved. */
export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly operand: Operand }
  | {
      readonly type: 'block';
      readonly block: BlockName;
      readonly operand: Operand;
      readonly body: readonly Part[];
      readonly otherwise: readonly Part[];
    };
