import type { Command, LendTerminal } from '@checklist/engine';
import { Box, useInput } from 'ink';
import { useSyncExternalStore } from 'react';
import { placeOf } from '../../view/place-of-step.ts';
import type { RunSources } from '../run-sources.ts';
import type { ScreenSetting } from '../screen.ts';
import { Asking } from './asking.tsx';
import type { Pen } from './draw-row.ts';
import { drawScreen } from './draw-screen.ts';
import type { EditText } from './fields.tsx';
import type { FrameStream } from './frame-stream.ts';
import { Lines } from './lines.tsx';
import { closeForm, type Press, pressKey, type Ui } from './press-key.ts';
import type { ScreenSnapshot, ScreenStore } from './screen-store.ts';
import { useLending } from './use-lending.ts';
import { useNewest } from './use-newest.ts';

/** What the screen is made of, and what it tells. */
export interface RunScreenProps {
  readonly store: ScreenStore;
  readonly frames: Pick<FrameStream, 'size' | 'onResize'>;
  readonly setting: Pick<ScreenSetting, 'me' | 'directory' | 'interrupt' | 'isRehearsal'>;
  readonly sources: RunSources;
  readonly pen: Pen;
  onSend(command: Command): void;
  onQuit(): void;
  readonly edit: EditText;
  onLending(lend: LendTerminal): void;
  /** Puts the program to sleep, as Ctrl+Z does. */
  onSleep(): void;
}

/** The whole window: the run at a glance, one step of it, or a form. */
export function RunScreen(props: RunScreenProps) {
  const { store, frames, setting, sources, pen } = props;
  const { isRehearsal = false } = setting;
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  useLending(props.onLending);
  const size = useSyncExternalStore(frames.onResize, frames.size);
  const [ui, setUi] = useNewest<Ui>({ view: 'list', page: 'about' });
  const { state } = snapshot;
  const spec = openForm(ui(), snapshot);
  const model =
    state === undefined ? undefined : { ...snapshot, state, ui: ui(), me: setting.me, sources, isRehearsal };
  const frame = model && drawScreen(model, { width: size.columns, rows: size.rows, pen });
  const press = (pressed: Press) => {
    const now = store.snapshot();
    if (now.state === undefined || openForm(ui(), now) !== undefined) return;
    const { lines = 0, room: rows = 1 } = frame ?? {};
    const next = pressKey(ui(), pressed, { state: now.state, index: now.index, me: setting.me, lines, rows });
    setUi(next.ui);
    if (next.command !== undefined) props.onSend(next.command);
    if (next.isLeaving === true) props.onQuit();
  };
  useInput((input, key) => {
    if (key.ctrl && input === 'c') return setting.interrupt();
    if (key.ctrl && input === 'z') return props.onSleep();
    // Who types faster than the screen draws sends several keys in one piece.
    const typed = [...input];
    if (typed.length < 2) press({ input, key });
    else for (const one of typed) press({ input: one, key: { return: one === '\r', tab: one === '\t' } });
  });
  if (model !== undefined && spec !== undefined) {
    const leave = () => setUi(closeForm(ui()));
    const done = (command: Command) => {
      leave();
      props.onSend(command);
    };
    return (
      <Asking
        key={spec.title}
        {...{ model, spec, size, pen }}
        directory={setting.directory}
        edit={props.edit}
        onDone={done}
        onLeave={leave}
      />
    );
  }
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Lines lines={frame?.rows ?? []} />
    </Box>
  );
}

/** The form that is filled in, as long as its step asks for it: somebody else may have answered meanwhile. */
function openForm({ form }: Ui, { state }: ScreenSnapshot) {
  if (form === undefined || state === undefined) return undefined;
  return placeOf(state.items.get(form.node)) === form.place ? form.spec : undefined;
}
