import { showJson } from '../output/show-text.ts';
import type { Screen, ScreenSetting } from './screen.ts';

/** One JSON object per line: the recorded events, and what is only shown. */
export function openJsonScreen({ terminal }: Pick<ScreenSetting, 'terminal'>): Screen {
  return {
    onEvents(events) {
      if (events.length > 0) terminal.print(events.map(showJson).join('\n'));
    },
    onProgress: (progress) => terminal.print(showJson(progress)),
    stayFor: () => false,
    close: async () => {},
  };
}
