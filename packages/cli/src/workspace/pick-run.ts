import {
  describeFault,
  didYouMean,
  fail,
  type HostFault,
  ok,
  type Result,
  type RunHost,
  type RunState,
  type RunSummary,
} from '@checklist/engine';
import { exitCodeOfFault } from '../exit-codes.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';

/** Finds the run that is meant: the one that is named, else the only one that is open. */
export async function pickRun(host: RunHost, named: string | undefined): Promise<Result<RunState, Trouble>> {
  if (named !== undefined) return readNamedRun(host, named);
  const summaries = await Array.fromAsync(host.list());
  return pickOpenRun(summaries) ?? fail(noOpenRun(summaries));
}

/** The same for whoever only looks: when no run is open, the newest is meant. */
export async function pickRunToRead(host: RunHost, named: string | undefined): Promise<Result<RunState, Trouble>> {
  if (named !== undefined) return readNamedRun(host, named);
  const summaries = await Array.fromAsync(host.list());
  const picked = pickOpenRun(summaries);
  if (picked !== undefined) return picked;
  const newest = newestRun(summaries);
  return newest === undefined ? fail(noOpenRun(summaries)) : ok(newest);
}

async function readNamedRun(host: RunHost, runId: string): Promise<Result<RunState, Trouble>> {
  const state = await host.read(runId);
  if (state.ok) return state;
  if (state.error.type !== 'unknown-run') return fail(faultTrouble(state.error));
  const summaries = await Array.fromAsync(host.list());
  const hint =
    didYouMean(
      runId,
      summaries.map((one) => one.runId),
    ) ?? '"checklist list" shows the runs';
  return fail(wrongUsage(describeFault(state.error), hint));
}

function pickOpenRun(summaries: readonly RunSummary[]): Result<RunState, Trouble> | undefined {
  const open = summaries.flatMap(({ state }) => (state !== undefined && state.verdict === undefined ? [state] : []));
  const [only, ...others] = open;
  if (only !== undefined && others.length === 0) return ok(only);
  if (only !== undefined) {
    const lines = open.map(({ runId, checklist }) => `  ${runId}  ${checklist.title}`);
    return fail(
      wrongUsage(`${open.length} runs are open, expected the id of one:\n${lines.join('\n')}`, 'name the run'),
    );
  }
  const fault = summaries.find((one) => one.fault !== undefined)?.fault;
  return fault === undefined ? undefined : fail(faultTrouble(fault));
}

function noOpenRun(summaries: readonly RunSummary[]): Trouble {
  const newest = newestRun(summaries);
  if (newest === undefined) return wrongUsage('there are no runs here', '"checklist run <checklist>" starts one');
  return wrongUsage('no run is open', `name a run: the newest is ${newest.runId}, "checklist list" shows all`);
}

function newestRun(summaries: readonly RunSummary[]): RunState | undefined {
  const states = summaries.flatMap(({ state }) => state ?? []);
  return states.reduce<RunState | undefined>((one, other) => {
    return one === undefined || other.startedAt >= one.startedAt ? other : one;
  }, undefined);
}

/** What a host could not do, as a trouble. */
export function faultTrouble(fault: HostFault): Trouble {
  return makeTrouble(exitCodeOfFault(fault), describeFault(fault), hintFor(fault));
}

function hintFor(fault: HostFault): string | undefined {
  switch (fault.type) {
    case 'locked':
      return `"checklist status ${fault.runId}" shows where it stands; answers and decisions reach it from here as well`;
    case 'damaged':
      return 'restore the file from a copy, or start a new run; nothing was written over';
    case 'other-format':
      return 'use the version of checklist that wrote it, or a newer one';
    case 'unreadable':
      return 'see to it that the file can be read, then try again: nothing was written';
    case 'meddled-with':
      return 'put the file back as it was, then resume: what had begun since is looked at, or asked about';
    case 'unknown-run':
      return '"checklist list" shows the runs';
    case 'run-exists':
      return `"checklist resume ${fault.runId}" goes on with it; "--run <id>" gives a new one another name`;
    case 'secret-input':
      return 'name the secret under "secrets" and in the step that needs it: its program receives it as a variable';
    case 'unlockable':
      return 'see to it that you may write there; the file holds nothing, and may be removed while nobody drives the run';
    case 'unwritable':
      return 'make room or give permission, then resume: what is recorded stays';
  }
}
