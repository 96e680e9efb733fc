import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Checklist,
  createCommandId,
  createFileHost,
  fail,
  type JsonObject,
  ok,
  type RecordedEvent,
  type Result,
  type RunProgress,
  type RunState,
} from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { type Invocation, isSet } from '../arguments/command-spec.ts';
import { openRunSources } from '../drive/open-run-sources.ts';
import { listenForStop } from '../drive/stop-signals.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readInputs, withDefaults } from '../inputs/read-inputs.ts';
import { markLine } from '../output/print-marked.ts';
import { openScreen, type ScreenForm } from '../screens/open-screen.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { viewRun } from '../view/run-view.ts';
import { summarizeOnly } from '../view/summary.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { faultTrouble } from '../workspace/pick-run.ts';
import { prepareStart } from '../workspace/prepare-start.ts';
import { type RehearsalEnd, rehearse, writeNote } from './rehearse.ts';
import type { Sandbox } from './sandbox.ts';
import type { Scenario } from './scenario.ts';
import { type Services, startServices, stopServices } from './services.ts';

/** A scenario that is going to be played. */
export interface Play {
  readonly name: string;
  readonly scenario: Scenario;
  readonly scenarioFile: string;
  readonly checklistFile: string;
  /** The root of the repository that the checklist is part of. */
  readonly directory: string;
}

interface Quiet {
  readonly call: Invocation;
  readonly play: Play;
  readonly sandbox: Sandbox;
}

interface Shown extends Quiet {
  readonly form: ScreenForm;
  /** Whether the run is there already, from a process that was killed. */
  readonly isResumed: boolean;
}

interface Watcher {
  readonly signal: AbortSignal;
  onEvents(events: readonly RecordedEvent[], state: RunState): void;
  onProgress(progress: RunProgress): void;
}

/** The id of the run in every sandbox. */
const runId = 'rehearsal';

/** Plays a scenario without showing it, and tells what came out otherwise than it says. */
export async function playQuietly({ call, play, sandbox }: Quiet): Promise<readonly string[]> {
  const stops = listenForStop(() => call.terminal.complain('stopping'));
  const end = await perform(
    { call, play, sandbox, isResumed: false },
    { signal: stops.signal, onEvents: () => {}, onProgress: () => {} },
  );
  stops.release();
  return end.ok ? end.value.differences : [end.error.text.replace(/^error: /, '')];
}

/** Plays a scenario for somebody to watch. */
export async function playOnScreen(shown: Shown): Promise<Result<ExitCode, Trouble>> {
  const { call, play, sandbox, form } = shown;
  const { terminal } = call;
  const stops = listenForStop(() => {});
  const host = createFileHost({ directory: sandbox.work, env: sandbox.env, now: Date.now });
  const screen = await openScreen(form, {
    terminal,
    me: play.scenario.starter,
    directory: sandbox.work,
    env: call.env,
    isRehearsal: true,
    spare: stops.spare,
    sources: openRunSources({ directory: sandbox.work, env: sandbox.env, host, stepTypes: builtinStepTypes }, runId),
    async send(command) {
      const id = createCommandId(Date.now());
      const sent = await host.send(runId, { id, by: play.scenario.starter, command });
      return sent.ok ? { id } : { trouble: sent.error.type };
    },
    quit: stops.stop,
    interrupt: stops.interrupt,
  });
  const end = await perform(shown, {
    signal: stops.signal,
    onEvents: screen.onEvents,
    onProgress: screen.onProgress,
  }).finally(async () => {
    await screen.close();
    stops.release();
  });
  if (!end.ok) return end;
  if (stops.signal.aborted) {
    terminal.complain(`stopped; go on with: checklist rehearse --resume ${sandbox.root}`);
    return ok(exitCodes.interrupted);
  }
  return ok(await tellEnd(shown, end.value));
}

