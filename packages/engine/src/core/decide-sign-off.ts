import type { SignOff } from '../model/event.ts';
import { mayBeSamePerson, type Person, personOf } from '../model/person.ts';
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
  if (rule === undefined) {
    if (word.signedBy === undefined) return ok(undefined);
    return fail(`"${node.id}" needs nobody's sign-off, expected an answer without the word of "${word.signedBy}"`);
  }
  const wanted = rule.by.map((id) => `"${id}"`).join(' or ');
  const id = word.signedBy ?? word.by.contact;
  if (id === undefined) return fail(`"${node.id}" needs the word of ${wanted}: say whose word it is`);
  const { contacts } = state.checklist;
  const signer = personOf(contacts, id);
  if (signer === undefined || !rule.by.includes(id))
    return fail(`"${node.id}" needs the word of ${wanted}, found "${id}"`);
  const part = rule.notStarter ? partInRun(state, signer) : undefined;
  if (part !== undefined) return fail(`${signer.name} ${part} the run and cannot sign "${node.id}" off`);
  const before = item.signOffs.find(({ by }) => mayBeSamePerson(by, signer, contacts));
  if (before !== undefined) {
    const alias = before.by.contact === id ? '' : ` as "${before.by.contact ?? before.by.name}"`;
    return fail(`${signer.name} has signed "${node.id}" off already${alias}, expected somebody else`);
  }
  const step = node.item.kind === 'step' ? node.item.digest : '';
  const commit = state.commit === undefined ? {} : { commit: state.commit };
  return ok({ by: signer, recordedBy: word.by, at: word.at, digest: step, ...commit });
}

/** What this person did in the run that somebody else has to approve: whoever started it, carries it on, or did. */
function partInRun({ starter, operator, interventions, checklist }: RunState, signer: Person): string | undefined {
  const isSigner = (person: Person) => mayBeSamePerson(signer, person, checklist.contacts);
  if (isSigner(starter)) return 'started';
  if (isSigner(operator)) return 'operates';
  return interventions.some(({ to }) => to !== undefined && isSigner(to)) ? 'operated' : undefined;
}
