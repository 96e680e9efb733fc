import { showJson } from '../output/show-text.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Screen } from './screen.ts';

/** Bytes by which a reader may be behind before output of steps is left out. */
const mostBehind = 8_000_000;

/** One JSON object per line: the recorded events, and what is only shown. */
export function openJsonScreen({ terminal }: { readonly terminal: Pick<Terminal, 'print' | 'backlog'> }): Screen {
  const leftOut = new Map<string, number>();
  const tellLeftOut = (step: string) => {
    const count = leftOut.get(step);
    if (count === undefined) return;
    leftOut.delete(step);
    const text = `[${count} characters were left out, because the reader is slow; the log has them]\n`;
    terminal.print(showJson({ type: 'output', step, text }));
  };
  return {
    onEvents(events) {
      for (const event of events) if (event.type === 'attempt-ended') tellLeftOut(event.step);
      if (events.length > 0) terminal.print(events.map(showJson).join('\n'));
    },
    onProgress(progress) {
      // Else all that a program prints would pile up here, and a reader that stands still would fill the memory.
      if (progress.type === 'output' && terminal.backlog() > mostBehind) {
        leftOut.set(progress.step, (leftOut.get(progress.step) ?? 0) + progress.text.length);
        return;
      }
      tellLeftOut(progress.step);
      terminal.print(showJson(progress));
    },
    stayFor: () => false,
    close: async () => {},
  };
}