async function tellEnd({ call, sandbox, form, isResumed }: Shown, end: RehearsalEnd): Promise<ExitCode> {
  const { terminal } = call;
  const lines = summarizeOnly(viewRun(end.state, Date.now())).map(({ status, text }) =>
    markLine(terminal.paint, status, text),
  );
  // Sessions that a crash ended have no exit code of their own to compare.
  const differences = end.differences.filter((line) => !(isResumed && line.startsWith('exit_codes')));
  const { writeReport } = await import('../report/write-report.ts');
  const host = createFileHost({ directory: sandbox.work, env: sandbox.env, now: Date.now });
  const report = await writeReport({ directory: sandbox.work, host, env: call.env }, end.state);
  const verdict =
    differences.length === 0 ? 'it came out as the scenario says' : 'it came out otherwise than the scenario says:';
  const isKept = differences.length > 0 || isSet(call, 'keep');
  const kept = [
    ...(report === undefined ? [] : [`report: ${resolve(sandbox.work, report)}`]),
    `the sandbox is kept: ${sandbox.root}`,
  ];
  const text = [
    ...lines,
    verdict,
    ...differences.map((line) => `  ${line}`),
    ...(isKept ? kept : ['the sandbox is removed; "--keep" keeps it, with the report of the run']),
  ];
  if (!isKept) rmSync(sandbox.root, { recursive: true, force: true });
  if (form === 'json') terminal.complain(text.join('\n'));
  else terminal.print(text.join('\n'));
  return differences.length === 0 ? exitCodes.passed : exitCodes.failed;
}

type Part = Quiet & Pick<Shown, 'isResumed'>;

async function perform(part: Part, watcher: Watcher): Promise<Result<RehearsalEnd, Trouble>> {
  const services = await bringUp(part);
  if (!services.ok) return services;
  const env = { ...part.sandbox.env, ...services.value?.env };
  try {
    return await performIn({ ...part, sandbox: { ...part.sandbox, env } }, watcher, services.value);
  } finally {
    // Whoever stopped the rehearsal may go on with it, and then finds the services as they were.
    if (!watcher.signal.aborted) stopServices(services.value);
  }
}

async function bringUp({ play, sandbox }: Part): Promise<Result<Services | undefined, Trouble>> {
  try {
    return ok(await startServices(play.scenario, sandbox));
  } catch (error) {
    return fail(makeTrouble(exitCodes.usage, error instanceof Error ? error.message : String(error)));
  }
}

async function performIn(
  part: Part,
  watcher: Watcher,
  services: Services | undefined,
): Promise<Result<RehearsalEnd, Trouble>> {
  const { play, sandbox } = part;
  const file = play.checklistFile.slice(play.directory.length + 1);
  const checklist = await loadChecklist(file, { directory: play.directory, env: sandbox.env, isReadOnly: true });
  if (!checklist.ok) return checklist;
  const inputs = readScenarioInputs(checklist.value, play.scenario);
  if (!inputs.ok) return inputs;
  const { starter, profile } = play.scenario;
  const choices = {
    checklist: checklist.value,
    inputs: inputs.value,
    starter,
    profile,
    confirmed: [],
    runId,
    now: Date.now(),
  };
  const request = await prepareStart(choices, { directory: sandbox.work, env: sandbox.env });
  if (!request.ok) return request;
  if (!part.isResumed) {
    writeNote(sandbox.root, {
      name: play.name,
      checklistFile: play.checklistFile,
      scenarioFile: play.scenarioFile,
      directory: play.directory,
    });
  }
  const host = createFileHost({ directory: sandbox.work, env: sandbox.env, now: Date.now });
  const started = await host.start(request.value);
  const isThere = !started.ok && started.error.type === 'run-exists';
  if (!started.ok && !(part.isResumed && isThere)) return fail(faultTrouble(started.error));
  const end = await rehearse({
    ...watcher,
    scenario: play.scenario,
    sandbox,
    checklist: request.value.checklist,
    stepTypes: builtinStepTypes,
    runId,
    services,
  });
  return end.ok ? end : fail(makeTrouble(exitCodes.failed, end.error));
}

/** The scenario's inputs, checked as if they had been typed. */
function readScenarioInputs({ inputs }: Checklist, scenario: Scenario): Result<JsonObject, Trouble> {
  const words = Object.entries(scenario.inputs ?? {}).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const read = readInputs(inputs, words);
  const faults = [...read.faults, ...read.missing.map((name) => `the scenario has no input "${name}"`)];
  return faults.length > 0 ? fail(wrongUsage(faults.join('\nerror: '))) : ok(withDefaults(inputs, read.values));
}
