import type { SignOff } from '../model/event.ts';
import { isSamePerson, type Person, personOf } from '../model/person.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { ItemState, Node, RunState } from '../model/run-state.ts';

interface Word {
  readonly by: Person;
  /** The contact whose word `by` typed in. */
  readonly signedBy: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The sign-off that an answer amounts to, nothing when the step needs none, or why this person cannot give it. */
export function decideSignOff(
  state: RunState,
  node: Node,
  item: ItemState,
  word: Word,
): Result<SignOff | undefined, string> {
  const rule = item.ask?.signOff;
  if (rule === undefined) return ok(undefined);
  const wanted = rule.by.map((id) => `"${id}"`).join(' or ');
  const id = word.signedBy ?? word.by.contact;
  if (id === undefined) return fail(`"${node.id}" needs the word of ${wanted}: say whose word it is`);
  const signer = personOf(state.checklist.contacts, id);
  if (signer === undefined || !rule.by.includes(id))
    return fail(`"${node.id}" needs the word of ${wanted}, found "${id}"`);
  const part = rule.notStarter ? partInRun(state, signer) : undefined;
  if (part !== undefined) return fail(`${signer.name} ${part} the run and cannot sign "${node.id}" off`);
  if (item.signOffs.some(({ by }) => isSamePerson(by, signer)))
    return fail(`${signer.name} has signed "${node.id}" off already`);
  const step = node.item.kind === 'step' ? node.item.digest : '';
  const commit = state.commit === undefined ? {} : { commit: state.commit };
  return ok({ by: signer, recordedBy: word.by, at: word.at, digest: step, ...commit });
}

/** What this person did in the run that somebody else has to approve: whoever started it, carries it on, or did. */
function partInRun({ starter, operator, interventions }: RunState, signer: Person): string | undefined {
  if (isSamePerson(signer, starter)) return 'started';
  if (isSamePerson(signer, operator)) return 'operates';
  return interventions.some(({ to }) => to !== undefined && isSamePerson(signer, to)) ? 'operated' : undefined;
}
