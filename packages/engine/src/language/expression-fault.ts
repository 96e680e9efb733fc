import { TypeError as CelTypeError, EvaluationError, ParseError } from '@marcbachmann/cel-js';
import { safeMatches } from './cel-environment.ts';
import type { SyntaxFault } from './reference.ts';

const noFunction = /^found no matching overload for '(.*)'$/;
const noOperator = /^no such overload: (.*)$/;

/** Rewords why an expression cannot be read. */
export function toExpressionFault(error: unknown, text: string): SyntaxFault {
  const range = isCelError(error) ? error.range : undefined;
  const start = Math.min(range?.start ?? 0, text.length);
  const end = Math.min(Math.max(range?.end ?? text.length, start), text.length);
  if (text.trim() === '') return { message: 'the expression is empty', start: 0, end: text.length };
  const message = isCelError(error)
    ? describe(error.code, error.summary)
    : 'the expression is nested too deeply to be read';
  const hint = /^unexpected "=/.test(message) ? 'Compare with "==".' : undefined;
  return { message, ...(hint === undefined ? {} : { hint }), start, end };
}

/** Rewords why an expression that was read has no value. */
export function describeEvaluation(error: unknown, text: string): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  if (!isCelError(error)) return error instanceof Error ? error.message : String(error);
  const { code, node, summary } = error;
  const isMissing = code === 'no_such_key' || code === 'unknown_variable' || code === 'index_out_of_bounds';
  if (isMissing && node !== undefined) return `"${oneLine(text.slice(node.start, node.end))}" is missing`;
  return describe(code, summary);
}

/** An expression on one line, for messages. */
export function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function isCelError(error: unknown): error is ParseError | EvaluationError | CelTypeError {
  return error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError;
}

function describe(code: string, summary: string): string {
  const clean = summary
    .replaceAll(/dyn<(\w+)>/g, '$1')
    .replaceAll(/\bdyn\b/g, 'any')
    .replaceAll(safeMatches, 'matches')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  switch (code) {
    case 'unexpected_token':
      return clean.endsWith('EOF') ? 'the expression ends too early' : `unexpected ${quote(clean.slice(18))}`;
    case 'unexpected_character':
      return `unexpected ${quote(clean.slice(22).replaceAll("'", ''))}`;
    case 'reserved_identifier':
      return `${quote(clean.slice(21))} is a word of the language and cannot be a name`;
    case 'no_matching_overload':
      return `no function fits ${quote(noFunction.exec(clean)?.[1] ?? clean)}`;
    case 'no_such_overload':
      return `no operator fits ${quote(noOperator.exec(clean)?.[1] ?? clean)}`;
    case 'limit_exceeded':
      return 'the expression is too large or nested too deeply';
    default:
      return `${clean.charAt(0).toLowerCase()}${clean.slice(1)}`.replaceAll("'", '"');
  }
}

function quote(text: string): string {
  return `"${text}"`;
}
