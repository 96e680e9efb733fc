import type { RecordedEvent, RunState, Status } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { showElapsed } from '../output/show-time.ts';
import { commandsForStep, commandsForUndo } from './commands-for-step.ts';
import { describeAsk } from './describe-ask.ts';
import { describeFailure } from './describe-failure.ts';
import { reasoned } from './run-view.ts';
import { type StepView, viewStep } from './step-view.ts';
import { describeUndoing } from './undo-lines.ts';

/** What happened, ready to be shown. */
export interface Happening {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Says how the line looks. */
  readonly status: Status;
  /** The step's path and title, or what the run did. */
  readonly text: string;
  /** Behind the text, less loud. */
  readonly note: string;
  readonly details: readonly string[];
  /** What to type now. */
  readonly commands: readonly string[];
  /** Something ended or was decided: worth keeping above a screen that is drawn anew. */
  readonly isEnding: boolean;
}

type Told = Partial<Omit<Happening, 'at' | 'text'>> & { readonly text?: string; readonly status: Status };

/** Says what an event means in the state after it; nothing for what nobody needs to see. */
export function describeEvent(event: RecordedEvent, state: RunState): Happening | undefined {
  const told = tell(event, state);
  return told === undefined
    ? undefined
    : { text: '', note: '', details: [], commands: [], isEnding: false, at: event.at, ...told };
}

function tell(event: RecordedEvent, state: RunState): Told | undefined {
  switch (event.type) {
    case 'attempt-started':
      return {
        ...named(state, event.step),
        status: 'running',
        note: event.attempt > 1 ? `attempt ${event.attempt}` : '',
      };
    case 'attempt-pending':
      return {
        ...named(state, event.step),
        status: 'running',
        note: `goes on elsewhere${event.progress === undefined ? '' : `: ${showLine(event.progress.text)}`}`,
      };
    case 'attempt-ended':
      return tellEnd(event, state);
    case 'question-asked':
      return tellQuestion(event, state);
    case 'answer-given': {
      const by = event.signOff?.by.name ?? event.by.name;
      const typedBy = by === event.by.name ? '' : `, typed in by ${event.by.name}`;
      return { ...named(state, event.step), status: 'running', note: showLine(`answered by ${by}${typedBy}`) };
    }
    case 'condition-decided':
      return event.holds
        ? undefined
        : {
            ...named(state, event.item),
            status: 'skipped',
            note: `left out: when ${whenOf(state, event.item)}`,
            isEnding: true,
          };
    case 'condition-failed':
      return {
        ...named(state, event.item),
        status: 'inconclusive',
        note: showLine(event.failure.message),
        details: describeFailure(event.failure),
        isEnding: true,
      };
    default:
      return tellDecision(event, state) ?? tellRun(event);
  }
}

function tellDecision(event: RecordedEvent, state: RunState): Told | undefined {
  switch (event.type) {
    case 'retry-requested':
      return {
        ...named(state, event.step),
        status: 'running',
        note: showLine(`is tried again, says ${event.by.name}`),
      };
    case 'step-skipped':
      return {
        ...named(state, event.step),
        status: 'skipped',
        note: showLine(`skipped by ${event.by.name}: ${event.reason}`),
        isEnding: true,
      };
    case 'step-waived':
      return {
        ...named(state, event.step),
        status: 'waived',
        note: showLine(`waived by ${event.by.name}: ${event.reason}`),
        isEnding: true,
      };
    case 'definition-kept':
      return {
        ...named(state, event.step),
        status: 'passed',
        note: showLine(`kept as it was by ${event.by.name}`),
        isEnding: true,
      };
    case 'deadline-passed':
      return { ...named(state, event.step), status: 'waiting', note: 'is later than its deadline', isEnding: true };
    case 'undo-ended': {
      const status = { failed: 'failed', undone: 'passed', impossible: 'skipped', kept: 'skipped' } as const;
      const { failure } = event;
      return {
        ...named(state, event.step),
        status: status[event.verdict],
        note: describeUndoing(event) ?? '',
        details: failure === undefined ? [] : describeFailure(failure),
        commands: event.verdict === 'failed' ? commandsForUndo(event.step, state.runId) : [],
        isEnding: true,
      };
    }
    default:
      return undefined;
  }
}

