import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Note } from '../import/guide-model.ts';
import { importGuide } from '../import/import-guide.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';

/** Makes a checklist of a guide for people, and tells what it could not decide. */
export async function importCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const { terminal, cwd } = call;
  const [file = ''] = call.words;
  const id = optionValue(call, 'id');
  if (id !== undefined && !/^[a-z][a-z0-9_]{0,63}$/.test(id))
    return fail(wrongUsage(`the id is "${id}", expected small letters, digits and "_"`, 'for example: --id release'));
  const text = read(resolve(cwd, file));
  if (!text.ok) return fail(wrongUsage(`"${file}" cannot be read: ${text.error}`, 'name a guide in Markdown'));
  const imported = importGuide(text.value, id);
  if (!imported.ok)
    return fail(
      wrongUsage(`"${file}" ${imported.error}`, 'write what is to be done as a list, and commands in fences'),
    );
  const { yaml, notes } = imported.value;
  const output = optionValue(call, 'output');
  if (output === undefined) terminal.print(yaml.trimEnd());
  else {
    const trouble = writeNew(resolve(cwd, output), yaml);
    if (trouble !== undefined) return fail(wrongUsage(`"${output}" ${trouble}`, 'give another name'));
  }
  if (notes.length > 0) terminal.complain(['not decided:', ...notes.map((note) => noteLine(file, note))].join('\n'));
  return ok(exitCodes.passed);
}

function noteLine(file: string, { line, message }: Note): string {
  return `${file}:${line}: ${message}`;
}

function read(path: string): Result<string, string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === '') throw error;
    return fail(code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code);
  }
}

/** Writes a file that is not there yet; what comes back is why that cannot be. */
function writeNew(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'EEXIST') return 'is there already, expected a new file';
    return 'cannot be written, expected a new file in a folder that is there';
  }
}
