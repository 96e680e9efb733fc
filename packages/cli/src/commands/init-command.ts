import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { editorSchema, fail, ok, parseAnswer, type Question, type Result } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { firstChecklist } from '../init/first-checklist.ts';
import { askLine } from '../inputs/ask-line.ts';
import { showLine } from '../output/show-text.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { createProgramRunner } from '../workspace/run-program.ts';

/** Asks a few questions and writes a small checklist that runs at once. Nothing that is there is written over. */
export async function initCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const [id = 'release'] = call.words;
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(id))
    return fail(
      wrongUsage(`the id is "${id}", expected small letters, digits and "_"`, 'for example: checklist init release'),
    );
  const file = join('checklists', `${id}.yaml`);
  if (existsSync(join(workspace.directory, file)))
    return fail(
      wrongUsage(`${file} is there already, expected a new checklist`, 'give another id: checklist init <id>'),
    );
  const title = await ask(call, 'title', 'What is the checklist called', 'Release');
  const check = await ask(call, 'check', 'Which command must succeed before a release, such as "npm test"', '');
  const remote = await ask(call, 'remote', 'Which git remote is the tag pushed to', await firstRemote(workspace));
  if (title === undefined || check === undefined || remote === undefined)
    return fail(makeTrouble(exitCodes.interrupted, 'nothing was written'));
  return write(call, workspace, file, firstChecklist({ id, title, check, remote }), id);
}

async function ask(call: Invocation, name: string, label: string, standard: string): Promise<string | undefined> {
  const given = optionValue(call, name);
  if (given !== undefined || !call.terminal.isInteractive) return given ?? standard;
  const question: Question = { name, type: 'text', label, optional: true, default: standard };
  const shown = standard === '' ? '(enter for none)' : `[${showLine(standard)}]`;
  const answer = await askLine(call.terminal, `${label} ${shown}: `, (text) => parseAnswer(question, text));
  return answer === undefined ? undefined : String(answer);
}

async function firstRemote({ directory, env }: Workspace): Promise<string> {
  const remotes = await createProgramRunner(directory, env)({ command: ['git', 'remote'] });
  return remotes.type === 'exited' && remotes.exitCode === 0 ? (remotes.stdout.split('\n')[0] ?? '') : '';
}

async function write(
  { terminal }: Invocation,
  workspace: Workspace,
  file: string,
  text: string,
  id: string,
): Promise<Result<ExitCode, Trouble>> {
  const { directory, stepTypes } = workspace;
  const schema = join('checklists', 'checklist.schema.json');
  const why = writeNew(directory, [
    [file, () => text],
    [schema, () => `${JSON.stringify(editorSchema(stepTypes), null, 2)}\n`],
  ]);
  if (why !== undefined)
    return fail(wrongUsage(`${file} cannot be written: ${why}`, 'make "checklists" a folder in which you may write'));
  const loaded = await loadChecklist(file, workspace);
  if (!loaded.ok) return loaded;
  const next = [
    // Its first step wants a clean tree.
    'git add checklists && git commit -m "Add the checklist"',
    `checklist plan ${id} --input version=1.0.0`,
    `checklist run ${id}`,
  ];
  terminal.print([`${file} written`, 'next:', ...next.map((line) => `  ${line}`)].join('\n'));
  return ok(exitCodes.passed);
}

/** Writes what is not there yet; what comes back is why that cannot be. */
function writeNew(directory: string, files: readonly (readonly [string, () => string])[]): string | undefined {
  try {
    for (const [file, text] of files) {
      const path = join(directory, file);
      mkdirSync(dirname(path), { recursive: true });
      if (!existsSync(path)) writeFileSync(path, text(), { flag: 'wx' });
    }
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'EACCES' || code === 'EPERM') return 'permission was denied';
    return code === 'EEXIST' || code === 'ENOTDIR' ? 'something else has its place' : code;
  }
}
