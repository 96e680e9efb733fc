import type {
  Ask,
  Decision,
  Failure,
  ItemState,
  Json,
  Node,
  Progress,
  RunState,
  Status,
  Undoing,
} from '@checklist/engine';
import { showLine } from '../output/show-text.ts';

/** What is shown of a step that is never kept: its newest output and progress. */
export interface LiveStep {
  readonly lines: readonly string[];
  readonly progress?: Progress;
  readonly pace?: Pace;
}

/** How a step has come on while somebody looked; moments in epoch milliseconds. */
export interface Pace {
  readonly since: number;
  readonly from: number;
  readonly at: number;
  readonly fraction: number;
}

/** One step, ready to be shown; its texts are safe. */
export interface StepView {
  readonly id: string;
  readonly title: string;
  /** The ids from the top down: `prepare/branch`. */
  readonly path: string;
  readonly type: string;
  readonly status: Status;
  /** Milliseconds that it took, or has taken so far; absent when nothing was begun. */
  readonly elapsed?: number;
  /** Milliseconds that it took in earlier runs: the median. */
  readonly usual?: number;
  readonly pace?: Pace;
  /** Epoch milliseconds of the newest question, and of the moment after which the step is late. */
  readonly askedAt?: number;
  readonly deadlineAt?: number;
  /** Where people can watch the work, or see what came of it. */
  readonly url?: string;
  readonly progress?: Progress;
  readonly lastLines: readonly string[];
  /** What a person is asked and has not answered yet. */
  readonly ask?: Ask;
  /** Ids of contacts whose word a sign-off can still take. */
  readonly signers?: readonly string[];
  /** Which of the step's questions that is. */
  readonly asked?: number;
  /** It was answered, and nobody has carried the answer out yet. */
  readonly isAnswered: boolean;
  /** For whom a waiting step waits. */
  readonly whom?: string;
  readonly failure?: Failure;
  readonly note?: string;
  readonly decision?: Decision;
  /** What became of taking it back; of the round in which that failed, when there is one. */
  readonly undoing?: Undoing;
  /** Epoch milliseconds of the next look at work that goes on elsewhere, or of the next attempt. */
  readonly nextAt?: number;
  /** Names the work that goes on elsewhere. */
  readonly handle?: Json;
  readonly isLate: boolean;
  /** It says how it is done by hand. */
  readonly hasByHand: boolean;
  readonly round: number;
  /** The newest attempt of this round; 0 before the first. */
  readonly attempt: number;
}

/** Makes the view of one step. `now` is in epoch milliseconds, `usual` in milliseconds. */
export function viewStep(state: RunState, node: Node, now: number, live?: LiveStep, usual?: number): StepView {
  const item = state.items.get(node.index);
  const { item: step } = node;
  const elapsed = elapsedOf(item, now);
  const progress = live?.progress ?? item.pending?.progress;
  const nextAt = item.pending?.checkAt ?? (item.status === 'pending' ? item.retryAt : undefined);
  const isAnswered = item.answers !== undefined;
  const ask = isAnswered ? undefined : item.ask;
  const undoing = undoingOf(item);
  const failure = undoing?.failure ?? item.failure;
  const whom = ask === undefined ? elsewhereOf(state, node, item) : whomOf(state, node, item);
  return {
    id: node.id,
    title: showLine(step.title),
    path: pathOf(state, node),
    type: step.kind === 'step' ? step.type : 'group',
    status: item.status,
    lastLines: live?.lines ?? [],
    isAnswered,
    isLate: item.isLate === true,
    hasByHand: step.kind === 'step' && step.manual !== undefined,
    round: item.round,
    attempt: item.attempts.at(-1)?.attempt ?? 0,
    ...timesOf(step, item, usual),
    ...(live?.pace === undefined ? {} : { pace: live.pace }),
    ...urlOf(item, progress),
    ...(elapsed === undefined ? {} : { elapsed }),
    ...(progress === undefined ? {} : { progress }),
    ...(ask === undefined ? {} : { ask }),
    ...(ask === undefined || item.askedSeq === undefined ? {} : { asked: item.askedSeq }),
    ...(ask?.signOff === undefined ? {} : { signers: openSigners(state, ask.signOff, item) }),
    ...(whom === undefined ? {} : { whom }),
    ...(failure === undefined ? {} : { failure }),
    ...(undoing === undefined ? {} : { undoing }),
    ...(item.note === undefined ? {} : { note: showLine(item.note) }),
    ...(item.decision === undefined ? {} : { decision: item.decision }),
    ...(nextAt === undefined ? {} : { nextAt }),
    ...(item.pending === undefined || item.pending.handle === null ? {} : { handle: item.pending.handle }),
  };
}

