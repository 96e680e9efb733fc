/** Where something stands in a file; lines and columns count from 1, `end` is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Every fault that a checklist file can have; a code is never given a second meaning. */
export const diagnosticCodes = [
  'alias-bomb',
  'bad-expression',
  'bad-pattern',
  'bad-template',
  'bad-template-file',
  'bad-yaml',
  'code-from-template',
  'cycle',
  'duplicate-id',
  'duplicate-key',
  'effect-too-mild',
  'empty-file',
  'file-too-large',
  'missing-key',
  'not-a-file',
  'not-found',
  'not-readable',
  'poll-not-read',
  'reserved-id',
  'retry-irreversible',
  'template-not-filled',
  'too-deep',
  'too-many-items',
  'unknown-contact',
  'unknown-input',
  'unknown-key',
  'unknown-need',
  'unknown-output',
  'unknown-profile-step',
  'unknown-reference',
  'unknown-secret',
  'unknown-step',
  'unknown-type',
  'not-upstream',
  'wrong-type',
  'wrong-value',
] as const;

export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** A fault of the checklist file. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** What was found, then what was expected; one line, no full stop. */
  readonly message: string;
  readonly place: Place;
  /** One sentence that says what to do. */
  readonly hint?: string;
}
