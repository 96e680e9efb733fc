import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '../model/event.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';
import type { StepType } from '../model/step-type.ts';
import type { Mask } from '../steps/mask.ts';
import { maskCommand } from '../steps/mask-event.ts';
import { resolveSecrets } from '../steps/resolve-secrets.ts';
import { firstEvent } from './first-event.ts';
import { holdRun } from './hold-run.ts';
import type { HostFault } from './host-fault.ts';
import { putCommand } from './inbox.ts';
import { createJournalFile } from './journal.ts';
import { findHolder } from './lock.ts';
import { type JournalText, readFirstEvent, readJournal } from './read-journal.ts';
import { replayJournal } from './replay-journal.ts';
import { isRunId, listRunIds, makeRunFolder, runFolder } from './run-folder.ts';
import type { RunHost, StartRequest } from './run-host.ts';

/** Milliseconds between two looks at a journal that another process writes. */
const lookEvery = 100;

/** What a file host needs to know. */
export interface FileHostSetting {
  /** The repository's root, absolute; the runs are kept below its `.checklist/`. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Those whose credentials are kept out of what waits on disk; none when absent. */
  readonly stepTypes?: readonly StepType[];
  now(): number;
}

/** A host that keeps its runs as files on this machine. It only keeps; `driveRunFile` carries out. */
export function createFileHost(setting: FileHostSetting): RunHost {
  const { directory } = setting;
  return {
    start: (request) => startRun(setting, request),
    async send(runId, sent) {
      const found = readRun(directory, runId);
      if (!found.ok) return found;
      const { inbox } = runFolder(directory, runId);
      const mask = await maskFor(setting, found.value);
      try {
        putCommand(inbox, maskCommand(sent, mask));
        return ok(undefined);
      } catch (error) {
        return fail({
          type: 'unwritable',
          path: inbox,
          message: error instanceof Error ? error.message : String(error),
        });
      }
    },
    read: async (runId) => readState(directory, runId),
    findDriver: async (runId) => (isRunId(runId) ? findHolder(runFolder(directory, runId).root) : undefined),
    async *list() {
      for (const runId of listRunIds(directory)) {
        const state = readState(directory, runId);
        if (state.ok) yield { runId, state: state.value };
        else if (state.error.type !== 'unknown-run') yield { runId, fault: state.error };
      }
    },
    async *heads() {
      for (const runId of listRunIds(directory)) {
        const first = readFirstEvent(runFolder(directory, runId).journal, runId);
        if (first.ok) yield { runId, checklist: first.value.checklist.id, startedAt: first.value.at };
      }
    },
    async events(runId) {
      const text = readRun(directory, runId);
      return text.ok ? ok(text.value.events) : text;
    },
    watch: (runId, signal) => watchRun(directory, runId, signal),
  };
}

/** Reads a run's journal and changes nothing. */
export function readRun(directory: string, runId: string): Result<JournalText, HostFault> {
  if (!isRunId(runId)) return fail({ type: 'unknown-run', runId });
  return readJournal(runFolder(directory, runId).journal, runId);
}

function readState(directory: string, runId: string): Result<RunState, HostFault> {
  const text = readRun(directory, runId);
  return text.ok ? replayJournal(runFolder(directory, runId).journal, text.value.events) : text;
}

async function startRun(setting: FileHostSetting, request: StartRequest): Promise<Result<undefined, HostFault>> {
  const { directory, env, stepTypes = [], now } = setting;
  const { runId } = request;
  const first = await firstEvent(request, { directory, env, stepTypes, at: now() });
  if (!first.ok) return first;
  const folder = makeRunFolder(directory, runId);
  if (!folder.ok) return folder;
  const lock = await holdRun({ directory, runId, isBrief: true, now });
  if (!lock.ok) return lock;
  try {
    if (existsSync(folder.value.journal)) return fail({ type: 'run-exists', runId });
    return createJournalFile(folder.value.journal, first.value);
  } finally {
    lock.value.release();
  }
}

/** The mask of a run whose checklist may have been edited since it began. */
async function maskFor({ directory, env, stepTypes = [] }: FileHostSetting, { events }: JournalText): Promise<Mask> {
  const types = new Map(stepTypes.map((stepType) => [stepType.type, stepType]));
  const last = events.findLast((event) => event.type === 'checklist-changed' || event.type === 'run-started');
  const checklist = last !== undefined && 'checklist' in last ? last.checklist : { secrets: {} };
  const { mask } = await resolveSecrets(checklist, types, { env, directory });
  return mask;
}

async function* watchRun(directory: string, runId: string, signal: AbortSignal): AsyncIterable<RecordedEvent> {
  let seen = 0;
  while (!signal.aborted) {
    const text = readRun(directory, runId);
    if (!text.ok) return;
    yield* text.value.events.slice(seen);
    seen = text.value.events.length;
    if (text.value.events.at(-1)?.type === 'run-ended') return;
    await sleep(lookEvery, undefined, { signal }).catch(() => {});
  }
}
