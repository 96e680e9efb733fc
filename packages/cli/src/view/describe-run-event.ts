import type { RecordedEvent } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import type { Told } from './happening.ts';
import { reasoned } from './run-view.ts';

/** Says what an event means that is about the run as a whole; nothing for any other. */
export function describeRunEvent(event: RecordedEvent): Told | undefined {
  switch (event.type) {
    case 'preflight-ended': {
      if (event.lacks.length === 0) return undefined;
      const details = event.lacks.flatMap(({ step, message, hint }) => [
        showLine(`${step}: ${message}`),
        `  ${showLine(`hint: ${hint}`)}`,
      ]);
      return { status: 'failed', text: 'Nothing was begun, because something is missing', details, isEnding: true };
    }
    case 'journal-cut':
      return {
        status: 'unknown',
        text: 'The journal had a torn end, as after a crash',
        note: `${event.bytes} bytes were cut off and are kept as ${event.kept}`,
        isEnding: true,
      };
    case 'checklist-changed':
      return { status: 'running', text: 'The checklist was taken over as it reads now', isEnding: true };
    case 'round-opened':
      return {
        status: 'running',
        text: `A new round of ${event.items.join(', ')}`,
        note: showLine(`${event.by.name}: ${event.reason}`),
        isEnding: true,
      };
    case 'run-handed-over':
      return {
        status: 'running',
        text: showLine(`The run is handed over from ${event.from.name} to ${event.to.name}`),
        note: showLine(reasoned(event.by.name, event.reason)),
        isEnding: true,
      };
    case 'run-paused':
      return {
        status: 'waiting',
        text: 'The run is paused: what is under way ends, nothing new is begun',
        note: showLine(reasoned(event.by.name, event.reason)),
        isEnding: true,
      };
    case 'run-resumed':
      return { status: 'running', text: 'The run goes on', note: showLine(event.by.name), isEnding: true };
    case 'run-cancelled':
      return {
        status: 'cancelled',
        text: 'The run was cancelled',
        note: showLine(`${event.by.name}: ${event.reason}`),
        isEnding: true,
      };
    case 'undo-requested':
      return {
        status: 'running',
        text: 'What the run did is taken back',
        note: showLine(event.by.name),
        isEnding: true,
      };
    case 'command-refused':
      return {
        status: 'inconclusive',
        text: `"${event.command}" was refused`,
        note: showLine(event.reason),
        isEnding: true,
      };
    default:
      return undefined;
  }
}
