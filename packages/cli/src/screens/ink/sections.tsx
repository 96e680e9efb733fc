import { Box, Text } from 'ink';
import type { Paint } from '../../output/paint.ts';
import { markLine } from '../../output/print-marked.ts';
import { showLine } from '../../output/show-text.ts';
import { describeAsk } from '../../view/describe-ask.ts';
import { describeFailure } from '../../view/describe-failure.ts';
import type { RunView } from '../../view/run-view.ts';
import { runningLine } from '../../view/status-lines.ts';
import type { StepView } from '../../view/step-view.ts';
import { fitLines, wrapLines } from './fit-lines.ts';
import { Lines } from './lines.tsx';

interface StepsProps {
  readonly view: RunView;
  readonly chosen: StepView | undefined;
  readonly now: number;
  readonly paint: Paint;
  readonly height: number;
}

/** The steps that are not through, in a line each: failed, running, waiting. */
export function Steps({ view, chosen, now, paint, height }: StepsProps) {
  const pointer = (step: StepView) => (step.id === chosen?.id ? paint('cyan', '>') : ' ');
  const part = Math.max(1, Math.floor(height / 3));
  const failed = view.failed.map((step) => {
    const why = showLine(step.failure?.message ?? step.status);
    return `${pointer(step)} ${markLine(paint, step.status, `${step.id} ${step.title}: ${why}`)}`;
  });
  const running = view.running.map((step) => {
    const { status, text } = runningLine(step, now);
    return `  ${markLine(paint, status, text)}`;
  });
  const waiting = view.waiting.map((step) => {
    const whom = step.whom === undefined ? '' : ` ${paint('dim', `asks ${step.whom}`)}`;
    return `${pointer(step)} ${markLine(paint, step.status, `${step.id} ${step.title}${whom}`)}`;
  });
  const lines = [
    ...fitLines(
      view.lacks.map((text) => `  ${markLine(paint, 'failed', text)}`),
      part,
    ),
    ...fitLines(failed, part, 'that did not pass'),
    ...fitLines(running, part, 'under way'),
    ...fitLines(waiting, part, 'that ask'),
  ];
  return (
    <Box flexDirection="column">
      <Lines lines={lines} />
    </Box>
  );
}

interface ChosenProps {
  readonly step: StepView;
  readonly paint: Paint;
  readonly width: number;
  readonly height: number;
}

/** What somebody needs to see of the step that they act on: what it asks, or why it did not pass. */
export function Chosen({ step, paint, width, height }: ChosenProps) {
  const about = step.ask === undefined ? failureLines(step) : describeAsk(step.ask);
  const lines = fitLines(wrapLines(about, width - 2), Math.max(3, height), 'lines: "checklist status" shows them');
  if (lines.length === 0) return null;
  return (
    <Box flexDirection="column" marginTop={1} paddingLeft={2}>
      <Text wrap="truncate-end">{paint('bold', `${step.id} ${step.title}`)}</Text>
      <Lines lines={lines} />
    </Box>
  );
}

function failureLines({ failure }: StepView): string[] {
  return failure === undefined ? [] : [showLine(failure.message), ...describeFailure(failure)];
}