/** What became of taking a step back; a round in which that failed comes first. */
export function undoingOf(item: ItemState): Undoing | undefined {
  const rounds = [item, ...item.earlier.toReversed()];
  const all = rounds.flatMap((round) => [round, ...(round.detours ?? [])]).flatMap(({ undoing }) => undoing ?? []);
  return all.find(({ verdict }) => verdict === 'failed') ?? all[0];
}

function timesOf(
  item: Node['item'],
  { ask, askedAt, attempts, isLate }: ItemState,
  usual: number | undefined,
): Pick<StepView, 'usual' | 'askedAt' | 'deadlineAt'> {
  const startedAt = attempts[0]?.startedAt;
  const deadline = item.kind === 'step' && isLate !== true ? item.deadline : undefined;
  return {
    ...(usual === undefined ? {} : { usual }),
    ...(ask === undefined || askedAt === undefined ? {} : { askedAt }),
    ...(deadline === undefined || startedAt === undefined ? {} : { deadlineAt: startedAt + deadline }),
  };
}

/** A link that a screen can trust: an address of the web and nothing that acts on a terminal. */
function urlOf({ evidence }: ItemState, progress: Progress | undefined): Pick<StepView, 'url'> {
  const written = progress?.url ?? evidence.find((one) => one.type === 'link')?.url;
  const url = written === undefined ? undefined : webAddress(written);
  return url === undefined ? {} : { url };
}

/** The address as a browser would write it, when it is one of the web. */
export function webAddress(text: string): string | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : undefined;
}

/** The ids of the items that hold a node, and its own, without the holders of matrix instances. */
export function pathOf({ graph }: Pick<RunState, 'graph'>, node: Node): string {
  const ids: string[] = [];
  for (let one: Node | undefined = node; one !== undefined; one = graph.nodes[one.parent])
    if (!one.isMatrix) ids.unshift(one.id);
  return ids.join('/');
}

function elapsedOf({ attempts, pending, status }: ItemState, now: number): number | undefined {
  const last = attempts.at(-1);
  const since = last?.startedAt ?? pending?.since;
  if (since === undefined) return undefined;
  if (last?.endedAt !== undefined) return status === 'pending' ? undefined : last.endedAt - since;
  return now - since;
}

/** Who is waited for elsewhere: the owner, else whoever the step names. */
function elsewhereOf(state: RunState, node: Node, { pending }: ItemState): string | undefined {
  const waitsFor = pending?.progress?.waitsFor;
  return waitsFor === undefined ? undefined : (ownerOf(state, node) ?? showLine(waitsFor));
}

/** Names of those who can answer: who has to sign off and has not, else the owner. */
function whomOf(state: RunState, node: Node, { ask, signOffs }: ItemState): string | undefined {
  const { contacts } = state.checklist;
  const rule = ask?.signOff;
  if (rule !== undefined) {
    const open = openSigners(state, rule, { signOffs }).map((id) => showLine(contacts[id]?.name ?? id));
    const left = rule.atLeast - signOffs.length;
    return left > 1 ? `${left} of ${open.join(', ')}` : open.join(' or ');
  }
  return ownerOf(state, node);
}

function openSigners(
  { starter, operator }: RunState,
  { by, notStarter }: NonNullable<Ask['signOff']>,
  { signOffs }: Pick<ItemState, 'signOffs'>,
): string[] {
  const barred = notStarter ? [starter, operator] : [];
  const out = [...barred, ...signOffs.map((signOff) => signOff.by)].map(({ contact }) => contact);
  return by.filter((id) => !out.includes(id));
}

function ownerOf({ checklist: { contacts } }: RunState, { item: { owner } }: Node): string | undefined {
  return owner === undefined ? undefined : showLine(contacts[owner]?.name ?? owner);
}
