import { fillOptions } from '../language/fill.ts';
import type { RunEvent } from '../model/event.ts';
import { buildScope } from '../steps/build-scope.ts';
import type { OpenRun } from './open-run.ts';

/**
 * Fills the templates in the instructions for doing a step by hand. What cannot be filled stays as it is written: doing it by hand is
 * the way out when a step before it came to nothing.
 */
export function fillByHand({ scope, recorder }: OpenRun, events: readonly RunEvent[]): readonly RunEvent[] {
  return events.map((event) => {
    if (event.type !== 'question-asked' || event.ask.kind !== 'by-hand') return event;
    const { state } = recorder;
    const node = state.graph.nodes[state.graph.indexOf.get(event.step) ?? -1];
    const known = scope();
    if (node === undefined || !known.ok) return event;
    const filled = fillOptions(event.ask.instructions, buildScope(known.value, state, node), 'manual');
    return filled.ok ? { ...event, ask: { ...event.ask, instructions: String(filled.value) } } : event;
  });
}
