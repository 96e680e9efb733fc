import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Checklist,
  type Diagnostic,
  fail,
  ok,
  printDiagnostic,
  type Result,
  readChecklist,
  type StepType,
} from '@checklist/engine';
import { exitCodes } from '../exit-codes.ts';
import type { Trouble } from '../trouble.ts';

/** Reads a checklist file, relative to the repository's root; the trouble shows every fault of it. */
export function loadChecklist(
  file: string,
  directory: string,
  stepTypes: readonly StepType[],
): Result<Checklist, Trouble> {
  const read = readChecklist(file, { directory, stepTypes });
  if (read.ok) return ok(read.value.checklist);
  const count = read.error.length;
  const text = `${showDiagnostics(read.error, directory)}\n\n${file}: ${count} ${count === 1 ? 'fault' : 'faults'}`;
  return fail({ code: exitCodes.checklistWrong, text });
}

function showDiagnostics(diagnostics: readonly Diagnostic[], directory: string): string {
  const sources = new Map<string, string | undefined>();
  const readSource = (file: string) => {
    if (!sources.has(file)) sources.set(file, readText(resolve(directory, file)));
    return sources.get(file);
  };
  return diagnostics.map((diagnostic) => printDiagnostic(diagnostic, readSource)).join('\n\n');
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
