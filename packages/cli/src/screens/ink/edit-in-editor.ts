import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '@checklist/engine';

/**
 * Lets a person write a text in their editor, VISUAL or EDITOR, else `vi`; both may hold arguments, as git allows it too. The
 * error says why there is no text.
 */
export async function editInEditor(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result<string, string>> {
  const editor = env.VISUAL || env.EDITOR || 'vi';
  const folder = await mkdtemp(join(tmpdir(), 'checklist-answer-'));
  const file = join(folder, 'answer.md');
  try {
    await writeFile(file, text, { mode: 0o600 });
    const trouble = await open(editor, file);
    if (trouble !== undefined) return fail(`the editor "${editor}" ${trouble}, expected it to end with exit code 0`);
    return ok((await readFile(file, 'utf8')).replace(/\r?\n$/, ''));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function open(editor: string, file: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const program = spawn('sh', ['-c', `${editor} "$1"`, 'editor', file], { stdio: 'inherit' });
  program.once('error', ({ message }) => resolve(`could not be started (${message})`));
  program.once('exit', (code, signal) => {
    resolve(code === 0 ? undefined : code === null ? `was killed by ${signal}` : `ended with exit code ${code}`);
  });
  return promise;
}
