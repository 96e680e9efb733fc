import type { Ask, RecordedEvent, RunState } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { showElapsed } from '../output/show-time.ts';
import { commandsForStep, commandsForUndo } from './commands-for-step.ts';
import { describeAsk } from './describe-ask.ts';
import { describeFailure } from './describe-failure.ts';
import { describeRunEvent } from './describe-run-event.ts';
import type { Happening, Told } from './happening.ts';
import { type StepView, viewStep } from './step-view.ts';
import { describeUndoing } from './undo-lines.ts';

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
      return tellDecision(event, state) ?? describeRunEvent(event);
  }
}

function tellDecision(event: RecordedEvent, state: RunState): Told | undefined {
  switch (event.type) {
    case 'retry-requested': {
      const round = event.opens === undefined ? '' : ' in a new round';
      return {
        ...named(state, event.step),
        status: 'running',
        note: showLine(`is tried again${round}, says ${event.by.name}`),
      };
    }
    case 'revision-decided': {
      const what = event.decision === 'keep' ? 'keeps what was done since' : 'has done anew what was done since';
      const items = event.items.length === 0 ? '' : `: ${event.items.join(', ')}`;
      return {
        ...named(state, event.step),
        status: 'passed',
        note: showLine(`${event.by.name} ${what}${items}`),
        isEnding: true,
      };
    }
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

function tellEnd(event: RecordedEvent & { readonly type: 'attempt-ended' }, state: RunState): Told {
  const { failure, note = '' } = event;
  const step = viewOf(state, event.step);
  const took = tookOf(event, state);
  const time = took === undefined ? '' : `(${showElapsed(took)})`;
  const head = { ...named(state, event.step), isEnding: true };
  if (step?.ask?.kind === 'revised') return { ...head, ...tellAsk(step, step.ask, state) };
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
  return { ...named(state, event.step), ...tellAsk(viewOf(state, event.step), event.ask, state) };
}

function tellAsk(step: StepView | undefined, ask: Ask, { runId }: RunState) {
  const note = step?.whom === undefined ? 'asks' : `asks ${step.whom}`;
  const commands = step?.ask === undefined ? [] : commandsForStep(step, runId);
  return { status: 'waiting', note, details: describeAsk(ask), commands } as const;
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
