import type { RecordedEvent, RunState } from '@checklist/engine';
import type { Paint } from '../../output/paint.ts';
import { markLine } from '../../output/print-marked.ts';
import { showClock } from '../../output/show-time.ts';
import { describeEvent } from '../../view/describe-event.ts';

/** What ended or was decided, a line each: what stays on the terminal when the screen is gone. */
export function endingLines(events: readonly RecordedEvent[], state: RunState, paint: Paint): string[] {
  return events.flatMap((event) => {
    const happening = describeEvent(event, state);
    if (happening?.isEnding !== true) return [];
    const { at, status, text, note } = happening;
    return [`${showClock(at)} ${markLine(paint, status, text)}${note === '' ? '' : ` ${note}`}`];
  });
}
