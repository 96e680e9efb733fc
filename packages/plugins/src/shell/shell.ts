import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  compilePattern,
  defineStepType,
  type Failure,
  fail,
  type KnownOptions,
  type Lack,
  ok,
  type Result,
  type SpawnResult,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { resolveInside } from '../file/resolve-inside.ts';
import { findProgramLack } from './find-program.ts';
import { type ShellOptions, shellOptions } from './shell-options.ts';
import { declareOutputs, readOutputs, stampFiles } from './shell-outputs.ts';
import { describeShell, shellRequest } from './shell-request.ts';

type Ended = Extract<SpawnResult, { type: 'exited' }>;

export const shell = defineStepType({
  type: 'shell',
  summary: 'Runs a program or a script',
  effect: 'local',
  leastEffect: 'reads',
  code: ['script'],
  options: shellOptions,
  outputs: (options) => declareOutputs(options.outputs),
  preflight,
  plan: describeShell,
  start,
});

async function preflight(options: KnownOptions<ShellOptions>, context: StepContext): Promise<Lack[]> {
  const hint = 'Correct the options of this step.';
  const faults: Lack[] = (await findFaults(options, context)).map((message) => ({ message, hint }));
  const request = shellRequest(options);
  if (request === undefined || faults.length > 0) return faults;
  const lack = await findProgramLack(request.command[0], request.cwd ?? '.', request.env ?? {}, context);
  return lack === undefined ? [] : [lack];
}

async function start(options: ShellOptions, context: StepContext): Promise<StepResult> {
  const request = shellRequest(options);
  const [fault] = await findFaults(options, context);
  if (request === undefined || fault !== undefined)
    return failed({ reason: 'options', message: fault ?? 'neither "command" nor "script" is given, expected one' });
  const directory = resolve(context.directory, request.cwd ?? '.');
  if (request.cwd !== undefined && !existsSync(directory))
    return failed({ reason: 'spawn', message: `directory "${request.cwd}" is not there, expected one to run in` });
  if (options.terminal === true && !context.hasTerminal) return noTerminal;
  const before = await stampFiles(options.outputs ?? {}, directory);
  const ended = await context.spawn(request);
  const name = options.script === undefined ? `program "${request.command[0]}"` : 'script';
  const judged = judge(ended, name, options);
  if (!judged.ok) return failed(judged.error, ended);
  const { stdout, exitCode } = judged.value;
  const outputs = await readOutputs(options.outputs ?? {}, stdout, directory, before);
  if (!outputs.ok) return failed(outputs.error, ended);
  return { type: 'passed', outputs: { ...outputs.value, exit_code: exitCode } };
}

const noTerminal: StepResult = {
  type: 'inconclusive',
  failure: {
    reason: 'spawn',
    message: 'the program talks with a person and there is no terminal, expected one',
    hint: 'Go on with "checklist resume" on a terminal, then retry the step.',
  },
};

/** What no schema can say about the options. */
async function findFaults(options: KnownOptions<ShellOptions>, context: StepContext): Promise<string[]> {
  const outputs = Object.entries(options.outputs ?? {});
  const paths = outputs.flatMap(([, output]) => ('file' in output ? [pathOf(output.file, options.cwd)] : []));
  const faults: string[] = [];
  for (const path of [options.cwd, ...paths]) {
    const inside = path === undefined ? undefined : await resolveInside(context.directory, path);
    if (inside?.ok === false) faults.push(inside.error);
  }
  for (const name of Object.keys(options.env ?? {})) {
    if (options.script !== undefined && runByBash.test(name))
      faults.push(`"env" of the script sets "${name}", which bash runs as code, expected another name`);
  }
  for (const [name, output] of outputs) {
    if (name === 'exit_code') faults.push('output "exit_code" is declared, expected another name: it is always there');
    if (options.terminal === true && !('file' in output))
      faults.push(
        `output "${name}" is read from what the program prints, expected a file: with "terminal" nothing is kept`,
      );
    const pattern = 'match' in output ? compilePattern(output.match) : undefined;
    if (pattern?.ok === false) faults.push(`pattern of output "${name}" cannot be read: ${pattern.error}`);
  }
  return faults;
}

/** Variables whose value bash itself reads as a file of commands, as options or as functions. */
const runByBash = /^(?:BASH_ENV|ENV|BASHOPTS|SHELLOPTS|PS4|BASH_FUNC_.*)$/;

function pathOf(file: string, cwd = '.'): string {
  return isAbsolute(file) ? file : join(cwd, file);
}

function judge(ended: SpawnResult, name: string, options: ShellOptions): Result<Ended, Failure> {
  if (ended.type === 'spawn-failed')
    return fail({
      reason: 'spawn',
      message: `${name} could not be started, expected a program that can be run`,
      hint: 'Check that the program is installed, on PATH and executable.',
      details: [ended.message],
    });
  const codes = options.exit_codes ?? [0];
  const expected =
    codes.length === 1 ? `expected exit code ${codes[0]}` : `expected one of the exit codes ${codes.join(', ')}`;
  const details = lastLines(ended.stdout, ended.stderr);
  if (ended.type === 'killed')
    return fail({ reason: 'exit-code', message: `${name} was killed by ${ended.signal}, ${expected}`, details });
  if (!codes.includes(ended.exitCode)) {
    const message = `${name} ended with exit code ${ended.exitCode}, ${expected}`;
    return fail({ reason: 'exit-code', message, details, exitCode: ended.exitCode });
  }
  // A part of the output must not be taken for the whole.
  const readsStdout = Object.values(options.outputs ?? {}).some((output) => !('file' in output));
  if (!ended.isCut || !readsStdout) return ok(ended);
  const message = `${name} printed more than can be kept, expected outputs from the whole of it`;
  return fail({ reason: 'output', message, hint: 'Let the program write a file and take the output from there.' });
}

function failed(failure: Failure, ended?: SpawnResult): StepResult {
  return { type: 'failed', failure, ...(ended?.type === 'exited' && { outputs: { exit_code: ended.exitCode } }) };
}

function lastLines(stdout: string, stderr: string): string[] {
  const [printed, complaints] = [stdout, stderr].map((text) =>
    stripVTControlCharacters(text)
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
      .slice(-10),
  );
  return [...(printed ?? []), ...(complaints ?? [])].slice(-10);
}
