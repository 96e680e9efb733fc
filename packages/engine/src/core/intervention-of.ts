import type { RecordedEvent } from '../model/event.ts';
import type { Intervention } from '../model/run-state.ts';

/** What an event records of a person's doing beside answering; nothing for all that happened by itself. */
export function interventionOf(event: RecordedEvent): Intervention | undefined {
  const { at } = event;
  switch (event.type) {
    case 'retry-requested':
      return { type: 'retry', by: event.by, at, items: [event.step] };
    case 'round-opened':
      return { type: 'redo', by: event.by, at, items: event.items, reason: event.reason };
    case 'checklist-changed':
      return event.by === undefined ? undefined : { type: 'edit', by: event.by, at, items: [] };
    case 'question-asked':
      return event.by === undefined ? undefined : { type: 'by-hand', by: event.by, at, items: [event.step] };
    case 'definition-kept':
      return { type: 'keep', by: event.by, at, items: [event.step] };
    case 'revision-decided':
      return {
        type: event.decision,
        by: event.by,
        at,
        items: event.items,
        reason: `"${event.step}" came out otherwise`,
      };
    case 'step-skipped':
    case 'step-waived':
      return {
        type: event.type === 'step-skipped' ? 'skip' : 'waive',
        by: event.by,
        at,
        items: [event.step],
        reason: event.reason,
      };
    case 'run-cancelled':
      return { type: 'cancel', by: event.by, at, items: [], reason: event.reason };
    case 'undo-requested':
      return { type: 'undo', by: event.by, at, items: [] };
    case 'run-handed-over':
      return { type: 'handover', by: event.by, at, items: [], to: event.to, ...reasonOf(event) };
    case 'run-paused':
      return { type: 'pause', by: event.by, at, items: [], ...reasonOf(event) };
    case 'run-resumed':
      return { type: 'resume', by: event.by, at, items: [] };
    default:
      return undefined;
  }
}

function reasonOf({ reason }: { readonly reason?: string }): { readonly reason?: string } {
  return reason === undefined ? {} : { reason };
}
