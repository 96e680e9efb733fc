import { appendFileSync } from 'node:fs';
import type { Diagnostic } from '@checklist/engine';
import { showLine } from './show-text.ts';

/**
 * A line that shows a fault beside the line of the file that it is in; see "Workflow commands for GitHub Actions" in its
 * documentation.
 */
export function annotation({ code, message, hint, place }: Diagnostic): string {
  const at = `file=${property(place.file)},line=${place.line},col=${place.column},title=${property(code)}`;
  return `::error ${at}::${data(hint === undefined ? message : `${message} (hint: ${hint})`)}`;
}

/** A line that says that a step did not pass. */
export function stepAnnotation(title: string, message: string): string {
  return `::error title=${property(title)}::${data(message)}`;
}

/** Begins lines that are folded, and ends them. */
export const foldMarks = {
  begin: (title: string) => `::group::${data(title)}`,
  end: '::endgroup::',
};

/** Adds Markdown to the summary of the job; nothing where there is none, or when it cannot be written. */
export function addToSummary(markdown: string, env: Readonly<Record<string, string>>): void {
  if (env.GITHUB_ACTIONS !== 'true' || !env.GITHUB_STEP_SUMMARY) return;
  try {
    appendFileSync(env.GITHUB_STEP_SUMMARY, `${markdown}\n`);
  } catch {
    // A summary is a convenience: the report stands in the run's folder.
  }
}

function data(text: string): string {
  return showLine(text).replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
