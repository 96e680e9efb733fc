import type { Command, LendTerminal } from '@checklist/engine';
import { render } from 'ink';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Screen, ScreenSetting } from '../screen.ts';
import { editInEditor } from './edit-in-editor.ts';
import { RunScreen } from './run-screen.tsx';
import { createScreenStore } from './screen-store.ts';

/** Opens the screen that is drawn anew while the run goes on, and takes a person's keys. */
export function openInkScreen(setting: ScreenSetting): Screen {
  const { terminal } = setting;
  const store = createScreenStore(terminal.paint, Date.now);
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
  const props = { store, setting, edit, onSend: send, onQuit: quit, onLending: suspending.resolve };
  const shown = render(<RunScreen {...props} />, {
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    incrementalRendering: true,
    maxFps: 20,
  });
  return {
    onEvents: store.takeEvents,
    onProgress: store.takeProgress,
    lend,
    stayFor: (outcome) => !hasLeft && (outcome === 'waiting' || outcome === 'failed'),
    async close() {
      store.close();
      await shown.waitUntilRenderFlush();
      shown.unmount();
      await shown.waitUntilExit();
    },
  };
}
