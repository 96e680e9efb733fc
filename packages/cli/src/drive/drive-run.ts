import { availableParallelism } from 'node:os';
import {
  type Command,
  createCommandId,
  driveRunFile,
  type Edit,
  fail,
  notifyVariable,
  ok,
  outcomeOf,
  type Person,
  type Result,
  type RunState,
  systemClock,
} from '@checklist/engine';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { markLine } from '../output/print-marked.ts';
import type { Terminal } from '../output/terminal.ts';
import { openScreen, type ScreenForm } from '../screens/open-screen.ts';
import type { Screen } from '../screens/screen.ts';
import type { Trouble } from '../trouble.ts';
import { viewRun } from '../view/run-view.ts';
import { summarize } from '../view/summary.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { faultTrouble } from '../workspace/pick-run.ts';
import { createNotifier, type Notifier } from './notifier.ts';
import { openRunSources } from './open-run-sources.ts';
import { listenForStop } from './stop-signals.ts';
import { isOnlyTimeLeft } from './wait-limit.ts';

/** How a run is driven and shown. */
export interface DriveSetting {
  readonly runId: string;
  readonly workspace: Workspace;
  readonly terminal: Terminal;
  readonly me: Person;
  readonly form: ScreenForm;
  /** What the run takes over of its edited checklist. */
  readonly edit?: Edit;
  readonly jobs?: number;
  /** Leave when only time is waited for. */
  readonly isHasty: boolean;
}

/** Drives a run on a screen until nothing more happens by itself or somebody leaves, and tells how it stands. */
export async function driveRun(setting: DriveSetting): Promise<Result<ExitCode, Trouble>> {
  const { runId, workspace, terminal, form } = setting;
  const stops = listenForStop(() => {
    if (form !== 'interactive') terminal.complain('stopping: local programs are ended; once more ends at once');
  });
  const screen = await openScreen(form, {
    terminal,
    me: setting.me,
    directory: workspace.directory,
    env: workspace.env,
    sources: openRunSources(workspace, runId),
    send: (command) => send(workspace, runId, setting.me, command),
    quit: stops.stop,
    interrupt: stops.interrupt,
    spare: stops.spare,
  });
  terminal.onClosed(() =>
    terminal.complain(`nobody reads the output any more; the run goes on: checklist status ${runId}`),
  );
  const notifier = createNotifier({
    webhook: workspace.env[notifyVariable],
    ...(terminal.stdout.isTTY === true && { write: (text: string) => void terminal.stdout.write(text) }),
  });
  const driven = await drive(setting, { screen, notifier }, stops).finally(async () => {
    await screen.close();
    for (const trouble of await notifier.close()) terminal.complain(trouble);
    stops.release();
  });
  if (!driven.ok) return fail(faultTrouble(driven.error));
  // Loaded when there is something to write: a run has begun long before.
  const { writeReport } = await import('../report/write-report.ts');
  const report = await writeReport(workspace, driven.value);
  tellEnd(setting, driven.value, report, stops.isInterrupted);
  return ok(exitCodeFor(driven.value, stops));
}

function drive(
  setting: DriveSetting,
  { screen, notifier }: { readonly screen: Screen; readonly notifier: Notifier },
  stops: ReturnType<typeof listenForStop>,
) {
  const { runId, workspace, edit, jobs = Math.max(4, availableParallelism()) } = setting;
  let wasCalled = false;
  return driveRunFile({
    runId,
    directory: workspace.directory,
    stepTypes: workspace.stepTypes,
    env: workspace.env,
    clock: systemClock,
    signal: stops.signal,
    concurrency: jobs,
    ...(edit === undefined ? {} : { edit }),
    stayFor: screen.stayFor,
    onEvents(events, state) {
      screen.onEvents(events, state);
      notifier.onEvents(events, state);
      // The first call comes before the run was taken over: what was cut off, and what an edit changes, is not known yet.
      const isTakenOver = wasCalled && state.preflight !== 'due';
      wasCalled = true;
      if (setting.isHasty && isTakenOver && isOnlyTimeLeft(state, Date.now())) stops.stop();
    },
    onProgress: screen.onProgress,
    ...(screen.lend === undefined ? {} : { lendTerminal: screen.lend }),
  });
}

async function send(workspace: Workspace, runId: string, by: Person, command: Command) {
  const id = createCommandId(Date.now());
  const sent = await workspace.host.send(runId, { id, by, command });
  return sent.ok ? { id } : { trouble: faultTrouble(sent.error).text };
}

function tellEnd(
  { terminal, form, runId }: DriveSetting,
  state: RunState,
  report: string | undefined,
  isInterrupted: boolean,
): void {
  const view = viewRun(state, Date.now());
  const lines = summarize(view).map(({ status, text }) => markLine(terminal.paint, status, text));
  if (report !== undefined) lines.push(`report: ${report}`);
  if (form !== 'json') terminal.print(lines.join('\n'));
  else if (isInterrupted) terminal.complain(`interrupted; go on with: checklist resume ${runId}`);
}

function exitCodeFor(state: RunState, stops: ReturnType<typeof listenForStop>): ExitCode {
  const outcome = outcomeOf(state);
  if (stops.isInterrupted && state.verdict === undefined) return exitCodes.interrupted;
  return exitCodeOf(outcome);
}
