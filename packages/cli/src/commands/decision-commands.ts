import { type Command, fail, type Result, type RunState } from '@checklist/engine';
import { type CommandFunction, type Invocation, optionValue } from '../arguments/command-spec.ts';
import type { ExitCode } from '../exit-codes.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { findContact } from '../workspace/find-person.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { pickRun } from '../workspace/pick-run.ts';
import { pickStep } from '../workspace/pick-step.ts';
import { decide } from './decide.ts';

/** How a word on the command line becomes a command about one step. */
interface Decision {
  readonly needsReason: boolean;
  make(step: string, reason: string): Command;
  tell(step: string, state: RunState): string;
}

export const retryCommand = aboutStep({
  needsReason: false,
  make: (step) => ({ type: 'retry', step }),
  tell: (step) => `"${step}" is tried again`,
});

export const reevaluateCommand = aboutStep({
  needsReason: false,
  make: (step) => ({ type: 'reevaluate', step }),
  tell: (step) => `"${step}" is looked at again, and nothing else is run again`,
});

export const byHandCommand = aboutStep({
  needsReason: false,
  make: (step) => ({ type: 'by-hand', step }),
  tell: (step) => `"${step}" is done by hand: answer it when it is done`,
});

export const redoCommand = aboutStep({
  needsReason: true,
  make: (item, reason) => ({ type: 'redo', item, reason }),
  tell: (item) => `a new round of "${item}" is open`,
});

export const skipCommand = aboutStep({
  needsReason: true,
  make: (step, reason) => ({ type: 'skip', step, reason }),
  tell: (step, { isUndoing }) => (isUndoing ? `what "${step}" did stays` : `"${step}" is skipped`),
});

export const waiveCommand = aboutStep({
  needsReason: true,
  make: (step, reason) => ({ type: 'waive', step, reason }),
  tell: (step) => `"${step}" is waived and counts as passed`,
});

const refusal = {
  tell: (step: string) => `"${step}" is refused`,
  make: (step: string, reason: string): Command & { type: 'reject' } => ({ type: 'reject', step, reason }),
};

/** Refuses what a step asks; a confirmation is declined without a reason. */
export async function rejectCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const picked = await pickStep(workspace, call.words);
  if (!picked.ok) return picked;
  const { state, node } = picked.value;
  const isConfirmation = state.items.get(node.index).ask?.kind === 'confirmation';
  const reason = isConfirmation ? (optionValue(call, 'reason') ?? 'declined') : takeReason(call, node.id);
  if (typeof reason !== 'string') return fail(reason);
  const signedBy = optionValue(call, 'signed-by');
  const signer = signedBy === undefined ? undefined : findContact(state.checklist.contacts, signedBy, '--signed-by');
  if (signer?.ok === false) return signer;
  const command = refusal.make(node.id, reason);
  return decide(
    call,
    workspace,
    state,
    signedBy === undefined ? command : { ...command, signedBy },
    refusal.tell(node.id),
  );
}

export async function cancelCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const reason = takeReason(call, 'a run');
  if (typeof reason !== 'string') return fail(reason);
  const picked = await pickRun(workspace.host, call.words[0]);
  if (!picked.ok) return picked;
  return decide(call, workspace, picked.value, { type: 'cancel', reason }, `run "${picked.value.runId}" is cancelled`);
}

/** Gives the run to a contact, or takes it over. */
export async function handoverCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const picked = await pickRun(workspace.host, call.words[0]);
  if (!picked.ok) return picked;
  const { runId, checklist } = picked.value;
  const to = optionValue(call, 'to');
  const heir = to === undefined ? undefined : findContact(checklist.contacts, to, '--to');
  if (heir?.ok === false) return heir;
  const command = { type: 'handover', ...(to === undefined ? {} : { to }), ...optionalReason(call) } as const;
  return decide(call, workspace, picked.value, command, `run "${runId}" is handed over`);
}

/** Lets what is under way end and begins nothing new. */
export async function pauseCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const picked = await pickRun(workspace.host, call.words[0]);
  if (!picked.ok) return picked;
  const command = { type: 'pause', ...optionalReason(call) } as const;
  return decide(call, workspace, picked.value, command, `run "${picked.value.runId}" is paused`);
}

function optionalReason(call: Invocation): { readonly reason?: string } {
  const reason = optionValue(call, 'reason');
  return reason === undefined ? {} : { reason };
}

function aboutStep({ needsReason, make, tell }: Decision): CommandFunction {
  return async (call) => {
    const workspace = openWorkspace(call);
    const picked = await pickStep(workspace, call.words);
    if (!picked.ok) return picked;
    const { state, node } = picked.value;
    const reason = needsReason ? takeReason(call, node.id) : '';
    if (typeof reason !== 'string') return fail(reason);
    return decide(call, workspace, state, make(node.id, reason), tell(node.id, state));
  };
}

function takeReason(call: Invocation, about: string): string | Trouble {
  const reason = optionValue(call, 'reason')?.trim() ?? '';
  return reason === ''
    ? wrongUsage(
        `the decision about ${about.includes(' ') ? about : `"${about}"`} needs a reason`,
        'add --reason "..."',
      )
    : reason;
}
