import { isSamePerson, type Person, type RecordedEvent } from '@checklist/engine';
import { isRefusal } from './find-signatures.ts';
import type { RunReport } from './run-report.ts';

/** Everybody who acted on a run, in the order in which they appear, with what they did. */
export function findPeople(events: readonly RecordedEvent[]): RunReport['people'] {
  const people: { person: Person; roles: Set<string> }[] = [];
  for (const [person, role] of events.flatMap(deedsOf)) {
    const known = people.find((one) => isSamePerson(one.person, person));
    if (known === undefined) people.push({ person, roles: new Set([role]) });
    else {
      known.person = { ...person, ...known.person };
      known.roles.add(role);
    }
  }
  return people.map(({ person, roles }) => ({ ...person, roles: [...roles] }));
}

type Deed = readonly [Person, string];

function deedsOf(event: RecordedEvent): readonly Deed[] {
  switch (event.type) {
    case 'run-started':
      return [[event.starter, 'started the run']];
    case 'answer-given':
      return event.signOff === undefined
        ? [[event.by, 'answered']]
        : [
            [event.signOff.by, 'signed off'],
            ...(isSamePerson(event.signOff.by, event.by) ? [] : [[event.by, 'typed in a sign-off'] as const]),
          ];
    case 'attempt-ended': {
      const approvals = event.evidence.flatMap((one): Deed[] =>
        one.type === 'approval' ? [[{ name: one.by }, one.isGiven ? 'signed off' : 'refused']] : [],
      );
      if (event.by === undefined) return approvals;
      return [...approvals, [event.by, isRefusal(event) ? 'refused' : 'decided']];
    }
    case 'run-handed-over':
      return [
        [event.by, wordFor[event.type]],
        [event.to, 'took the run over'],
      ];
    default:
      return 'by' in event && event.by !== undefined ? [[event.by, wordFor[event.type]]] : [];
  }
}

const wordFor = {
  'question-asked': 'began to do by hand',
  'retry-requested': 'retried',
  'round-opened': 'opened a new round',
  'step-skipped': 'skipped',
  'step-waived': 'waived',
  'checklist-changed': 'took an edit over',
  'definition-kept': 'kept an edited step',
  'revision-decided': 'decided about what was done by an earlier result',
  'run-cancelled': 'cancelled the run',
  'undo-requested': 'asked for the undo',
  'run-handed-over': 'handed the run over',
  'run-paused': 'paused the run',
  'run-resumed': 'let the run go on',
  'undo-ended': 'let something stay',
  'command-refused': 'was refused a command',
} as const;
