import type { RecordedEvent } from '@checklist/engine';
import type { RunReport } from './run-report.ts';

type Signature = RunReport['signatures'][number];

/** Words of approval and of refusal, oldest first: those given here, and those given through a service. */
export function findSignatures(events: readonly RecordedEvent[]): Signature[] {
  return events.flatMap((event): Signature[] => {
    if (event.type === 'answer-given' && event.signOff !== undefined) {
      const { by, recordedBy, commit, at } = event.signOff;
      const typist = recordedBy.name === by.name ? {} : { recordedBy: recordedBy.name };
      const bound = commit === undefined ? {} : { commit };
      return [{ step: event.step, round: event.round, by: by.name, ...typist, at, ...bound, isGiven: true }];
    }
    return event.type === 'attempt-ended' ? fromEnd(event) : [];
  });
}

/** Whether a person ended the attempt by a refusal. */
export function isRefusal({ failure }: Pick<RecordedEvent & { readonly type: 'attempt-ended' }, 'failure'>): boolean {
  return failure?.reason === 'answer-rejected' || failure?.reason === 'rejected';
}

function fromEnd(event: RecordedEvent & { readonly type: 'attempt-ended' }): Signature[] {
  const { step, round, at, by } = event;
  const through = event.evidence.flatMap((one): Signature[] => {
    if (one.type !== 'approval') return [];
    return [{ step, round, by: one.by, through: one.label, url: one.url, at, isGiven: one.isGiven }];
  });
  if (through.length > 0 || by === undefined || !isRefusal(event)) return through;
  return [{ step, round, by: by.name, at, isGiven: false }];
}
