import type { Command, SentCommand } from '../model/command.ts';
import type { AttemptEnded, RunEvent } from '../model/event.ts';
import type { Person } from '../model/person.ts';
import type { Answers } from '../model/question.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { ItemState, Node, RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { unreachable } from '../model/unreachable.ts';
import { findDone } from './consequences.ts';
import { decideAboutRun, isRunCommand } from './decide-about-run.ts';
import { decideByHand } from './decide-by-hand.ts';
import { decideInUndo } from './decide-in-undo.ts';
import { decideSignOff } from './decide-sign-off.ts';
import { isGroup, isLeftOutByOthers } from './gates.ts';
import { findBegunAfter, findRetried, findWayBack, openRounds } from './open-rounds.ts';
import { withInside } from './reach.ts';

/** Commands that a run takes although it has ended. */
const reopens: ReadonlySet<Command['type']> = new Set(['redo', 'reevaluate', 'undo']);

/** The events that a command causes, or why it is refused in one line. */
export type CommandDecision = Result<readonly RunEvent[], string>;

/**
 * Decides what a person's command comes to in this state. Pure; answers have been checked against their questions before.
 * `at` is in epoch milliseconds.
 */
export function decideCommand(state: RunState, sent: SentCommand, at: number): CommandDecision {
  const { command, by } = sent;
  if (state.verdict !== undefined && !reopens.has(command.type)) {
    return fail(`the run has ended (${state.verdict}), expected an open run`);
  }
  if (state.isUndoing) return decideInUndo(state, command, by);
  if (state.isCancelled && (command.type === 'redo' || command.type === 'reevaluate'))
    return fail('the run was cancelled, expected a run that goes on');
  if (isRunCommand(command)) return decideAboutRun(state, command, by);
  switch (command.type) {
    case 'answer':
      return withStep(state, command.step, (node, item) => decideAnswer(state, node, item, command, by, at));
    case 'reject':
      return withStep(state, command.step, (node, item) => decideReject(state, node, item, command, by, at));
    case 'retry':
      return withStep(state, command.step, (node, item) => decideRetry(state, node, item, by));
    case 'reevaluate':
      return withStep(state, command.step, (node, item) => decideReevaluate(state, node, item, by));
    case 'redo':
      return withStep(state, command.item, (node) => ok([openRounds(state, node, command.reason, by)]));
    case 'skip':
      return withStep(state, command.step, (node, item) => decideSkip(state, node, item, command.reason, by));
    case 'by-hand':
      return withStep(state, command.step, (node, item) => decideByHand(node, item, by));
    case 'waive':
      return withStep(state, command.step, (node, item) => decideWaive(node, item, command.reason, by));
    default:
      return unreachable(command);
  }
}

function withStep(
  state: RunState,
  id: string,
  decide: (node: Node, item: ItemState) => CommandDecision,
): CommandDecision {
  const node = state.graph.nodes[state.graph.indexOf.get(id) ?? -1];
  if (node === undefined) return fail(`the run has no step "${id}"`);
  if (node.isRemoved) return fail(`"${id}" was removed from the checklist, expected a step that it has`);
  return decide(node, state.items.get(node.index));
}

function decideAnswer(
  state: RunState,
  node: Node,
  item: ItemState,
  command: Command & { type: 'answer' },
  by: Person,
  at: number,
): CommandDecision {
  if (item.ask === undefined || item.answers !== undefined)
    return fail(`"${node.id}" asks nothing, it is ${item.status}`);
  if (isOutdated(item, command)) return fail(outdated(node));
  const key = { step: node.id, round: item.round, attempt: item.attempts.length };
  const { answers } = command;
  switch (item.ask.kind) {
    case 'questions': {
      const signOff = decideSignOff(state, node, item, { by, signedBy: command.signedBy, at });
      if (!signOff.ok) return signOff;
      const given = { type: 'answer-given', ...key, answers, by } as const;
      return ok([signOff.value === undefined ? given : { ...given, signOff: signOff.value }]);
    }
    case 'confirmation': {
      const word = item.ask.questions[0]?.word;
      if (answers.confirm === (word ?? true)) return ok([{ type: 'answer-given', ...key, answers, by }]);
      if (word !== undefined && answers.confirm !== false)
        return fail(`"${node.id}" is confirmed with "${String(answers.confirm)}", expected the word "${word}"`);
      return decideReject(state, node, item, { type: 'reject', step: node.id, reason: 'declined' }, by, at);
    }
    case 'by-hand':
      return ok([{ type: 'answer-given', ...key, answers, by }]);
    case 'recovery':
      return decideRecovery(node, item, answers, by);
    case 'edited':
      if (answers.decision === 'keep') return ok([{ type: 'definition-kept', step: node.id, by }]);
      return ok([openRounds(state, node, 'the text of the step changed', by)]);
    case 'revised':
      return decideRevision(state, node, answers, by);
    default:
      return unreachable(item.ask.kind);
  }
}

/** The checklist may have been edited, or a new round opened, after somebody had read the question. */
function isOutdated({ askedSeq }: ItemState, { asked }: Command & { type: 'answer' | 'reject' }): boolean {
  return asked !== undefined && asked !== askedSeq;
}

function outdated({ id }: Node): string {
  return `"${id}" has asked anew since, expected an answer to what it asks now`;
}

function decideRevision(state: RunState, node: Node, answers: Answers, by: Person): CommandDecision {
  const decision = answers.decision === 'redo' ? 'redo' : 'keep';
  const items = decision === 'redo' ? findBegunAfter(state, node) : findDone(state, node.index).map(({ id }) => id);
  return ok([{ type: 'revision-decided', step: node.id, decision, items, by }]);
}

