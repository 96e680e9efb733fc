import type { DiagnosticCode } from '../model/diagnostic.ts';

/** Why a name that a text reads is wrong. */
export interface ReferenceFault {
  readonly code: DiagnosticCode;
  /** What follows on `step "x" reads "inputs.y", but `. */
  readonly reason: string;
  readonly hint?: string | undefined;
}

/** Lists what could have been meant, when that is short enough to read. */
export function listKnown(what: string, names: readonly string[]): string | undefined {
  if (names.length === 0 || names.length > 12) return undefined;
  if (names.length === 1) return `there is only "${names[0]}"`;
  return `${what} are ${names.map((name) => `"${name}"`).join(', ')}`;
}
