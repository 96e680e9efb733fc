import { access, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import {
  type Done,
  defineStepType,
  type Failure,
  fail,
  isJsonObject,
  type Json,
  ok,
  type ProbeResult,
  type Result,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { quoteCommand, quoteText } from '../shell/quote-command.ts';
import { resolveInside } from './resolve-inside.ts';
import { unfinishedName, writeBeside } from './write-beside.ts';

const options = Type.Object(
  {
    path: Type.String({
      minLength: 1,
      description: "File to write, relative to the repository's root.",
      examples: ['docs/release-notes/{{inputs.version}}.md'],
    }),
    content: Type.String({
      description: 'The whole text of the file.',
      examples: ['# Release {{inputs.version}}', { template_file: 'templates/release-notes.md.hbs' }],
    }),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const fileWrite = defineStepType({
  type: 'file.write',
  summary: 'Writes a file of the repository',
  effect: 'reversible',
  options,
  outputs: () => ({ path: Type.String({ description: 'The file that was written.' }) }),
  plan: ({ path, content }) => [`write ${quoteCommand([path])}:`, ...quoteText(content)],
  probe: async (options, context) => {
    const found = await look(options, context);
    if (!found.ok) return { type: 'conflict', failure: found.error };
    if (found.value.type === 'done') return found.value;
    return { type: 'absent', before: { folders: await missingFolders(options.path, context.directory) } };
  },
  start,
  planUndo: ({ path }) => [quoteCommand(['rm', '--', path])],
  undo,
});

async function start(options: Options, context: StepContext): Promise<StepResult> {
  const found = await look(options, context);
  if (!found.ok) return { type: 'failed', failure: found.error };
  if (found.value.type === 'done') return { type: 'passed', outputs: found.value.outputs, note: found.value.note };
  const written = await write(options, context);
  if (!written.ok) return { type: 'failed', failure: written.error };
  return {
    type: 'passed',
    outputs: { path: options.path },
    evidence: [{ type: 'file', label: options.path, path: options.path }],
  };
}

async function undo({ path, content }: Options, { before }: Done, context: StepContext): Promise<StepResult> {
  const target = await locate(path, context);
  if (!target.ok) return { type: 'failed', failure: target.error };
  const current = await read(target.value, path);
  if (!current.ok) return { type: 'failed', failure: current.error };
  if (current.value !== undefined && !current.value.equals(Buffer.from(content))) {
    const message = `file "${path}" was changed since this step wrote it, expected its own content`;
    const hint = 'Remove the file by hand if it is no longer needed.';
    const details = firstDifference(String(current.value), content);
    return { type: 'failed', failure: { reason: 'undo', message, hint, details } };
  }
  await rm(target.value, { force: true });
  await rm(unfinishedName(target.value), { force: true });
  await removeFolders(before, context.directory);
  return { type: 'passed', outputs: {}, ...(current.value === undefined && { note: 'was already gone' }) };
}

type Finding = Extract<ProbeResult, { type: 'done' | 'absent' }>;

async function look({ path, content }: Options, context: StepContext): Promise<Result<Finding, Failure>> {
  const target = await locate(path, context);
  if (!target.ok) return target;
  const current = await read(target.value, path);
  if (!current.ok) return current;
  if (current.value === undefined) return ok({ type: 'absent' });
  if (current.value.equals(Buffer.from(content)))
    return ok({ type: 'done', outputs: { path }, note: 'was already there' });
  return fail({
    reason: 'conflict',
    message: `file "${path}" is already there with another content, expected none or the same`,
    hint: 'Move the file away or choose another path.',
    details: firstDifference(String(current.value), content),
  });
}

/** Git's own files and the journals are no place for a step: a hook there would be run as a program. */
async function locate(path: string, context: StepContext): Promise<Result<string, Failure>> {
  if (/(^|[/\\])\.(git|checklist)([/\\]|$)/i.test(path))
    return fail({ reason: 'options', message: `path "${path}" is in a folder of git or checklist, expected another` });
  const target = await resolveInside(context.directory, path);
  return target.ok ? target : fail({ reason: 'options', message: target.error });
}

async function read(target: string, path: string): Promise<Result<Buffer | undefined, Failure>> {
  try {
    return ok(await readFile(target));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok(undefined);
    return fail({
      reason: 'output',
      message: `file "${path}" cannot be read (${codeOf(error)}), expected a text file`,
    });
  }
}

async function write({ path, content }: Options, context: StepContext): Promise<Result<undefined, Failure>> {
  const target = await locate(path, context);
  if (!target.ok) return target;
  try {
    await writeBeside(target.value, content);
    return ok(undefined);
  } catch (error) {
    const message = `file "${path}" cannot be written (${codeOf(error)}), expected a folder that lets itself be written to`;
    return fail({ reason: 'output', message });
  }
}

/** The folders that are made for the file, outermost first. */
async function missingFolders(path: string, directory: string): Promise<string[]> {
  const parts = dirname(normalize(path)).split(sep);
  const folders = parts.map((_part, index) => parts.slice(0, index + 1).join(sep)).filter((folder) => folder !== '.');
  const isThere = await Promise.all(folders.map((folder) => access(join(directory, folder)).then(yes, no)));
  return folders.filter((_folder, index) => isThere[index] === false);
}

const yes = () => true;
const no = () => false;

/** Takes away what was made for the file, as far as nobody has put something there since. */
async function removeFolders(before: Json | undefined, directory: string): Promise<void> {
  const made = isJsonObject(before) && Array.isArray(before.folders) ? before.folders : [];
  for (const folder of made.toReversed()) await rmdir(join(directory, String(folder))).catch(() => undefined);
}

function firstDifference(found: string, expected: string): string[] {
  const [foundLines, expectedLines] = [found.split('\n'), expected.split('\n')];
  const index = foundLines.findIndex((line, at) => line !== expectedLines[at]);
  const at = index === -1 ? foundLines.length : index;
  return [
    `line ${at + 1} found: ${foundLines[at] ?? '(end of file)'}`,
    `line ${at + 1} expected: ${expectedLines[at] ?? '(end of file)'}`,
  ];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
