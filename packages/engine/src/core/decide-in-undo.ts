import type { Command } from '../model/command.ts';
import type { RunEvent } from '../model/event.ts';
import type { Person } from '../model/person.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';
import { decideAboutRun } from './decide-about-run.ts';
import { findDeeds } from './deeds.ts';

/** A run that goes back does not go forward: another one does what is wanted anew, and finds what is so already. */
export function decideInUndo(state: RunState, command: Command, by: Person): Result<readonly RunEvent[], string> {
  if (command.type === 'handover') return decideAboutRun(state, command, by);
  if (state.verdict === 'undone') return fail('the run was taken back already, expected one that was not');
  if (command.type === 'undo') return ok([{ type: 'undo-requested', by }]);
  if (command.type === 'skip') return decideKeep(state, command, by);
  return fail('the run is being taken back, expected one that goes forward');
}

/** What could not be taken back stays, so that the undo goes on with what is older. */
function decideKeep(
  state: RunState,
  { step, reason }: Command & { readonly type: 'skip' },
  by: Person,
): Result<readonly RunEvent[], string> {
  if (reason.trim() === '') return fail(`keeping what "${step}" did needs a reason`);
  const deeds = findDeeds(state).filter(({ node }) => node.id === step);
  const stuck = deeds.find(({ round }) => round.undoing?.verdict === 'failed');
  if (stuck === undefined)
    return fail(`"${step}" does not hold the undo up, expected the step that could not be taken back`);
  const which = stuck.detour === undefined ? {} : { attempt: stuck.detour };
  return ok([{ type: 'undo-ended', step, round: stuck.round.round, ...which, verdict: 'kept', note: reason, by }]);
}
