import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  compilePattern,
  type Failure,
  fail,
  isJsonObject,
  type Json,
  type OutputSchemas,
  ok,
  type PatternMatch,
  type Result,
} from '@checklist/engine/plugin';
import { type TSchema, Type } from 'typebox';
import type { ShellOptions, ShellOutput } from './shell-options.ts';

type Outputs = NonNullable<ShellOptions['outputs']>;
type FileOutput = Extract<ShellOutput, { file: string }>;

/** What tells whether a file was written in between: a clock would be too coarse for a fast program. */
type FileStamps = ReadonlyMap<string, string>;

/** The outputs that the written options declare. */
export function declareOutputs(outputs: unknown): OutputSchemas {
  const written = isJsonObject(outputs) ? Object.entries(outputs) : [];
  return {
    ...Object.fromEntries(written.map(([name, output]) => [name, schemaOf(output)])),
    exit_code: Type.Integer({ description: 'The exit code.' }),
  };
}

function schemaOf(output: unknown): TSchema {
  if (!isJsonObject(output)) return Type.Unknown();
  if (output.stdout === 'lines') return Type.Array(Type.String());
  if (output.stdout === 'text' || output.format === 'text') return Type.String();
  return output.all === true ? Type.Array(Type.Unknown()) : Type.Unknown();
}

/** Remembers how the files of the outputs are before the program starts. */
export async function stampFiles(outputs: Outputs, directory: string): Promise<FileStamps> {
  const files = Object.values(outputs).filter((output): output is FileOutput => 'file' in output);
  return new Map(await Promise.all(files.map(async ({ file }) => [file, await stamp(directory, file)] as const)));
}

/** Reads all outputs of a program that passed; the first that is not there is the failure. */
export async function readOutputs(
  outputs: Outputs,
  stdout: string,
  directory: string,
  before: FileStamps,
): Promise<Result<Record<string, Json>, Failure>> {
  const values: Record<string, Json> = {};
  for (const [name, output] of Object.entries(outputs)) {
    const value =
      'file' in output ? await readFileOutput(name, output, directory, before) : readStdout(name, output, stdout);
    if (!value.ok) return value;
    values[name] = value.value;
  }
  return ok(values);
}

function readStdout(name: string, output: Exclude<ShellOutput, FileOutput>, stdout: string): Result<Json, Failure> {
  if ('match' in output) return readMatch(name, output.match, output.all === true, stdout);
  if (output.stdout === 'json') return parseJson(name, stdout, 'standard output');
  const text = stdout.replace(/(?:\r?\n)+$/, '');
  return ok(output.stdout === 'text' ? text : text === '' ? [] : text.split(/\r?\n/));
}

function readMatch(name: string, source: string, all: boolean, stdout: string): Result<Json, Failure> {
  const pattern = compilePattern(source);
  if (!pattern.ok)
    return fail({ reason: 'options', message: `pattern "${source}" of output "${name}": ${pattern.error}` });
  if (all) return ok(pattern.value.all(stdout).map((match) => takeMatch(match, pattern.value.groupNames)));
  const match = pattern.value.exec(stdout);
  if (match !== undefined) return ok(takeMatch(match, pattern.value.groupNames));
  const message = `standard output has nothing that matches "${source}", expected a match for the output "${name}"`;
  return fail({ reason: 'output', message, details: firstLines(stdout) });
}

function takeMatch(match: PatternMatch, groupNames: readonly string[]): Json {
  if (groupNames.length > 0) return Object.fromEntries(groupNames.map((name) => [name, match.groups[name] ?? null]));
  return match.captures.length > 0 ? (match.captures[0] ?? null) : match.text;
}

async function readFileOutput(
  name: string,
  { file, format }: FileOutput,
  directory: string,
  before: FileStamps,
): Promise<Result<Json, Failure>> {
  const after = await stamp(directory, file);
  const expected = `expected it to be written by this attempt for the output "${name}"`;
  if (after === missing) return fail({ reason: 'output', message: `file "${file}" is not there, ${expected}` });
  if (after === before.get(file))
    return fail({ reason: 'output', message: `file "${file}" is older than this attempt, ${expected}` });
  try {
    const text = await readFile(resolve(directory, file), 'utf8');
    return format === 'json' ? parseJson(name, text, `file "${file}"`) : ok(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail({ reason: 'output', message: `file "${file}" cannot be read, ${expected}`, details: [why] });
  }
}

const missing = 'missing';

async function stamp(directory: string, file: string): Promise<string> {
  try {
    const { mtimeNs, ctimeNs, ino, size } = await stat(resolve(directory, file), { bigint: true });
    return [mtimeNs, ctimeNs, ino, size].join(' ');
  } catch {
    return missing;
  }
}

function parseJson(name: string, text: string, source: string): Result<Json, Failure> {
  if (text.trim() === '')
    return fail({ reason: 'output', message: `${source} is empty, expected JSON for the output "${name}"` });
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    const message = `${source} is no JSON, expected JSON for the output "${name}"`;
    const why = error instanceof Error ? error.message : String(error);
    return fail({ reason: 'output', message, details: [why.replaceAll('\n', ' '), ...firstLines(text)] });
  }
}

function firstLines(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.slice(0, 5).map((line) => (line.length > 200 ? `${line.slice(0, 200)}...` : line));
}
