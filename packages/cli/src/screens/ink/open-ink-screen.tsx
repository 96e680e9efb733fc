import type { Command, LendTerminal, RecordedEvent, RunState } from '@checklist/engine';
import { render } from 'ink';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Screen, ScreenSetting } from '../screen.ts';
import { editInEditor } from './edit-in-editor.ts';
import { endingLines } from './ending-lines.ts';
import { createFrameStream } from './frame-stream.ts';
import { knowsLinks } from './knows-links.ts';
import { RunScreen } from './run-screen.tsx';
import { createScreenStore } from './screen-store.ts';
import { sleepUntilWoken } from './sleep-until-woken.ts';

/** Lines that stay on the terminal when the screen is gone. */
const kept = 50;

/** Opens the screen that takes the whole window, is drawn anew while the run goes on, and takes a person's keys. */
export function openInkScreen(setting: ScreenSetting): Screen {
  const { terminal, sources } = setting;
  const store = createScreenStore(setting.now ?? Date.now);
  const frames = createFrameStream(terminal.stdout);
  const endings: string[] = [];
  let isFirst = true;
  let hasLeft = false;
  const quit = () => {
    hasLeft = true;
    setting.quit();
  };
  const send = (command: Command) => {
    store.tell(undefined);
    void setting.send(command).then((sent) => {
      if ('id' in sent) store.expect(sent.id);
      else store.tell(sent.trouble);
    });
  };
  const suspending = Promise.withResolvers<LendTerminal>();
  const lend = oneAtATime(async (use) => (await suspending.promise)(() => setting.spare(use)));
  const edit = (text: string) => lend(() => editInEditor(text, setting.env));
  let isAsleep = false;
  const sleep = () => {
    isAsleep = true;
    void lend(sleepUntilWoken).finally(() => {
      isAsleep = false;
    });
  };
  // Whoever stopped the program from outside has written on its window, and changed how the terminal takes keys.
  const wake = () => {
    if (!isAsleep) void lend(async () => {});
  };
  process.on('SIGCONT', wake);
  const pen = { paint: terminal.paint, hasLinks: knowsLinks(setting.env) };
  const parts = { store, frames, setting, sources, pen, edit };
  const props = { ...parts, onSend: send, onQuit: quit, onSleep: sleep, onLending: suspending.resolve };
  const shown = render(<RunScreen {...props} />, {
    stdin: terminal.stdin,
    stdout: frames.stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 20,
  });
  frames.onResize(shown.clear);
  const takeFirst = (state: RunState) => {
    isFirst = false;
    // What is usual is only a comfort: where it cannot be read, nothing is said of it.
    sources.readUsualTimes(state.checklist.id).then(store.takeUsual, () => {});
  };
  return {
    onEvents(events: readonly RecordedEvent[], state) {
      if (isFirst) takeFirst(state);
      else endings.push(...endingLines(events, state, terminal.paint));
      endings.splice(0, endings.length - kept);
      store.takeEvents(events, state);
    },
    onProgress: store.takeProgress,
    lend,
    stayFor: (outcome) => !hasLeft && (outcome === 'waiting' || outcome === 'failed' || outcome === 'paused'),
    async close() {
      process.off('SIGCONT', wake);
      store.close();
      await shown.waitUntilRenderFlush();
      shown.unmount();
      await shown.waitUntilExit();
      frames.release();
      if (endings.length > 0) terminal.print(endings.join('\n'));
    },
  };
}