function tellRun(event: RecordedEvent): Told | undefined {
  switch (event.type) {
    case 'preflight-ended': {
      if (event.lacks.length === 0) return undefined;
      const details = event.lacks.flatMap(({ step, message, hint }) => [
        showLine(`${step}: ${message}`),
        `  ${showLine(`hint: ${hint}`)}`,
      ]);
      return { status: 'failed', text: 'Nothing was begun, because something is missing', details, isEnding: true };
    }
    case 'journal-cut':
      return {
        status: 'unknown',
        text: 'The journal had a torn end, as after a crash',
        note: `${event.bytes} bytes were cut off and are kept as ${event.kept}`,
        isEnding: true,
      };
    case 'checklist-changed':
      return { status: 'running', text: 'The checklist was taken over as it reads now', isEnding: true };
    case 'round-opened':
      return {
        status: 'running',
        text: `A new round of ${event.items.join(', ')}`,
        note: showLine(`${event.by.name}: ${event.reason}`),
        isEnding: true,
      };
    case 'run-handed-over':
      return {
        status: 'running',
        text: showLine(`The run is handed over from ${event.from.name} to ${event.to.name}`),
        note: showLine(reasoned(event.by.name, event.reason)),
        isEnding: true,
      };
    case 'run-paused':
      return {
        status: 'waiting',
        text: 'The run is paused: what is under way ends, nothing new is begun',
        note: showLine(reasoned(event.by.name, event.reason)),
        isEnding: true,
      };
    case 'run-resumed':
      return { status: 'running', text: 'The run goes on', note: showLine(event.by.name), isEnding: true };
    case 'run-cancelled':
      return {
        status: 'cancelled',
        text: 'The run was cancelled',
        note: showLine(`${event.by.name}: ${event.reason}`),
        isEnding: true,
      };
    case 'undo-requested':
      return {
        status: 'running',
        text: 'What the run did is taken back',
        note: showLine(event.by.name),
        isEnding: true,
      };
    case 'command-refused':
      return {
        status: 'inconclusive',
        text: `"${event.command}" was refused`,
        note: showLine(event.reason),
        isEnding: true,
      };
    default:
      return undefined;
  }
}

function tellEnd(event: RecordedEvent & { readonly type: 'attempt-ended' }, state: RunState): Told {
  const { failure, note = '' } = event;
  const step = viewOf(state, event.step);
  const took = tookOf(event, state);
  const time = took === undefined ? '' : `(${showElapsed(took)})`;
  const head = { ...named(state, event.step), isEnding: true };
  if (event.verdict === 'passed') return { ...head, status: 'passed', note: join(time, showLine(note)) };
  if (event.verdict === 'interrupted')
    return { ...head, status: 'unknown', note: join(showLine(failure?.message ?? 'was cut off'), '- is made again') };
  const isRetried = step?.status === 'pending' && step.nextAt !== undefined;
  const again = isRetried ? `- is tried again in ${showElapsed((step.nextAt ?? event.at) - event.at)}` : '';
  const details = failure === undefined ? [] : describeFailure(failure);
  const commands = step === undefined || isRetried ? [] : commandsForStep(step, state.runId);
  const status = event.verdict === 'inconclusive' ? 'inconclusive' : event.verdict;
  return { ...head, status, note: join(time, showLine(failure?.message ?? note), again), details, commands };
}

function tellQuestion(event: RecordedEvent & { readonly type: 'question-asked' }, state: RunState): Told {
  const step = viewOf(state, event.step);
  const whom = step?.whom === undefined ? 'asks' : `asks ${step.whom}`;
  const commands = step?.ask === undefined ? [] : commandsForStep(step, state.runId);
  return { ...named(state, event.step), status: 'waiting', note: whom, details: describeAsk(event.ask), commands };
}

/** Milliseconds that an attempt took, if it was started; it may stand in an earlier round by now. */
function tookOf(event: RecordedEvent & { readonly type: 'attempt-ended' }, state: RunState): number | undefined {
  const index = state.graph.indexOf.get(event.step);
  if (index === undefined) return undefined;
  const item = state.items.get(index);
  const round = [item, ...item.earlier].find((one) => one.round === event.round);
  const startedAt = round?.attempts.find(({ attempt }) => attempt === event.attempt)?.startedAt;
  return startedAt === undefined ? undefined : event.at - startedAt;
}

function viewOf(state: RunState, id: string): StepView | undefined {
  const node = state.graph.nodes[state.graph.indexOf.get(id) ?? -1];
  return node === undefined ? undefined : viewStep(state, node, state.lastAt);
}

function named(state: RunState, id: string): { readonly text: string } {
  const step = viewOf(state, id);
  return { text: step === undefined ? id : `${step.id} ${step.title}` };
}

function whenOf({ graph }: RunState, id: string): string {
  return showLine(graph.nodes[graph.indexOf.get(id) ?? -1]?.item.when ?? '');
}

function join(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
