import { existsSync, mkdirSync, watch } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { Outcome } from '../core/outcome.ts';
import type { Checklist } from '../model/checklist.ts';
import type { RecordedEvent, RunProgress } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import type { Person } from '../model/person.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';
import type { StepType } from '../model/step-type.ts';
import type { LendTerminal } from '../steps/spawn-on-terminal.ts';
import type { Clock } from './clock.ts';
import { createDriver, type Driver, receiveCommand } from './drive-run.ts';
import { readRun } from './file-host.ts';
import { holdRun } from './hold-run.ts';
import type { HostFault } from './host-fault.ts';
import { dropCommand, readInbox } from './inbox.ts';
import { type Journal, openJournalFile, tornFile } from './journal.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { openProgramList } from './program-list.ts';
import type { JournalText } from './read-journal.ts';
import { replayJournal } from './replay-journal.ts';
import { isRunId, type RunFolder, runFolder } from './run-folder.ts';

/** An edited checklist on its way into a run. */
export interface Edit {
  /** The checklist as it reads now, its matrices resolved. */
  readonly checklist: Checklist;
  /** Values of inputs that the run does not have. */
  readonly inputs?: JsonObject;
  readonly by?: Person;
}

/** How a run on this machine is driven. */
export interface DriveRequest {
  readonly runId: string;
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly stepTypes: readonly StepType[];
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How many steps may be under way at once. */
  readonly concurrency: number;
  /** What the run takes over first, where it differs from what it has. */
  readonly edit?: Edit;
  /** Only takes in the commands that wait and starts nothing. */
  readonly isOnlyListening?: boolean;
  /** Whether to stay for commands when nothing more happens by itself. */
  stayFor(outcome: Outcome, state: RunState): boolean;
  /** Called once with the state at the beginning, and then after each batch of events is on disk. */
  onEvents(events: readonly RecordedEvent[], state: RunState): void;
  onProgress(progress: RunProgress): void;
  /** Gives the terminal to a program that asks a person; absent where there is none. */
  readonly lendTerminal?: LendTerminal;
}

/** How often, in milliseconds, the inbox is looked at where the file system does not tell of changes. */
const lookEvery = 500;

/**
 * Drives a run until nothing more happens by itself: replays its journal, then the loop. A new run and a resumed one take the
 * same way. Faults: somebody else holds the run, or its journal cannot be read or written.
 */
export async function driveRunFile(request: DriveRequest): Promise<Result<RunState, HostFault>> {
  const { directory, runId, clock, isOnlyListening = false } = request;
  const folder = runFolder(directory, runId);
  if (!isRunId(runId) || !existsSync(folder.journal)) {
    const found = readRun(directory, runId);
    if (!found.ok) return found;
  }
  const lock = await holdRun({ directory, runId, isBrief: isOnlyListening, now: clock.now });
  if (!lock.ok) return lock;
  try {
    const text = readRun(directory, runId);
    if (!text.ok) return text;
    const state = replayJournal(folder.journal, text.value.events);
    if (!state.ok) return state;
    const journal = openJournalFile(folder.journal, text.value);
    if (!journal.ok) return journal;
    try {
      return await driveHeld(request, folder, journal.value, state.value, text.value);
    } finally {
      journal.value.close();
    }
  } finally {
    lock.value.release();
  }
}

async function driveHeld(
  request: DriveRequest,
  folder: RunFolder,
  journal: Journal,
  state: RunState,
  text: JournalText,
): Promise<Result<RunState, HostFault>> {
  const broken = new AbortController();
  let fault: HostFault | undefined;
  let driver: Driver | undefined;
  const run = await openRun({
    ...request,
    checklist: request.edit?.checklist ?? state.checklist,
    state,
    journal,
    logs: folder.logs,
    programs: openProgramList(folder.root),
    onApplied: () => driver?.pump(),
    onFault(error) {
      fault = error;
      broken.abort();
    },
  });
  request.onEvents(text.events, state);
  if (text.torn.length > 0) {
    const kept = basename(tornFile(folder.journal, text));
    await run.recorder.record({ type: 'journal-cut', bytes: text.torn.length, kept });
  }
  const isEnded = () => run.recorder.state.verdict !== undefined;
  // A run that somebody else brought to its end meanwhile is not taken over, unless a command that waits opens it again.
  if (isEnded()) await takeCommands(run, folder);
  if (!isEnded()) {
    await takeOver(request, run.recorder);
    await takeCommands(run, folder);
  }
  if (request.isOnlyListening !== true) {
    const signal = AbortSignal.any([request.signal, broken.signal]);
    driver = createDriver(run, { signal, concurrency: request.concurrency, stayFor: request.stayFor });
    await driveAndListen(run, folder, driver);
  }
  return fault === undefined ? ok(run.recorder.state) : fail(fault);
}

async function takeOver(request: DriveRequest, recorder: OpenRun['recorder']): Promise<void> {
  if (request.isOnlyListening === true) return;
  await recorder.record({ type: 'driver-started', pid: process.pid, hostname: hostname() });
  const { edit } = request;
  if (edit !== undefined && edit.checklist.digest !== recorder.state.checklist.digest) {
    await recorder.record({ type: 'checklist-changed', ...edit });
  }
}

async function driveAndListen(run: OpenRun, folder: RunFolder, driver: Driver): Promise<void> {
  let reading = Promise.resolve();
  const look = () => {
    reading = reading.then(() => takeCommands(run, folder));
  };
  mkdirSync(folder.inbox, { recursive: true });
  const watcher = watch(folder.inbox, look);
  watcher.on('error', () => {});
  const timer = setInterval(look, lookEvery);
  driver.pump();
  try {
    await driver.isIdle;
    await reading;
  } finally {
    watcher.close();
    clearInterval(timer);
  }
}

async function takeCommands(run: OpenRun, folder: RunFolder): Promise<void> {
  for (const { file, sent } of readInbox(folder.inbox)) {
    if (sent !== undefined) await receiveCommand(run, sent);
    if (sent === undefined || run.recorder.state.commandIds.has(sent.id)) dropCommand(file);
  }
}
