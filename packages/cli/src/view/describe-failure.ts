import type { Failure } from '@checklist/engine';
import { showLine, showLines } from '../output/show-text.ts';

/** How many lines of details are shown of a failure. */
const shown = 20;

/** A failure in lines: the message is left to the caller's first line. */
export function describeFailure({ hint, details = [], log }: Failure): string[] {
  const lines = details.flatMap(showLines);
  return [
    ...(lines.length > shown ? [`| ... ${lines.length - shown} lines before`] : []),
    ...lines.slice(-shown).map((line) => `| ${line}`),
    ...(hint === undefined ? [] : [`hint: ${showLine(hint)}`]),
    ...(log === undefined ? [] : [`log: ${showLine(log)}`]),
  ];
}