function decideRecovery(node: Node, item: ItemState, answers: Answers, by: Person): CommandDecision {
  const key = { step: node.id, round: item.round, attempt: item.attempts.length };
  if (answers.happened === 'yes') return ok([{ type: 'answer-given', ...key, answers, by }]);
  const message = `the attempt was cut off, and ${by.name} says: ${String(answers.happened)}`;
  const isFailed = answers.happened === 'failed';
  const ended: AttemptEnded = {
    type: 'attempt-ended',
    ...key,
    verdict: isFailed ? 'failed' : 'interrupted',
    outputs: {},
    evidence: [],
    failure: { reason: 'interrupted', message },
    by,
  };
  return ok([ended]);
}

function decideReject(
  state: RunState,
  node: Node,
  item: ItemState,
  command: Command & { type: 'reject' },
  by: Person,
  at: number,
): CommandDecision {
  if (item.ask === undefined) return fail(`"${node.id}" asks nothing, it is ${item.status}`);
  if (isOutdated(item, command)) return fail(outdated(node));
  if (item.ask.kind !== 'questions' && item.ask.kind !== 'confirmation') {
    return fail(`"${node.id}" asks for a decision, expected one of its answers`);
  }
  const signOff = decideSignOff(state, node, item, { by, signedBy: command.signedBy, at });
  if (!signOff.ok) return signOff;
  const who = signOff.value?.by ?? by;
  const isQuestion = item.ask.kind === 'questions';
  const key = { step: node.id, round: item.round, attempt: item.attempts.length + (isQuestion ? 0 : 1) };
  const ended: RunEvent = {
    type: 'attempt-ended',
    ...key,
    verdict: 'failed',
    outputs: {},
    evidence: [],
    failure: {
      reason: isQuestion ? 'answer-rejected' : 'declined',
      message: isQuestion ? `${who.name} refused: ${command.reason}` : `${who.name} declined the confirmation`,
    },
    by: who,
  };
  const back = isQuestion ? findWayBack(state, node) : undefined;
  return ok(
    back === undefined
      ? [ended]
      : [ended, openRounds(state, back, `${who.name} refused "${node.id}": ${command.reason}`, who)],
  );
}

function decideRetry(state: RunState, node: Node, item: ItemState, by: Person): CommandDecision {
  if (item.status === 'unknown')
    return fail(`"${node.id}" is unknown: answer whether it happened before it is tried again`);
  const isStuck =
    item.status === 'failed' || item.status === 'inconclusive' || item.status === 'waived' || item.status === 'skipped';
  if (!isStuck)
    return fail(`"${node.id}" is ${item.status}, expected a step that failed, was inconclusive, waived or skipped`);
  if (isGroup(node) && item.failure === undefined && item.decision === undefined) {
    return fail(`"${node.id}" is a group, expected the step in it that failed`);
  }
  if (isLeftOutByOthers(item))
    return fail(`"${node.id}" is left out (${item.decision?.reason ?? ''}), expected an item that a person skipped`);
  return ok([retryOf(state, node, item, by)]);
}

/** Where the item had let others through, the retry is a new round: what it came to before stays on record. */
function retryOf(state: RunState, node: Node, item: ItemState, by: Person): RunEvent {
  const retry = { type: 'retry-requested', step: node.id, by } as const;
  return letsThrough(item.status) ? { ...retry, opens: findRetried(state, node) } : retry;
}

/** What only reads may be looked at again at any time; what came after it stays done, unless a person says otherwise. */
function decideReevaluate(state: RunState, node: Node, item: ItemState, by: Person): CommandDecision {
  if (node.item.kind !== 'step' || node.item.effect !== 'reads') {
    return fail(`"${node.id}" does more than reading, expected a step with the effect "reads"`);
  }
  const hasEnded = item.status === 'passed' || item.status === 'failed' || item.status === 'inconclusive';
  if (!hasEnded) return fail(`"${node.id}" is ${item.status}, expected a step that has ended`);
  return ok([retryOf(state, node, item, by)]);
}

function decideSkip(state: RunState, node: Node, item: ItemState, reason: string, by: Person): CommandDecision {
  if (reason.trim() === '') return fail(`skipping "${node.id}" needs a reason`);
  if (letsThrough(item.status)) return fail(`"${node.id}" is ${item.status} already`);
  if (item.status === 'running' || (item.status === 'unknown' && item.ask === undefined))
    return fail(`"${node.id}" is ${item.status}, expected a step that is not under way`);
  const begun = [...withInside(state.graph, isGroup(node) ? node.children : [])].find((index) => {
    return ['running', 'unknown'].includes(state.items.get(index).status);
  });
  if (begun !== undefined)
    return fail(`"${state.graph.nodes[begun]?.id}" in "${node.id}" is under way, expected that nothing in it is`);
  return ok([{ type: 'step-skipped', step: node.id, reason, by }]);
}

function decideWaive(node: Node, item: ItemState, reason: string, by: Person): CommandDecision {
  if (reason.trim() === '') return fail(`waiving "${node.id}" needs a reason`);
  if (isGroup(node)) return fail(`"${node.id}" is a group, expected the step in it that did not pass`);
  if (item.status !== 'failed' && item.status !== 'inconclusive') {
    return fail(`"${node.id}" is ${item.status}, expected a step that failed or was inconclusive`);
  }
  return ok([{ type: 'step-waived', step: node.id, reason, by }]);
}
