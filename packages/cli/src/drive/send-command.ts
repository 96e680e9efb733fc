import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Command,
  createCommandId,
  describeFault,
  driveRunFile,
  fail,
  ok,
  type Person,
  type Result,
  type RunState,
  systemClock,
} from '@checklist/engine';
import { exitCodes } from '../exit-codes.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { commandsForStep } from '../view/commands-for-step.ts';
import { viewStep } from '../view/step-view.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { faultTrouble } from '../workspace/pick-run.ts';

/** Milliseconds that somebody who drives the run has for a command. */
const patience = 5_000;
/** Milliseconds between two looks at what became of it. */
const lookEvery = 50;

/** What became of a command: the state after it, and whether somebody drives the run. */
export interface CarriedOut {
  readonly state: RunState;
  readonly isDriven: boolean;
}

/** Leaves a command for a run and sees to it that it is taken in: by whoever drives the run, else by this process. */
export async function sendCommand(
  workspace: Workspace,
  runId: string,
  by: Person,
  command: Command,
): Promise<Result<CarriedOut, Trouble>> {
  const id = createCommandId(Date.now());
  const sent = await workspace.host.send(runId, { id, by, command });
  if (!sent.ok) return fail(faultTrouble(sent.error));
  const taken = await takeIn(workspace, runId, id);
  if (!taken.ok) return taken;
  const refusal = taken.value.state.refusals.find(({ commandId }) => commandId === id);
  return refusal === undefined ? taken : fail(wrongUsage(refusal.reason, hintFor(taken.value.state, command)));
}

/** Where nobody was named whose word it is, the line to type. */
function hintFor(state: RunState, command: Command): string {
  const { runId, graph, items } = state;
  const status = `"checklist status ${runId}" shows what can be done`;
  if ((command.type !== 'answer' && command.type !== 'reject') || command.signedBy !== undefined) return status;
  const node = graph.nodes[graph.indexOf.get(command.step) ?? -1];
  if (node === undefined || items.get(node.index).askedSeq !== command.asked) return status;
  const step = viewStep(state, node, state.lastAt);
  if (step.signers === undefined) return status;
  const line = commandsForStep(step, runId).find((text) => text.startsWith(`checklist ${command.type} `));
  return line === undefined ? status : `type: ${line}`;
}

async function takeIn(workspace: Workspace, runId: string, id: string): Promise<Result<CarriedOut, Trouble>> {
  for (const deadline = performance.now() + patience; ; ) {
    const listened = await listen(workspace, runId);
    if (listened.ok) return ok({ state: listened.value, isDriven: false });
    if (listened.error.type !== 'locked') return fail(faultTrouble(listened.error));
    await sleep(lookEvery);
    const state = await workspace.host.read(runId);
    if (state.ok && state.value.commandIds.has(id)) return ok({ state: state.value, isDriven: true });
    if (performance.now() >= deadline) {
      const message = `${describeFault(listened.error)}, and has not taken the command in yet`;
      return fail(
        makeTrouble(exitCodes.waiting, message, 'the command is kept and is carried out as soon as the run goes on'),
      );
    }
  }
}

function listen({ directory, stepTypes, env }: Workspace, runId: string) {
  return driveRunFile({
    runId,
    directory,
    stepTypes,
    env,
    clock: systemClock,
    signal: new AbortController().signal,
    concurrency: 1,
    isOnlyListening: true,
    stayFor: () => false,
    onEvents: () => {},
    onProgress: () => {},
  });
}
