import type { Diagnostic } from '@checklist/engine';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Why a command cannot do what it was asked: told on standard error, and the exit code. */
export interface Trouble {
  readonly code: ExitCode;
  /** Whole and ready to be printed. */
  readonly text: string;
  /** The faults of a checklist that it tells of. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** A trouble in the usual form: what was found, and what to do. */
export function makeTrouble(code: ExitCode, message: string, hint?: string): Trouble {
  return { code, text: hint === undefined ? `error: ${message}` : `error: ${message}\nhint: ${hint}` };
}

/** What was typed cannot be carried out as it stands. */
export function wrongUsage(message: string, hint?: string): Trouble {
  return makeTrouble(exitCodes.usage, message, hint);
}
