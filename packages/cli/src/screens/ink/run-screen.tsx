import type { Command, LendTerminal } from '@checklist/engine';
import { Box, Static, Text, useInput, useWindowSize } from 'ink';
import { useState, useSyncExternalStore } from 'react';
import { showLine } from '../../output/show-text.ts';
import { headerLine } from '../../view/header-line.ts';
import type { StepView } from '../../view/step-view.ts';
import type { ScreenSetting } from '../screen.ts';
import type { EditText } from './fields.tsx';
import { Form } from './form.tsx';
import type { FormSpec } from './form-questions.ts';
import type { ScreenSnapshot, ScreenStore } from './screen-store.ts';
import { Chosen, Steps } from './sections.tsx';
import { useLending } from './use-lending.ts';
import { actionableSteps, keysFor, useRunKeys } from './use-run-keys.ts';

interface RunScreenProps {
  readonly store: ScreenStore;
  readonly setting: ScreenSetting;
  onSend(command: Command): void;
  onQuit(): void;
  onLending(lend: LendTerminal): void;
  readonly edit: EditText;
}

/** The whole screen: what is over above, written once; below, drawn anew, what is under way and what needs somebody. */
export function RunScreen(props: RunScreenProps) {
  const snapshot = useSyncExternalStore(props.store.subscribe, props.store.snapshot);
  useLending(props.onLending);
  useInput((input, key) => {
    if (key.ctrl && input === 'c') props.setting.interrupt();
  });
  return (
    <>
      <Static items={[...snapshot.past]}>{({ text, index }) => <Text key={index}>{text}</Text>}</Static>
      {!snapshot.isClosed && snapshot.view !== undefined && <Now {...props} snapshot={snapshot} view={snapshot.view} />}
    </>
  );
}

interface NowProps extends RunScreenProps {
  readonly snapshot: ScreenSnapshot;
  readonly view: NonNullable<ScreenSnapshot['view']>;
}

interface OpenForm {
  readonly step: string;
  readonly spec: FormSpec;
}

function Now({ snapshot, view, setting, edit, onSend, onQuit }: NowProps) {
  const { paint } = setting.terminal;
  const { columns, rows } = useWindowSize();
  const [wanted, select] = useState<string>();
  const [form, setForm] = useState<OpenForm>();
  const steps = actionableSteps(view);
  const chosen = steps.find(({ id }) => id === (form?.step ?? wanted)) ?? steps[0];
  // Somebody else may have answered meanwhile: then the form asks for nothing any more.
  const spec = form !== undefined && chosen?.id === form.step ? form.spec : undefined;
  const open = (next: FormSpec) => setForm(chosen === undefined ? undefined : { step: chosen.id, spec: next });
  useRunKeys(steps, chosen, setting.me, { open, send: onSend, select, quit: onQuit }, spec === undefined);
  const finish = (command: Command) => {
    setForm(undefined);
    onSend(command);
  };
  // The part that is drawn anew must fit the window, or the terminal would scroll with every drawing.
  const room = Math.max(6, rows - 5);
  return (
    <Box flexDirection="column" width={columns} marginTop={1}>
      <Text wrap="truncate-end">{paint('bold', headerLine(view))}</Text>
      <Steps view={view} chosen={chosen} now={snapshot.now} paint={paint} height={Math.floor(room / 2)} />
      {chosen !== undefined && (
        <Chosen
          step={chosen}
          paint={paint}
          width={columns}
          height={Math.ceil(room / 2) - (spec === undefined ? 0 : 3)}
        />
      )}
      {spec !== undefined && (
        <Form
          key={form?.step}
          spec={spec}
          paint={paint}
          directory={setting.directory}
          edit={edit}
          onDone={finish}
          onLeave={() => setForm(undefined)}
        />
      )}
      {snapshot.notice !== undefined && <Text wrap="wrap">{paint('red', showLine(snapshot.notice))}</Text>}
      <Text wrap="wrap">
        {paint('dim', spec === undefined ? footer(chosen, steps.length, setting) : 'enter takes it · esc goes back')}
      </Text>
    </Box>
  );
}

function footer(chosen: StepView | undefined, count: number, { me }: ScreenSetting): string {
  const keys = keysFor(chosen, me).map(({ key, word }) => `${key} ${word}`);
  return [...keys, ...(count > 1 ? ['tab next'] : []), 'q quit'].join(' · ');
}
