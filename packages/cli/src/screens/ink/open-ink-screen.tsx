import type { Command } from '@checklist/engine';
import { render } from 'ink';
import type { Screen, ScreenSetting } from '../screen.ts';
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
  const shown = render(<RunScreen store={store} setting={setting} onSend={send} onQuit={quit} />, {
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
    stayFor: (outcome) => !hasLeft && (outcome === 'waiting' || outcome === 'failed'),
    async close() {
      store.close();
      await shown.waitUntilRenderFlush();
      shown.unmount();
      await shown.waitUntilExit();
    },
  };
}
