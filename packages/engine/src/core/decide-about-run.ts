import type { Command } from '../model/command.ts';
import type { RunEvent } from '../model/event.ts';
import { isSamePerson, type Person, personOf } from '../model/person.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';

/** Commands that are about the run as a whole and not about an item of it. */
export type RunCommand = Extract<Command, { readonly type: 'cancel' | 'undo' | 'handover' | 'pause' | 'resume' }>;

/** Tells a command about the run as a whole from one about an item. */
export function isRunCommand(command: Command): command is RunCommand {
  return ['cancel', 'undo', 'handover', 'pause', 'resume'].includes(command.type);
}

/** What a command about the run as a whole comes to, or why it is refused. */
export function decideAboutRun(state: RunState, command: RunCommand, by: Person): Result<readonly RunEvent[], string> {
  switch (command.type) {
    case 'cancel':
      return state.isCancelled
        ? fail('the run is cancelled already')
        : ok([{ type: 'run-cancelled', reason: command.reason, by }]);
    case 'undo':
      return ok([{ type: 'undo-requested', by }]);
    case 'handover':
      return decideHandover(state, command, by);
    case 'pause':
      if (state.paused !== undefined) return fail(`the run is paused already, by ${state.paused.by.name}`);
      return ok([{ type: 'run-paused', ...reasonOf(command), by }]);
    case 'resume':
      return state.paused === undefined ? fail('the run is not paused') : ok([{ type: 'run-resumed', by }]);
  }
}

function decideHandover(
  { checklist, operator }: RunState,
  command: Command & { readonly type: 'handover' },
  by: Person,
): Result<readonly RunEvent[], string> {
  const to = command.to === undefined ? by : personOf(checklist.contacts, command.to);
  if (to === undefined) return fail(`the checklist has no contact "${command.to}"`);
  if (isSamePerson(to, operator)) return fail(`${to.name} has the run already`);
  return ok([{ type: 'run-handed-over', from: operator, to, ...reasonOf(command), by }]);
}

/** A reason of blanks is none. */
function reasonOf({ reason }: { readonly reason?: string }): { readonly reason?: string } {
  const text = reason?.trim() ?? '';
  return text === '' ? {} : { reason: text };
}
