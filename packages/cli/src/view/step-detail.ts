import type { Ask, Evidence, Node, RunState, SeriesEvidence, Status, StepDoings } from '@checklist/engine';
import { showLine, showLines } from '../output/show-text.ts';
import { commandsForStep } from './commands-for-step.ts';
import { describeAsk, showAnswer } from './describe-ask.ts';
import { describeFailure } from './describe-failure.ts';
import { type StepView, webAddress } from './step-view.ts';

/** A line of what is told of one step. */
export interface DetailLine {
  readonly text: string;
  readonly isHead?: boolean;
  /** The text is Markdown, and may have several lines. */
  readonly isMarkdown?: boolean;
  readonly status?: Status;
  readonly url?: string;
  readonly series?: SeriesEvidence;
}

/** Everything about a step but its output and its history: why it did not pass, what it asks, what it does, its evidence. */
export function aboutStep(
  state: RunState,
  node: Node,
  step: StepView,
  { doings, isRehearsal = false }: { readonly doings?: StepDoings | undefined; readonly isRehearsal?: boolean },
): DetailLine[] {
  const { item } = node;
  const { evidence, outputs } = state.items.get(node.index);
  const { failure, ask, progress } = step;
  const does = doingWord(step);
  const lines = [
    ...markdown(item.description),
    ...part('Why it did not pass', failure === undefined ? [] : [failure.message, ...describeFailure(failure)]),
    ...linesWith('What it asks', ask === undefined ? [] : askLines(ask)),
    ...part(`What it ${does}`, doings === undefined ? [] : doingLines(doings)),
    ...linesWith('Metrics', (progress?.series ?? []).map(seriesLine)),
    ...linesWith('Evidence', evidence.flatMap(evidenceLines)),
    ...part(
      'Outputs',
      Object.entries(outputs).map(([name, value]) => `${name}: ${showAnswer(value)}`),
    ),
    ...part('From another terminal', isRehearsal ? [] : commandsForStep(step, state.runId)),
  ];
  return lines[0]?.text === '' ? lines.slice(1) : lines;
}

function askLines(ask: Ask): DetailLine[] {
  const rest = describeAsk({ ...ask, instructions: '' }).flatMap(showLines);
  return [...markdown(ask.instructions), ...rest.map((text) => ({ text }))];
}

function markdown(text: string | undefined): DetailLine[] {
  return text === undefined || text.trim() === '' ? [] : [{ text, isMarkdown: true }];
}

function doingWord({ status, ask }: StepView): string {
  if (status === 'pending' || ask?.kind === 'confirmation') return 'will do';
  return status === 'running' || status === 'waiting' || status === 'unknown' ? 'does' : 'did';
}

/** The facts of a step in a line, the most important first. */
export function stepFacts({ id, path, type, round, attempt }: StepView, { item }: Node): string[] {
  const effect = item.kind === 'step' ? [item.effect] : [];
  return [
    id,
    type,
    ...effect,
    ...(round > 1 ? [`round ${round}`] : []),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(path === id ? [] : [`in ${path.slice(0, -id.length - 1)}`]),
  ];
}

function doingLines({ lines, isExact }: StepDoings): string[] {
  const later = isExact ? [] : ['(what stands in {{ }} is filled in when the steps before it have ended)'];
  return [...lines.map((line) => `$ ${line}`), ...later];
}

function evidenceLines(evidence: Evidence): DetailLine[] {
  switch (evidence.type) {
    case 'series':
      return [seriesLine(evidence)];
    case 'approval': {
      const word = evidence.isGiven ? 'approved' : 'refused';
      return [{ text: showLine(`${word} by ${evidence.by}: ${evidence.label}`) }, ...linkLines(evidence.url)];
    }
    case 'link':
      return [{ text: showLine(evidence.label) }, ...linkLines(evidence.url)];
    case 'file':
      return [{ text: showLine(`${evidence.label}: ${evidence.path}`) }];
    case 'value':
      return [{ text: showLine(`${evidence.label}: ${showAnswer(evidence.value)}`) }];
  }
}

function linkLines(written: string): DetailLine[] {
  const url = webAddress(written);
  return [{ text: `  ${showLine(written)}`, ...(url && { url }) }];
}

function seriesLine(series: SeriesEvidence): DetailLine {
  return { text: showLine(series.label), series };
}

function part(title: string, texts: readonly string[]): DetailLine[] {
  return linesWith(
    title,
    texts.flatMap(showLines).map((text) => ({ text })),
  );
}

function linesWith(title: string, lines: readonly DetailLine[]): DetailLine[] {
  return lines.length === 0 ? [] : [{ text: '' }, { text: title, isHead: true }, ...lines];
}
