import type { ItemState, Node, RecordedEvent, RunState, SeriesEvidence } from '@checklist/engine';
import { pathOf, viewStep } from '../../view/step-view.ts';
import type { Collected } from './collect-steps.ts';
import type {
  ReportAttempt,
  ReportEvidence,
  ReportItem,
  ReportRound,
  ReportSpan,
  ReportStep,
  RunReport,
} from './run-report.ts';
import { createStepRecord, type RecordedAttempt, type RecordedRound, type StepRecord } from './step-record.ts';

/** Groups and steps in the order of the checklist, then what an edit took out of it. */
export function reportItems({ state, steps }: Collected, events: readonly RecordedEvent[]): ReportItem[] {
  const undone = findUndone(events);
  return state.graph.nodes.map((node): ReportItem => {
    const item = state.items.get(node.index);
    if (node.isMatrix || node.item.kind === 'group') return reportGroup(node, item);
    return reportStep(state, node, item, steps.get(node.id), undone);
  });
}

/** The curve of a metric stands elsewhere in the report. */
export function isSeries(evidence: ReportEvidence | SeriesEvidence): evidence is SeriesEvidence {
  return evidence.type === 'series';
}

/** Instances of a matrix share their title: what tells them apart stands behind it. */
function titleOf({ id, item: { title } }: Node): string {
  const key = id.indexOf('[');
  return key === -1 ? title : `${title} ${id.slice(key)}`;
}

function reportGroup(node: Node, { status, failure }: ItemState): ReportItem {
  const { id, depth } = node;
  return { kind: 'group', id, title: titleOf(node), depth, status, ...(failure === undefined ? {} : { failure }) };
}

function reportStep(
  state: RunState,
  node: Node,
  item: ItemState,
  record: StepRecord = createStepRecord(),
  undone: Undone = new Map(),
): ReportStep {
  const { item: step } = node;
  if (step.kind !== 'step') throw new Error(`"${node.id}" is a group, expected a step`);
  const by = item.answeredBy ?? item.decision?.by;
  const whom = item.ask === undefined || node.isRemoved ? undefined : viewStep(state, node, state.lastAt).whom;
  return {
    kind: 'step',
    id: node.id,
    path: pathOf(state, node),
    title: titleOf(node),
    depth: node.depth,
    type: step.type,
    effect: step.effect,
    ...(step.owner === undefined ? {} : { owner: step.owner }),
    ...(whom === undefined ? {} : { waitsFor: whom }),
    status: item.status,
    ...(node.isLeftOut && item.attempts.length === 0 ? { isLeftOut: true } : {}),
    ...(node.isRemoved ? { isRemoved: true } : {}),
    ...(item.isLate === true ? { isLate: true } : {}),
    ...timesOf(record, item),
    ...(by === undefined ? {} : { by }),
    ...(item.note === undefined ? {} : { note: item.note }),
    ...(item.failure === undefined ? {} : { failure: item.failure }),
    outputs: item.outputs,
    rounds: reportRounds(node.id, record, item, undone),
    spans: record.spans,
    definition: { digest: step.digest, with: step.with, expect: step.expect },
  };
}

function reportRounds(id: string, record: StepRecord, item: ItemState, undone: Undone): ReportRound[] {
  const byNumber = new Map(record.rounds.map((round) => [round.round, round]));
  return [...item.earlier, item].flatMap(({ round, status, decision }): ReportRound[] => {
    const found: RecordedRound = byNumber.get(round) ?? { round, attempts: [], asks: [] };
    const { opened, attempts, asks } = found;
    const back = undone.get(`${id} ${round}`);
    if (attempts.length === 0 && asks.length === 0 && opened === undefined && decision === undefined) return [];
    return [
      {
        round,
        status,
        ...(opened === undefined ? {} : { opened }),
        attempts: attempts.map(reportAttempt),
        asks,
        ...(decision === undefined ? {} : { decision }),
        ...(back === undefined ? {} : { undone: back }),
      },
    ];
  });
}

function reportAttempt(attempt: RecordedAttempt): ReportAttempt {
  return { ...attempt, evidence: attempt.evidence.filter((one) => !isSeries(one)) };
}

/** How long the newest round took from its first sign of life to its end, and how much of that a person was waited for. */
function timesOf({ spans, rounds }: StepRecord, { round, status }: ItemState): Pick<ReportStep, 'took' | 'waited'> {
  const own = spans.filter((span) => span.round === round);
  const [first] = own;
  const ends = rounds.find((one) => one.round === round)?.attempts.flatMap(({ endedAt }) => endedAt ?? []) ?? [];
  const isOver = !['pending', 'running', 'waiting', 'unknown'].includes(status);
  if (first === undefined || ends.length === 0 || !isOver) return {};
  const waited = own.filter(({ kind }) => kind === 'person').reduce((sum, span) => sum + lengthOf(span), 0);
  return { took: Math.max(...ends) - first.from, ...(waited === 0 ? {} : { waited }) };
}

function lengthOf({ from, to = from }: ReportSpan): number {
  return to - from;
}

type Undone = ReadonlyMap<string, NonNullable<ReportRound['undone']>>;

function findUndone(events: readonly RecordedEvent[]): Undone {
  return new Map(undoEnds(events).map(({ step, round, ...undone }) => [`${step} ${round}`, undone]));
}

/** How taking things back ended, oldest first. */
export function undoEnds(events: readonly RecordedEvent[]): NonNullable<RunReport['undo']>['steps'] {
  return events.flatMap((event) => {
    if (event.type !== 'undo-ended') return [];
    const { step, round, verdict, at, by } = event;
    const why = event.failure?.message ?? event.note;
    return [{ step, round, verdict, at, ...(why === undefined ? {} : { why }), ...(by === undefined ? {} : { by }) }];
  });
}
