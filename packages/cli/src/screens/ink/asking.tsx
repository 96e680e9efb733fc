import type { Command } from '@checklist/engine';
import { Box, Text } from 'ink';
import { locate, nodeAt } from './choose-step.ts';
import { drawLines, pageLines } from './draw-detail.ts';
import { drawFooter } from './draw-footer.ts';
import type { Pen } from './draw-row.ts';
import { detailModel, type FrameModel } from './draw-screen.ts';
import { drawStep } from './draw-step.ts';
import type { EditText } from './fields.tsx';
import { Form } from './form.tsx';
import type { FormSpec } from './form-questions.ts';
import type { WindowSize } from './frame-stream.ts';
import { Lines } from './lines.tsx';

interface AskingProps {
  readonly model: FrameModel;
  readonly spec: FormSpec;
  readonly size: WindowSize;
  readonly pen: Pen;
  readonly directory: string;
  readonly edit: EditText;
  onDone(command: Command): void;
  onLeave(): void;
}

/** A form over the whole window: the step, what somebody needs to see of it, and the questions. */
export function Asking({ model, spec, size, pen, directory, edit, onDone, onLeave }: AskingProps) {
  const { columns: width, rows } = size;
  const chosen = locate(model.state, model.index, model.ui.choice);
  const node = nodeAt(model.state, model.index, chosen);
  if (chosen === undefined || node === undefined) return null;
  const detail = detailModel(model, chosen, node);
  const choices = Math.max(2, ...spec.questions.map(({ choices: some = [] }) => some.length));
  const forForm = Math.min(Math.ceil(rows / 2), spec.questions.length + choices + 3);
  const about = drawLines(pageLines(detail, 'about'), width, pen);
  const room = Math.max(0, rows - forForm - 3);
  const shown = about.length > room ? [...about.slice(0, Math.max(0, room - 1)), '…'] : about;
  return (
    <Box flexDirection="column" width={width} height={rows} overflow="hidden">
      <Lines lines={[drawStep(detail.card, true, width, pen), ...shown.slice(0, room), '']} />
      <Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
        <Text wrap="truncate-end">{pen.paint('bold', spec.title)}</Text>
        <Form spec={spec} paint={pen.paint} directory={directory} edit={edit} onDone={onDone} onLeave={onLeave} />
      </Box>
      <Lines lines={[drawFooter(keys, width, pen)]} />
    </Box>
  );
}

const keys = [
  { key: 'enter', word: 'takes it' },
  { key: 'esc', word: 'goes back' },
];
