import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  type Command,
  type Json,
  type JsonObject,
  openSteps,
  type RecordedEvent,
  type RunHost,
  type RunState,
} from '@checklist/engine';
import type { Sandbox } from './sandbox.ts';
import type { Scenario, ScriptedAnswer } from './scenario.ts';

/** The people of a scenario: they answer what the run asks, as the file says. */
export interface ScriptedPeople {
  /** Looks at what is asked now and answers it. */
  onEvents(events: readonly RecordedEvent[], state: RunState): void;
  /** Tells whether somebody is going to answer something that is asked now. */
  isExpected(state: RunState): boolean;
  /** What went wrong in their part: refused answers, scripts that failed. */
  readonly troubles: readonly string[];
}

interface Setting {
  readonly scenario: Scenario;
  readonly sandbox: Sandbox;
  readonly host: Pick<RunHost, 'send'>;
  readonly runId: string;
  /** The step at which the operator goes away in this session. */
  readonly leaveAt: string | undefined;
}

const run = promisify(execFile);

/** Makes the people of one session. */
export function createScriptedPeople(setting: Setting): ScriptedPeople {
  const asked = new Map<string, number>();
  const answered = new Set<string>();
  const acted = new Set<string>();
  const troubles: string[] = [];
  const report = (step: string) => (error: unknown) => void troubles.push(`${step}: ${String(error)}`);
  const askKey = (state: RunState, node: RunState['graph']['nodes'][number]) => {
    const item = state.items.get(node.index);
    return `${node.id}:${item.round}:${item.attempts.length}:${item.ask?.kind ?? ''}`;
  };
  const pending = (state: RunState) =>
    openSteps(state).filter((node) => {
      const item = state.items.get(node.index);
      return (
        item.ask !== undefined &&
        item.answers === undefined &&
        node.id !== setting.leaveAt &&
        scriptOf(setting.scenario, state, node.id) !== undefined
      );
    });
  return {
    troubles,
    isExpected: (state) => troubles.length === 0 && pending(state).length > 0,
    onEvents(events, state) {
      for (const event of events)
        if (event.type === 'question-asked') asked.set(event.step, (asked.get(event.step) ?? 0) + 1);
      for (const step of newlyWaiting(events, state, acted)) {
        const script = setting.scenario.meanwhile?.[step];
        if (script !== undefined) runScript(setting.sandbox, script).catch(report(step));
      }
      for (const { reason } of state.refusals) if (!troubles.includes(reason)) troubles.push(reason);
      for (const node of pending(state)) {
        const key = askKey(state, node);
        if (answered.has(key)) continue;
        answered.add(key);
        const id = `scripted-${key.replaceAll(/[^\w.-]/g, '_')}`;
        answer(setting, state, { id, step: node.id, nth: asked.get(node.id) ?? 1 }).catch(report(node.id));
      }
    },
  };
}

/** Steps that wait for work elsewhere for the first time, and still do. */
function newlyWaiting(events: readonly RecordedEvent[], state: RunState, acted: Set<string>): string[] {
  const waiting = events.flatMap((event) => (event.type === 'attempt-pending' ? [event.step] : []));
  return [...new Set(waiting)].filter((step) => {
    const index = state.graph.indexOf.get(step);
    const isWaiting = index !== undefined && state.items.get(index).pending !== undefined;
    if (!isWaiting || acted.has(step)) return false;
    acted.add(step);
    return true;
  });
}

function scriptOf(scenario: Scenario, state: RunState, id: string): readonly ScriptedAnswer[] | Recovery | undefined {
  const ask = state.items.get(state.graph.indexOf.get(id) ?? 0).ask;
  if (ask?.kind === 'recovery') return scenario.recoveries?.[id];
  const script = scenario.answers?.[id];
  return script === undefined || Array.isArray(script) ? script : [script];
}

type Recovery = NonNullable<Scenario['recoveries']>[string];

interface Occasion {
  /** The same after a crash, so that an answer that was on its way is not given twice. */
  readonly id: string;
  readonly step: string;
  /** How often the step has asked. */
  readonly nth: number;
}

async function answer(setting: Setting, state: RunState, { id, step, nth }: Occasion): Promise<void> {
  const script = scriptOf(setting.scenario, state, step);
  if (script === undefined) return;
  const command = isList(script)
    ? await toCommand(setting, step, script[Math.min(nth, script.length) - 1])
    : await recover(setting, step, script);
  if (command === undefined) return;
  const sent = { id, by: setting.scenario.starter, command };
  const kept = await setting.host.send(setting.runId, sent);
  if (!kept.ok) throw new Error(kept.error.type);
}

async function toCommand(
  setting: Setting,
  step: string,
  given: ScriptedAnswer | undefined,
): Promise<Command | undefined> {
  if (given === undefined) return undefined;
  if (given.do !== undefined) await runScript(setting.sandbox, given.do);
  const signed = given.signed_by === undefined ? {} : { signedBy: given.signed_by };
  if (given.reject !== undefined) return { type: 'reject', step, reason: given.reject, ...signed };
  return { type: 'answer', step, answers: (given.answers ?? {}) as JsonObject, ...signed };
}

/** After a crash somebody looks at the world, by scripts, and says what they found. */
async function recover(setting: Setting, step: string, recovery: Recovery): Promise<Command> {
  const happened = await runScript(setting.sandbox, recovery.happened).then(
    () => true,
    () => false,
  );
  if (!happened) return { type: 'answer', step, answers: { happened: 'no' } };
  const answers: Record<string, Json> = { happened: 'yes' };
  for (const [name, script] of Object.entries(recovery.outputs ?? {}))
    answers[name] = await runScript(setting.sandbox, script);
  return { type: 'answer', step, answers };
}

async function runScript(sandbox: Sandbox, script: string): Promise<string> {
  const { stdout } = await run('bash', ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script], {
    cwd: sandbox.work,
    env: sandbox.env,
  });
  return stdout.trim();
}

function isList(script: readonly ScriptedAnswer[] | Recovery): script is readonly ScriptedAnswer[] {
  return Array.isArray(script);
}
