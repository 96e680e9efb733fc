import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { didYouMean, fail, ok, type Result } from '@checklist/engine';
import { type CommandFunction, type Invocation, isSet, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { screenForm } from '../screens/open-screen.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { findChecklist } from '../workspace/find-checklist.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { type Play, playOnScreen, playQuietly } from './play-scenario.ts';
import { listScenarios, readScenario, scenarioFolder } from './read-scenario.ts';
import type { RehearsalNote } from './rehearse.ts';
import { makeSandbox, openSandbox } from './sandbox.ts';

/** The scenario that is played when none is named. */
const usual = 'all_green';

/** `checklist rehearse`: plays one scenario for somebody to watch, or several and compares them with what they say. */
export const rehearseCommand: CommandFunction = async (call) => {
  const folder = optionValue(call, 'resume');
  if (folder !== undefined) return resumeRehearsal(call, resolve(call.cwd, folder));
  const workspace = openWorkspace(call);
  const file = findChecklist(call.words[0] ?? '', workspace);
  if (!file.ok) return file;
  const checklistFile = join(workspace.directory, file.value);
  const names = chooseScenarios(call, checklistFile);
  if (!names.ok) return names;
  const plays: Play[] = [];
  for (const name of names.value) {
    const scenarioFile = join(scenarioFolder(checklistFile), `${name}.yaml`);
    const scenario = readScenario(scenarioFile);
    if (!scenario.ok)
      return fail({ code: exitCodes.checklistWrong, text: scenario.error.map((line) => `error: ${line}`).join('\n') });
    plays.push({ name, scenario: scenario.value, scenarioFile, checklistFile, directory: workspace.directory });
  }
  const [only] = plays;
  if (only !== undefined && plays.length === 1 && !isSet(call, 'all')) return watch(call, only);
  return playAll(call, plays);
};

function chooseScenarios(call: Invocation, checklistFile: string): Result<readonly string[], Trouble> {
  const known = listScenarios(checklistFile);
  const named = call.words.slice(1);
  const [first] = known;
  if (first === undefined) {
    return fail(
      wrongUsage(`there are no scenarios in ${scenarioFolder(checklistFile)}`, 'write one: docs/scenarios.md says how'),
    );
  }
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    return fail(
      wrongUsage(
        `there is no scenario "${unknown}"`,
        didYouMean(unknown, known) ?? `the scenarios are ${known.join(', ')}`,
      ),
    );
  }
  if (isSet(call, 'all')) return ok(known);
  return ok(named.length > 0 ? named : [known.includes(usual) ? usual : first]);
}

async function watch(call: Invocation, play: Play): Promise<Result<ExitCode, Trouble>> {
  const { terminal } = call;
  const root = makeRoot();
  const sandbox = tryMake(() => makeSandbox(root, play.scenario, call.env));
  if (!sandbox.ok) return sandbox;
  const form = screenForm(optionValue(call, 'output'), terminal);
  const say = form === 'json' ? terminal.complain : terminal.print;
  say(`${play.scenario.title}: a rehearsal in ${root}`);
  say(`if it is cut off, go on with: checklist rehearse --resume ${root}`);
  return playOnScreen({ call, play, sandbox: sandbox.value, form, isResumed: false });
}

/** Goes on with a rehearsal that was killed: its sandbox holds the run, the remote and a note of what is played. */
async function resumeRehearsal(call: Invocation, root: string): Promise<Result<ExitCode, Trouble>> {
  const noteFile = join(root, 'rehearsal.json');
  if (!existsSync(noteFile))
    return fail(
      wrongUsage(`there is no rehearsal in "${root}"`, 'name the folder that the rehearsal told when it began'),
    );
  const note = JSON.parse(readFileSync(noteFile, 'utf8')) as RehearsalNote;
  const scenario = readScenario(note.scenarioFile);
  if (!scenario.ok) return fail({ code: exitCodes.checklistWrong, text: scenario.error.join('\n') });
  const play: Play = {
    name: note.name,
    scenario: scenario.value,
    scenarioFile: note.scenarioFile,
    checklistFile: note.checklistFile,
    directory: note.directory,
  };
  const sandbox = openSandbox(root, scenario.value, call.env);
  return playOnScreen({
    call,
    play,
    sandbox,
    form: screenForm(optionValue(call, 'output'), call.terminal),
    isResumed: true,
  });
}

async function playAll(call: Invocation, plays: readonly Play[]): Promise<Result<ExitCode, Trouble>> {
  const { terminal } = call;
  let wrong = 0;
  for (const play of plays) {
    const root = makeRoot();
    const sandbox = tryMake(() => makeSandbox(root, play.scenario, call.env));
    if (!sandbox.ok) return sandbox;
    const before = performance.now();
    const differences = await playQuietly({ call, play, sandbox: sandbox.value });
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    const isAsExpected = differences.length === 0;
    const mark = isAsExpected ? terminal.paint('green', '✓') : terminal.paint('red', '✗');
    terminal.print(`${mark} ${play.name}: ${play.scenario.title} (${seconds}s)`);
    for (const difference of differences) terminal.print(`    ${difference}`);
    if (isAsExpected && !isSet(call, 'keep')) rmSync(root, { recursive: true, force: true });
    else terminal.print(`    kept in ${root}`);
    if (!isAsExpected) wrong++;
  }
  const name = relative(call.cwd, plays[0]?.checklistFile ?? '');
  terminal.print(
    wrong === 0
      ? `${name}: ${plays.length} scenarios came out as they say`
      : `${name}: ${wrong} of ${plays.length} scenarios came out otherwise`,
  );
  return ok(wrong === 0 ? exitCodes.passed : exitCodes.failed);
}

function makeRoot(): string {
  return mkdtempSync(join(tmpdir(), 'checklist-rehearsal-'));
}

function tryMake<T>(make: () => T): Result<T, Trouble> {
  try {
    return ok(make());
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return fail(
      makeTrouble(
        exitCodes.usage,
        `the sandbox cannot be made: ${message}`,
        'git must be installed and the temporary folder writable',
      ),
    );
  }
}
