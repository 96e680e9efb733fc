import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Checklist,
  createFileHost,
  createHastyClock,
  type DriveRequest,
  describeFault,
  driveRunFile,
  fail,
  ok,
  outcomeOf,
  type RecordedEvent,
  type Result,
  type RunState,
  type StepType,
} from '@checklist/engine';
import { exitCodeOf } from '../exit-codes.ts';
import { compare } from './compare.ts';
import type { Sandbox } from './sandbox.ts';
import type { Scenario } from './scenario.ts';
import { createScriptedPeople } from './scripted-people.ts';
import { readRequests, type Services } from './services.ts';

/** A rehearsal that is about to run, or to go on. */
export interface Rehearsal {
  readonly scenario: Scenario;
  readonly sandbox: Sandbox;
  readonly checklist: Checklist;
  readonly stepTypes: readonly StepType[];
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly services: Services | undefined;
  onEvents: DriveRequest['onEvents'];
  onProgress: DriveRequest['onProgress'];
}

/** What came out of a rehearsal. */
export interface RehearsalEnd {
  readonly state: RunState;
  readonly exitCodes: readonly number[];
  /** What came out otherwise than the scenario says. */
  readonly differences: readonly string[];
}

/** The longest, in milliseconds, that a wait takes in a rehearsal. */
const longestWait = 20;

/**
 * Plays a scenario: session after session, as its operator leaves and comes back, with the real engine and plugins. The error is one
 * line: a journal that cannot be written, a script of the scenario that failed.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<Result<RehearsalEnd, string>> {
  const { scenario, sandbox, signal } = rehearsal;
  const clock = createHastyClock(longestWait);
  const codes: number[] = [];
  for (const leaveAt of [...(scenario.leave_at ?? []), undefined]) {
    const session = await runSession(rehearsal, clock, leaveAt);
    if (!session.ok) return session;
    codes.push(exitCodeOf(outcomeOf(session.value)));
    if (leaveAt !== undefined && !signal.aborted) continue;
    const differences = signal.aborted
      ? ['the rehearsal was stopped']
      : compare(scenario, sandbox, { state: session.value, exitCodes: codes, requests: await keepRequests(rehearsal) });
    return ok({ state: session.value, exitCodes: codes, differences });
  }
  return fail('a rehearsal has at least one session');
}

/**
 * The stand-ins end with the rehearsal, and what they saw with them: it is kept beside the calls of programs, also for a resume
 * that comes when they are gone.
 */
async function keepRequests({ services, sandbox }: Rehearsal): Promise<readonly string[]> {
  const file = join(sandbox.root, 'requests.log');
  if (existsSync(file)) return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const requests = await readRequests(services);
  writeFileSync(`${file}.unfinished`, requests.map((request) => `${request}\n`).join(''));
  renameSync(`${file}.unfinished`, file);
  return requests;
}

async function runSession(
  rehearsal: Rehearsal,
  clock: DriveRequest['clock'],
  leaveAt: string | undefined,
): Promise<Result<RunState, string>> {
  const { scenario, sandbox, runId } = rehearsal;
  const host = createFileHost({ directory: sandbox.work, env: sandbox.env, now: clock.now });
  const people = createScriptedPeople({ scenario, sandbox, host, runId, leaveAt });
  const driven = await driveRunFile({
    runId,
    directory: sandbox.work,
    stepTypes: rehearsal.stepTypes,
    env: sandbox.env,
    clock,
    signal: rehearsal.signal,
    concurrency: 8,
    edit: { checklist: rehearsal.checklist },
    stayFor: (_outcome, state) => people.isExpected(state),
    onEvents(events: readonly RecordedEvent[], state: RunState) {
      rehearsal.onEvents(events, state);
      people.onEvents(events, state);
    },
    onProgress: rehearsal.onProgress,
  });
  if (people.troubles.length > 0)
    return fail(`the scenario's people could not play their part: ${people.troubles.join('; ')}`);
  return driven.ok ? driven : fail(describeFault(driven.error));
}

/** What a later process needs to go on with a rehearsal that was killed. */
export interface RehearsalNote {
  readonly name: string;
  readonly checklistFile: string;
  readonly scenarioFile: string;
  readonly directory: string;
}

/** Leaves the note in the sandbox. */
export function writeNote(root: string, note: RehearsalNote): void {
  writeFileSync(join(root, 'rehearsal.json'), JSON.stringify(note));
}
