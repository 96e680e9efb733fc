import { fillOptions } from '../language/fill.ts';
import { narrowScope } from '../language/narrow-scope.ts';
import type { Scope } from '../language/scope.ts';
import { isTemplate, parseTemplate } from '../language/template.ts';
import type { UndoCommand } from '../model/event.ts';
import type { Failure } from '../model/failure.ts';
import type { JsonObject } from '../model/json.ts';
import { fail, ok, type Result } from '../model/result.ts';

/** The command with all that its templates read now; only the outputs of its own step are filled when it is run. */
export function keepUndoCommand(command: UndoCommand['command'], scope: Scope): UndoCommand {
  const paths = command.filter(isTemplate).flatMap((word) => {
    const template = parseTemplate(word);
    return template.ok ? template.value.references.map(({ path }) => path) : [];
  });
  return { command, scope: narrowScope(scope, paths) };
}

/** Fills a command that was kept, with the outputs that its step came to. */
export function fillUndoCommand(
  { command, scope }: UndoCommand,
  outputs: JsonObject,
): Result<readonly [string, ...string[]], Failure> {
  const filled = fillOptions(command, { ...scope, outputs }, 'undo.command');
  if (!filled.ok) return filled;
  const [program = '', ...args] = Array.isArray(filled.value) ? filled.value.map(String) : [];
  if (program === '') return fail({ reason: 'options', message: 'the undo command is empty, expected a program' });
  return ok([program, ...args]);
}
