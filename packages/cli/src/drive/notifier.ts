import { type Checklist, notifyVariable, type RecordedEvent, type RunState } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { viewStep } from '../view/step-view.ts';

type Occasion = NonNullable<NonNullable<Checklist['notify']>['bell']>[number];

/** Something that people want to be told of. */
export interface Notice {
  readonly occasion: Occasion;
  readonly text: string;
}

/** Tells people who look elsewhere that the run waits for somebody, that a step failed, or that it has ended. */
export interface Notifier {
  onEvents(events: readonly RecordedEvent[], state: RunState): void;
  /** Waits until everything is told; what could not be told comes back as a line each. A run never fails by it. */
  close(): Promise<readonly string[]>;
}

/** How a notifier reaches people. */
export interface NotifyWays {
  /** Writes to the terminal, where there is one. */
  readonly write?: (text: string) => void;
  /** The URL of a Discord webhook. */
  readonly webhook?: string | undefined;
}

/** Makes the notifier that a checklist's `notify` asks for. */
export function createNotifier(ways: NotifyWays): Notifier {
  const sending: Promise<string | undefined>[] = [];
  let isOpen = false;
  return {
    onEvents(events, state) {
      // The first call tells what is on record already.
      const notices = isOpen ? events.flatMap((event) => noticeOf(event, state) ?? []) : [];
      isOpen = true;
      const { bell = [], desktop = [], discord = [] } = state.checklist.notify ?? {};
      const wanted = (occasions: readonly Occasion[]) => notices.filter(({ occasion }) => occasions.includes(occasion));
      if (wanted(bell).length > 0) ways.write?.('\u0007');
      for (const { text } of wanted(desktop)) ways.write?.(`\u001b]9;${text}\u0007`);
      const posted = wanted(discord).map(({ text }) => text);
      if (posted.length > 0) sending.push(post(ways.webhook, posted.join('\n')));
    },
    async close() {
      const troubles = await Promise.all(sending);
      return [...new Set(troubles.flatMap((trouble) => trouble ?? []))];
    },
  };
}

/** What an event means to somebody who looks elsewhere. */
export function noticeOf(event: RecordedEvent, state: RunState): Notice | undefined {
  const tell = (occasion: Occasion, text: string) => ({
    occasion,
    text: showLine(`${state.checklist.title}, ${state.runId}: ${text}`),
  });
  if (event.type === 'run-ended') return tell('ended', event.verdict);
  if (event.type !== 'question-asked' && event.type !== 'attempt-ended') return undefined;
  const node = state.graph.nodes[state.graph.indexOf.get(event.step) ?? -1];
  if (node === undefined) return undefined;
  const { title, status, ask, whom, failure } = viewStep(state, node, event.at);
  if (event.type === 'question-asked')
    return ask === undefined ? undefined : tell('waiting', `"${title}" asks ${whom ?? 'somebody'}`);
  return status === 'failed' || status === 'inconclusive'
    ? tell('failed', `"${title}" ${failure?.message ?? status}`)
    : undefined;
}

/** Milliseconds that Discord has for an answer. */
const patience = 10_000;

async function post(webhook: string | undefined, text: string): Promise<string | undefined> {
  if (webhook === undefined || webhook === '')
    return `${notifyVariable} is not set, expected the URL of a Discord webhook for what "notify" tells`;
  const body = JSON.stringify({ content: text.slice(0, 1_900), allowed_mentions: { parse: [] } });
  const headers = { 'content-type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(patience);
    const { ok, status } = await fetch(webhook, { method: 'POST', headers, body, signal });
    return ok ? undefined : `Discord answered ${status} to a notice, expected that it takes it`;
  } catch {
    return 'Discord could not be reached with a notice';
  }
}
