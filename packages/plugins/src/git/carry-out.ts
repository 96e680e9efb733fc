import { type JsonObject, ok, type Result, type StepResult } from '@checklist/engine/plugin';
import { toStepResult } from '../finding/conclude-failure.ts';
import { quoteCommand } from '../shell/quote-command.ts';
import { troubleWhileActing, troubleWhileLooking } from './finding.ts';
import type { GitClient } from './git-client.ts';
import type { Command, GitResult, GitTrouble } from './git-process.ts';

/** Commands that change something, and what the step has as outputs once all have passed. */
export interface Change {
  readonly commands: readonly Command[];
  readonly outputs: JsonObject;
}

/** Runs the commands one after another; the first that fails is the trouble. */
export async function carryOut(git: GitClient, { commands, outputs }: Change): GitResult<JsonObject> {
  for (const command of commands) {
    const changed = await git.change(command);
    if (!changed.ok) return changed;
  }
  return ok(outputs);
}

/** What a look at the repository told before an undo. */
export type UndoFinding =
  | { readonly type: 'undone'; readonly note: string }
  | { readonly type: 'moved'; readonly message: string }
  | { readonly type: 'there'; readonly commands: readonly Command[] };

/** Takes back what is still as the step left it, and nothing else. */
export async function carryOutUndo(git: GitClient, found: Result<UndoFinding, GitTrouble>): Promise<StepResult> {
  if (!found.ok) return toStepResult(troubleWhileLooking(found.error));
  if (found.value.type === 'undone') return { type: 'passed', outputs: {}, note: found.value.note };
  if (found.value.type === 'moved') {
    const hint = 'Decide by hand what to keep; nothing was changed.';
    return toStepResult({ reason: 'undo', message: found.value.message, hint });
  }
  const undone = await carryOut(git, { commands: found.value.commands, outputs: {} });
  return undone.ok ? { type: 'passed', outputs: {} } : toStepResult(troubleWhileActing(undone.error));
}

/** The commit that a step gave as output; `undefined` when there was none. */
export function commitOf(outputs: JsonObject): string | undefined {
  return typeof outputs.commit === 'string' ? outputs.commit : undefined;
}

/** Commands for people, one a line. */
export function quoteAll(commands: readonly Command[]): string[] {
  return commands.map((command) => quoteCommand(command));
}
