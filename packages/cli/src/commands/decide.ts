import { type Command, ok, type Result, type RunState } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { sendCommand } from '../drive/send-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { markLine } from '../output/print-marked.ts';
import type { Trouble } from '../trouble.ts';
import { findPerson } from '../workspace/find-person.ts';
import type { Workspace } from '../workspace/open-workspace.ts';

/** Sends a person's decision to a run, and tells what became of it and what to do now. */
export async function decide(
  call: Invocation,
  workspace: Workspace,
  state: RunState,
  command: Command,
  told: string,
): Promise<Result<ExitCode, Trouble>> {
  const { runId, checklist } = state;
  const { directory, env } = workspace;
  const me = await findPerson(checklist.contacts, { directory, env, as: optionValue(call, 'as') });
  if (!me.ok) return me;
  const sent = await sendCommand(workspace, runId, me.value, bindToQuestion(state, command));
  if (!sent.ok) return sent;
  const { print, paint } = call.terminal;
  print(markLine(paint, 'passed', told));
  if (!sent.value.isDriven) print(`go on with: checklist resume ${runId}`);
  return ok(exitCodes.passed);
}

/** What is said is said to the question that was seen, and to no later one. */
function bindToQuestion({ graph, items }: RunState, command: Command): Command {
  if (command.type !== 'answer' && command.type !== 'reject') return command;
  const index = graph.indexOf.get(command.step);
  const asked = index === undefined ? undefined : items.get(index).askedSeq;
  return asked === undefined ? command : { ...command, asked };
}
