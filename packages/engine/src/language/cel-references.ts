import type { ASTNode } from '@marcbachmann/cel-js';
import type { Reference } from './reference.ts';

const comprehensions: readonly string[] = ['all', 'exists', 'exists_one', 'map', 'filter'];

/** Finds what an expression reads of the scope; variables of `all`, `exists`, `map`, … are no references. */
export function findReferences(node: ASTNode, bound: ReadonlySet<string> = new Set()): Reference[] {
  const path = pathOf(node);
  if (path !== undefined) return bound.has(path[0] ?? '') ? [] : [{ path, start: node.start, end: node.end }];
  const named = namedVariable(node);
  if (named === undefined) return childrenOf(node).flatMap((child) => findReferences(child, bound));
  const inner = new Set([...bound, named.name]);
  return [
    ...named.outside.flatMap((child) => findReferences(child, bound)),
    ...named.inside.flatMap((child) => findReferences(child, inner)),
  ];
}

/** The names from a variable to a member, as far as they are written out: `a.b`, `a["b"]`, `a[0]`. */
function pathOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.' && node.op !== '[]') return undefined;
  const [holder, member] = node.args;
  const path = pathOf(holder);
  if (path === undefined) return undefined;
  if (typeof member === 'string') return [...path, member];
  const isWritten = member.op === 'value' && (typeof member.args === 'string' || typeof member.args === 'bigint');
  return isWritten ? [...path, String(member.args)] : undefined;
}

interface NamedVariable {
  readonly name: string;
  readonly outside: readonly ASTNode[];
  readonly inside: readonly ASTNode[];
}

function namedVariable(node: ASTNode): NamedVariable | undefined {
  if (node.op !== 'rcall') return undefined;
  const [method, receiver, [variable, ...others]] = node.args;
  if (variable?.op !== 'id') return undefined;
  if (comprehensions.includes(method) && others.length > 0)
    return { name: variable.args, outside: [receiver], inside: others };
  const [value, body] = others;
  const isBinding = method === 'bind' && receiver.op === 'id' && receiver.args === 'cel';
  if (!isBinding || value === undefined || body === undefined) return undefined;
  return { name: variable.args, outside: [value], inside: [body] };
}

/** The nodes right below a node. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'list':
      return node.args;
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}
