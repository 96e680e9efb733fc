import { editorSchema, ok, type Result } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import type { Invocation } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Trouble } from '../trouble.ts';

/** Prints the JSON schema that gives editors their help, with the options of every step type. */
export async function schemaCommand({ terminal }: Invocation): Promise<Result<ExitCode, Trouble>> {
  terminal.print(JSON.stringify(editorSchema(builtinStepTypes), undefined, 2));
  return ok(exitCodes.passed);
}
