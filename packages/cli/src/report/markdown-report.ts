import {
  type ItemState,
  isSamePerson,
  type Json,
  type Node,
  outcomeOf,
  type Person,
  type Round,
  type RunState,
} from '@checklist/engine';
import { showElapsed, showMoment } from '../output/show-time.ts';
import { showAnswer } from '../view/describe-ask.ts';
import { lookOfStatus } from '../view/look-of-status.ts';
import { stepNodes } from '../view/run-view.ts';
import { describeUndoing } from '../view/undo-lines.ts';
import { block, code, inline, table } from './markdown.ts';

/** The record of a run for people: who did and verified what, with evidence. */
export function markdownReport(state: RunState): string {
  const sections = [
    heading(state),
    decisions(state),
    signOffs(state),
    interventions(state),
    overview(state),
    ...details(state),
    leftOut(state),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function heading(state: RunState): string {
  const { checklist, runId, commit, starter, operator, paused, profile, startedAt, lastAt, inputs } = state;
  const facts: (readonly [string, string])[] = [
    ['Run', code(runId)],
    ['Outcome', outcomeOf(state)],
    ...(commit === undefined ? [] : [['Commit', code(commit)] as const]),
    ...(profile === undefined ? [] : [['Profile', code(profile)] as const]),
    ['Started', `${showMoment(startedAt)} by ${nameOf(starter)}`],
    ...(isSamePerson(operator, starter) ? [] : [['Operated by', nameOf(operator)] as const]),
    ...(paused === undefined ? [] : [['Paused', `${showMoment(paused.at)} by ${nameOf(paused.by)}`] as const]),
    ['Last event', `${showMoment(lastAt)}, after ${showElapsed(lastAt - startedAt)}`],
    ...Object.entries(inputs).map(([name, value]) => [`Input ${code(name)}`, code(showAnswer(value))] as const),
  ];
  return `# ${inline(checklist.title)}\n\n${table(['Fact', 'Value'], facts)}`;
}

/** Skips and waivers stand first: a reader must not have to look for them. */
function decisions(state: RunState): string {
  const rows = stepNodes(state).flatMap((node) => {
    return roundsOf(state, node).flatMap(({ decision, round }) => {
      if (decision?.by === undefined) return [];
      const original =
        decision.failure === undefined
          ? decision.original
          : `${decision.original}: ${inline(decision.failure.message)}`;
      return [
        [
          stepName(node, round),
          decision.type,
          nameOf(decision.by),
          inline(decision.reason),
          original,
          showMoment(decision.at),
        ],
      ];
    });
  });
  return rows.length === 0
    ? ''
    : `## Skipped and waived\n\n${table(['Step', 'Decision', 'By', 'Reason', 'Before', 'When'], rows)}`;
}

function signOffs(state: RunState): string {
  const rows = stepNodes(state).flatMap((node) => {
    return roundsOf(state, node).flatMap(({ signOffs: given, round }) => {
      return given.map(({ by, recordedBy, at, commit }) => {
        return [
          stepName(node, round),
          nameOf(by),
          nameOf(recordedBy),
          commit === undefined ? '' : code(commit.slice(0, 10)),
          showMoment(at),
        ];
      });
    });
  });
  return rows.length === 0 ? '' : `## Sign-offs\n\n${table(['Step', 'By', 'Typed in by', 'Commit', 'When'], rows)}`;
}

/** Everything that a person did to the run beside answering it, in order. */
function interventions(state: RunState): string {
  const rows = state.interventions.map(({ type, by, at, items, reason, to }) => [
    showMoment(at),
    nameOf(by),
    to === undefined ? type : `${type} to ${nameOf(to)}`,
    items.map(code).join(', '),
    inline(reason ?? ''),
  ]);
  return rows.length === 0
    ? ''
    : `## What people did to the run\n\n${table(['When', 'Who', 'What', 'About', 'Reason'], rows)}`;
}

function overview(state: RunState): string {
  const rows = stepNodes(state).map((node) => {
    const item = state.items.get(node.index);
    const took = durationOf(item);
    const who = item.answeredBy ?? item.decision?.by;
    return [
      statusText(item),
      code(node.id),
      inline(node.item.title),
      who === undefined ? '' : nameOf(who),
      took === undefined ? '' : showElapsed(took),
    ];
  });
  return `## Steps\n\n${table(['Status', 'Step', 'Title', 'By', 'Took'], rows)}`;
}

function details(state: RunState): string[] {
  return stepNodes(state).flatMap((node) => {
    const parts = roundsOf(state, node).flatMap((round) => describeRound(round));
    return parts.length === 0 ? [] : [`### ${inline(node.item.title)} (${code(node.id)})`, parts.join('\n')];
  });
}

function describeRound(round: Round): string[] {
  const values = Object.entries(round.outputs).map(([name, value]) => describeValue(name, value));
  const proofs = round.evidence.flatMap((one) => {
    if (one.type === 'link') return [`- ${inline(one.label)}: <${inline(one.url)}>`];
    return one.type === 'file' ? [`- ${inline(one.label)}: ${code(one.path)}`] : [];
  });
  const undoing = describeUndoing(round.undoing);
  const facts = [
    ...(undoing === undefined ? [] : [`- ${inline(undoing)}`]),
    ...(round.note === undefined ? [] : [`- ${inline(round.note)}`]),
    ...(round.failure === undefined ? [] : [`- ${inline(round.failure.message)}`, ...logLine(round.failure.log)]),
    ...proofs,
    ...values,
  ];
  return facts.length === 0 ? [] : [`Round ${round.round}: ${statusText(round)}`, '', ...facts, ''];
}

function describeValue(name: string, value: Json): string {
  const text = showAnswer(value);
  if (text === '') return `- ${code(name)}: left empty`;
  return text.includes('\n')
    ? `- ${code(name)}:\n\n${block(text)}\n`
    : `- ${code(name)}: ${code(text.length > 300 ? `${text.slice(0, 300)}...` : text)}`;
}

function leftOut(state: RunState): string {
  const ids = state.graph.nodes.flatMap(({ isLeftOut, item, id }) =>
    isLeftOut && item.kind === 'step' ? [`- ${code(id)} ${inline(item.title)}`] : [],
  );
  return ids.length === 0 ? '' : `## Left out by the profile\n\n${ids.join('\n')}`;
}

function logLine(log: string | undefined): string[] {
  return log === undefined ? [] : [`- log: ${code(log)}`];
}

function roundsOf(state: RunState, { index }: Node): readonly Round[] {
  const item = state.items.get(index);
  return [...item.earlier, item];
}

function stepName(node: Node, round: number): string {
  return round === 1 ? code(node.id) : `${code(node.id)} round ${round}`;
}

function statusText({ status }: Pick<Round, 'status'>): string {
  return `${lookOfStatus(status).mark} ${status}`;
}

function nameOf(person: Person): string {
  return inline(person.email === undefined ? person.name : `${person.name} (${person.email})`);
}

function durationOf({ attempts }: ItemState): number | undefined {
  const last = attempts.at(-1);
  return last?.startedAt === undefined || last.endedAt === undefined ? undefined : last.endedAt - last.startedAt;
}
