import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunState } from '../core/apply.ts';
import type { RecordedEvent, RunStarted } from '../model/event.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { RunState } from '../model/run-state.ts';
import type { StepType } from '../model/step-type.ts';
import type { Clock } from './clock.ts';
import { createDriver, type Driver, type DriveSetting, receiveCommand } from './drive-run.ts';
import { firstEvent } from './first-event.ts';
import type { HostFault } from './host-fault.ts';
import { type OpenRun, openRun } from './open-run.ts';
import type { ProgramList } from './program-list.ts';
import type { RunHost } from './run-host.ts';
import { systemClock } from './system-clock.ts';

/** What a host in memory needs to know. */
export interface MemoryHostSetting {
  /** Where the steps work, absolute. */
  readonly directory: string;
  readonly stepTypes: readonly StepType[];
  readonly env: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  /** How many steps may be under way at once; 8 when absent. */
  readonly concurrency?: number;
}

/** A host that keeps nothing on disk but the steps' logs: a run lives as long as the process. */
export interface MemoryHost extends RunHost {
  /** Drives a run until nothing more happens by itself, or until the signal is aborted. */
  drive(runId: string, signal?: AbortSignal): Promise<Result<RunState, HostFault>>;
}

interface KeptRun {
  readonly run: OpenRun;
  readonly events: readonly RecordedEvent[];
  drive(setting: DriveSetting): Promise<RunState>;
}

/** Makes a host for a program that drives runs of its own and needs no record of them afterwards. */
export function createMemoryHost(setting: MemoryHostSetting): MemoryHost {
  const runs = new Map<string, KeptRun>();
  const { clock = systemClock, concurrency = 8 } = setting;
  const withRun = <T>(runId: string, act: (kept: KeptRun) => T): T | Result<never, HostFault> => {
    const kept = runs.get(runId);
    return kept === undefined ? fail({ type: 'unknown-run', runId }) : act(kept);
  };
  return {
    async start(request) {
      if (runs.has(request.runId)) return fail({ type: 'run-exists', runId: request.runId });
      const { directory, env, stepTypes } = setting;
      const first = await firstEvent(request, { directory, env, stepTypes, at: clock.now() });
      if (!first.ok) return first;
      runs.set(request.runId, await keepRun(setting, clock, first.value));
      return ok(undefined);
    },
    send: async (runId, sent) =>
      withRun(runId, async ({ run }) => {
        await receiveCommand(run, sent);
        return ok(undefined);
      }),
    read: async (runId) => withRun(runId, ({ run }) => ok(run.recorder.state)),
    findDriver: async () => undefined,
    async *list() {
      for (const [runId, { run }] of runs) yield { runId, state: run.recorder.state };
    },
    async *heads() {
      for (const [runId, { run }] of runs) {
        const { checklist, startedAt } = run.recorder.state;
        yield { runId, checklist: checklist.id, startedAt };
      }
    },
    events: async (runId) => withRun(runId, ({ events }) => ok([...events])),
    async *watch(runId, signal) {
      const kept = runs.get(runId);
      for (let seen = 0; kept !== undefined && !signal.aborted; seen++) {
        while (seen >= kept.events.length && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
        const event = kept.events[seen];
        if (event !== undefined) yield event;
        if (event?.type === 'run-ended') return;
      }
    },
    drive: async (runId, signal = new AbortController().signal) =>
      withRun(runId, async ({ drive }) => ok(await drive({ signal, concurrency, stayFor: () => false }))),
  };
}

async function keepRun(
  setting: MemoryHostSetting,
  clock: Clock,
  first: RunStarted & Pick<RecordedEvent, 'seq' | 'at'>,
): Promise<KeptRun> {
  const events: RecordedEvent[] = [first];
  let driver: Driver | undefined;
  const run = await openRun({
    ...setting,
    clock,
    checklist: first.checklist,
    state: createRunState(first),
    journal: {
      append(batch) {
        events.push(...batch);
        return ok(undefined);
      },
      close: () => {},
    },
    logs: mkdtempSync(join(tmpdir(), 'checklist-logs-')),
    programs: noPrograms,
    onApplied: () => driver?.pump(),
    onFault: () => {},
    onEvents: () => {},
    onProgress: () => {},
  });
  return {
    run,
    events,
    async drive(driveSetting) {
      driver = createDriver(run, driveSetting);
      driver.pump();
      await driver.isIdle;
      return run.recorder.state;
    },
  };
}

/** Nothing of a run in memory outlives its process, so nobody asks afterwards. */
const noPrograms: ProgramList = {
  announce: () => ({ mark: crypto.randomUUID(), note: () => {} }),
  findRunning: () => [],
};
