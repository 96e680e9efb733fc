import type { PathExpression } from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import { rootNames } from './scope.ts';
import type { Origin } from './template-tree.ts';

/** An `each` or `with` block around the place that is being read. */
export interface Surrounding {
  readonly name: 'each' | 'with';
  /** The value's name, and for `each` the position's name. */
  readonly names: readonly string[];
  /** The path in the scope of the value that `with` stands on. */
  readonly path?: readonly string[];
}

/** What a written path means. */
export interface ResolvedPath {
  readonly origin: Origin;
  readonly path: readonly string[];
}

/** Resolves a path inside these blocks, the innermost last; `undefined` when it means nothing there. */
export function resolveName(node: PathExpression, blocks: readonly Surrounding[]): ResolvedPath | undefined {
  if (node.data) return resolveData(node, blocks);
  const { depth, parts, original } = node;
  const [first = '', ...rest] = parts;
  const isRelative = depth > 0 || /^(?:\.|this$|this[./])/.test(original);
  // A name of the scope means that everywhere; then come the names that blocks give; then the fields of the element.
  if (!isRelative && rootNames.includes(first)) return { origin: { type: 'scope' }, path: parts };
  const up = isRelative ? -1 : blocks.toReversed().findIndex(({ names }) => names.includes(first));
  if (up >= 0) {
    const isElement = blocks.at(-1 - up)?.names[0] === first;
    return { origin: isElement ? { type: 'element', up } : { type: 'position', up, of: 'key' }, path: rest };
  }
  if (depth < blocks.length) return { origin: { type: 'element', up: depth }, path: parts };
  return parts.length === 0 || depth > blocks.length ? undefined : { origin: { type: 'scope' }, path: parts };
}

// `@root.x`, and the position inside `each`: `@index`, `@key`, `@first`, `@last`, from an outer one with `@../index`.
function resolveData({ depth, parts }: PathExpression, blocks: readonly Surrounding[]): ResolvedPath | undefined {
  const [of, ...rest] = parts;
  if (of === 'root') return rest.length === 0 ? undefined : { origin: { type: 'scope' }, path: rest };
  if (of !== 'index' && of !== 'key' && of !== 'first' && of !== 'last') return undefined;
  const loops = blocks.toReversed().flatMap(({ name }, up) => (name === 'each' ? [up] : []));
  const up = loops[depth];
  return up === undefined || rest.length > 0 ? undefined : { origin: { type: 'position', up, of }, path: rest };
}

/** The path in the scope that a resolved path means; `undefined` for what differs from element to element. */
export function pathInScope(resolved: ResolvedPath, blocks: readonly Surrounding[]): readonly string[] | undefined {
  const { origin, path } = resolved;
  if (origin.type === 'scope') return path;
  const base = origin.type === 'element' ? blocks.at(-1 - origin.up)?.path : undefined;
  return base === undefined ? undefined : [...base, ...path];
}
