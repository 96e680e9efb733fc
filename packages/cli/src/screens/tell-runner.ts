import type { RecordedEvent } from '@checklist/engine';
import { foldMarks, stepAnnotation } from '../output/github-actions.ts';
import { showLine } from '../output/show-text.ts';
import type { Terminal } from '../output/terminal.ts';
import type { RunSources } from './run-sources.ts';

/** Lines of a log that a fold holds at most. */
const most = 200;

/** Tells the runner of GitHub Actions of a step that did not pass: a mark, and the end of its log, folded. */
export function tellRunnerOf(
  event: RecordedEvent,
  terminal: Pick<Terminal, 'print' | 'tellRunner'>,
  sources: Pick<RunSources, 'readLog'>,
): void {
  if (event.type !== 'attempt-ended' || event.failure === undefined) return;
  if (event.verdict !== 'failed' && event.verdict !== 'inconclusive') return;
  terminal.tellRunner(stepAnnotation(event.step, event.failure.message));
  const log = sources.readLog({ step: event.step, round: event.round, attempt: event.attempt });
  if (log === undefined) return;
  terminal.tellRunner(foldMarks.begin(`log of ${event.step}, ${log.path}`));
  terminal.print(log.lines.slice(-most).map(showLine).join('\n'));
  terminal.tellRunner(foldMarks.end);
}
