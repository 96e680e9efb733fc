import type { Failure } from '../model/failure.ts';
import type { Json } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import { ok } from '../model/result.ts';
import type { Reference, SyntaxFault } from './reference.ts';
import { remember } from './remember.ts';
import type { Scope } from './scope.ts';
import { renderTemplate } from './template-render.ts';
import { readTemplate } from './template-syntax.ts';

export type { Scope } from './scope.ts';

/** A text with places that are filled from a scope. */
export interface Template {
  /** What it reads of the scope; fields of an element of `each` are no references. */
  readonly references: readonly Reference[];
  /** It reads nothing of the scope. */
  readonly isConstant: boolean;
  render(scope: Scope): Result<Json, Failure>;
}

/** Tells whether a text may have places to fill; a text without them is never parsed. */
export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

/** Reads a template; the newest are kept, because a run fills the same texts again and again. */
export function parseTemplate(text: string): Result<Template, SyntaxFault> {
  return isTemplate(text) ? readRemembered(text) : ok({ references: [], isConstant: true, render: () => ok(text) });
}

const readRemembered = remember(500, (text): Result<Template, SyntaxFault> => {
  const syntax = readTemplate(text);
  if (!syntax.ok) return syntax;
  const { parts, references } = syntax.value;
  return ok({ references, isConstant: references.length === 0, render: (scope) => renderTemplate(parts, scope) });
});
