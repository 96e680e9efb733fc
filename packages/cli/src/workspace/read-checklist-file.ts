import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Diagnostic,
  fail,
  printDiagnostic,
  type ReadChecklist,
  type Result,
  readChecklist,
} from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { exitCodes } from '../exit-codes.ts';
import type { Trouble } from '../trouble.ts';

/** Reads a checklist file, relative to the repository's root, as YAML; the trouble shows every fault of it. */
export function readChecklistFile(
  file: string,
  directory: string,
  onFile: (path: string) => void = () => {},
): Result<ReadChecklist, Trouble> {
  const read = readChecklist(file, { directory, stepTypes: builtinStepTypes, onFile });
  if (read.ok) return read;
  const count = read.error.length;
  const text = `${showDiagnostics(read.error, directory)}\n\n${file}: ${count} ${count === 1 ? 'fault' : 'faults'}`;
  return fail({ code: exitCodes.checklistWrong, text, diagnostics: read.error });
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
    // A pipe would be waited for.
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
