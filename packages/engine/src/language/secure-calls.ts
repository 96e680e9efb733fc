import type { ASTNode } from '@marcbachmann/cel-js';
import { celEnvironment, safeMatches, someOf } from './cel-environment.ts';
import { childrenOf } from './cel-references.ts';
import { compilePattern } from './pattern.ts';
import type { SyntaxFault } from './reference.ts';

/** Leads calls to safer ones: patterns in linear time, and no "all" that holds because there is nothing. */
export function secureCalls(node: ASTNode, text: string): SyntaxFault[] {
  const faults = childrenOf(node).flatMap((child) => secureCalls(child, text));
  if (node.op === 'rcall' && node.args[0] === 'all') demandElements(node, text);
  return [...faults, ...secureMatches(node)];
}

/** What the library makes of an `all` while it reads it, and its types do not tell. */
interface Expanded {
  readonly op: string;
  readonly meta?: { readonly alternate?: { readonly args: { iterable: ASTNode } } };
}

/** Puts a call around the list of an `all`, which gives the list itself unless it is empty. */
function demandElements(all: Expanded, text: string): void {
  const loop = all.meta?.alternate?.args;
  if (loop === undefined) return;
  const list = loop.iterable;
  const call = celEnvironment.parse(`${someOf}(list, ${JSON.stringify(text.slice(list.start, list.end))})`).ast;
  if (call.op !== 'call') return;
  call.args[1][0] = list;
  loop.iterable = call;
}

// The library does not let its own `matches` be replaced, so the calls are led to another function.
function secureMatches(node: ASTNode): SyntaxFault[] {
  const isMethod = node.op === 'rcall' && node.args[0] === 'matches';
  if (isMethod) node.args[0] = safeMatches;
  const isFunction = node.op === 'call' && node.args[0] === 'matches';
  const pattern = isMethod ? node.args[2][0] : isFunction ? node.args[1][1] : undefined;
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return [];
  const compiled = compilePattern(pattern.args);
  if (compiled.ok) return [];
  return [{ message: `the pattern cannot be read: ${compiled.error}`, start: pattern.start, end: pattern.end }];
}
