/** Why an attempt did not pass, as a field and never parsed out of text. */
export type FailureReason =
  | 'answer-rejected'
  | 'cancelled'
  | 'cannot-tell'
  | 'conflict'
  | 'declined'
  | 'exit-code'
  | 'expectation'
  | 'expression'
  | 'http-status'
  | 'interrupted'
  | 'not-found'
  | 'options'
  | 'output'
  | 'preflight'
  | 'rejected'
  | 'spawn'
  | 'template'
  | 'timed-out'
  | 'undo';

/** Why an attempt did not pass: what was found, what was expected, what to do. */
export interface Failure {
  readonly reason: FailureReason;
  /** One line: what was found, then what was expected. */
  readonly message: string;
  /** One sentence that says what to do. */
  readonly hint?: string;
  /** The last lines of output, or the details that belong to the reason. */
  readonly details?: readonly string[];
  /** Where the whole log is, relative to the repository's root. */
  readonly log?: string;
  /** The exit code, for the reason `exit-code`. */
  readonly exitCode?: number;
}
