import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  defineStepType,
  type Failure,
  fail,
  ok,
  type ProbeResult,
  type Result,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { quoteCommand, quoteText } from '../shell/quote-command.ts';
import { resolveInside } from './resolve-inside.ts';

const options = Type.Object(
  {
    path: Type.String({ minLength: 1, description: "File to write, relative to the repository's root." }),
    content: Type.String({ description: 'The whole text of the file.' }),
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
    return found.ok ? found.value : { type: 'conflict', failure: found.error };
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

async function undo(options: Options, _outputs: unknown, context: StepContext): Promise<StepResult> {
  const target = await locate(options.path, context);
  if (!target.ok) return { type: 'failed', failure: target.error };
  const current = await read(target.value, options.path);
  if (!current.ok) return { type: 'failed', failure: current.error };
  if (current.value === undefined) return { type: 'passed', outputs: {}, note: 'was already gone' };
  if (current.value !== options.content) {
    const message = `file "${options.path}" was changed since this step wrote it, expected its own content`;
    const hint = 'Remove the file by hand if it is no longer needed.';
    return { type: 'failed', failure: { reason: 'undo', message, hint } };
  }
  await rm(target.value, { force: true });
  return { type: 'passed', outputs: {} };
}

type Finding = Extract<ProbeResult, { type: 'done' | 'absent' }>;

async function look({ path, content }: Options, context: StepContext): Promise<Result<Finding, Failure>> {
  const target = await locate(path, context);
  if (!target.ok) return target;
  const current = await read(target.value, path);
  if (!current.ok) return current;
  if (current.value === undefined) return ok({ type: 'absent' });
  if (current.value === content) return ok({ type: 'done', outputs: { path }, note: 'was already there' });
  return fail({
    reason: 'conflict',
    message: `file "${path}" is already there with another content, expected none or the same`,
    hint: 'Move the file away or choose another path.',
    details: firstDifference(current.value, content),
  });
}

/** Git's own files and the journals are no place for a step: a hook there would be run as a program. */
async function locate(path: string, context: StepContext): Promise<Result<string, Failure>> {
  if (/(^|[/\\])\.(git|checklist)([/\\]|$)/i.test(path))
    return fail({ reason: 'options', message: `path "${path}" is in a folder of git or checklist, expected another` });
  const target = await resolveInside(context.directory, path);
  return target.ok ? target : fail({ reason: 'options', message: target.error });
}

async function read(target: string, path: string): Promise<Result<string | undefined, Failure>> {
  try {
    return ok(await readFile(target, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ok(undefined);
    return fail({
      reason: 'output',
      message: `file "${path}" cannot be read (${codeOf(error)}), expected a text file`,
    });
  }
}

/** Writes beside and renames, so that a crash never leaves half a file. */
async function write({ path, content }: Options, context: StepContext): Promise<Result<undefined, Failure>> {
  const target = await locate(path, context);
  if (!target.ok) return target;
  const unfinished = `${target.value}.${process.pid}.unfinished`;
  try {
    await mkdir(dirname(target.value), { recursive: true });
    await writeFile(unfinished, content, { flag: 'w' });
    await rename(unfinished, target.value);
    return ok(undefined);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    const message = `file "${path}" cannot be written (${codeOf(error)}), expected a folder that lets itself be written to`;
    return fail({ reason: 'output', message });
  }
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
