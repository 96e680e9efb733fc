import type { CommandSpec, Invocation } from '../arguments/command-spec.ts';
import { showLine } from '../output/show-text.ts';
import { findDirectory } from '../workspace/find-directory.ts';
import { type Candidates, candidates } from './candidate.ts';
import { type Cursor, readCursor } from './cursor.ts';

/**
 * Prints what could stand at the end of these words, for the scripts of `checklist completions`: a text a line, and
 * behind a tab what it is. Never complains: somebody is typing.
 */
export async function complete(
  commands: readonly CommandSpec[],
  words: readonly string[],
  { cwd, env, terminal }: Pick<Invocation, 'cwd' | 'env' | 'terminal'>,
): Promise<void> {
  const cursor = readCursor(commands, words);
  if (cursor === undefined) return;
  const { list, fallback } = await candidatesAt(commands, cursor, { cwd, env });
  for (const { text, about } of list) {
    // A line is one candidate, so that one with a line break is none.
    if (!text.startsWith(cursor.text) || /[\n\t]/.test(text)) continue;
    const word = cursor.type === 'value' ? cursor.before + text : text;
    terminal.print(about === undefined || about === '' ? word : `${word}\t${showLine(about)}`);
  }
  if (fallback !== undefined) terminal.print(`:${fallback}`);
}

async function candidatesAt(
  commands: readonly CommandSpec[],
  cursor: Cursor,
  at: Pick<Invocation, 'cwd' | 'env'>,
): Promise<Candidates> {
  switch (cursor.type) {
    case 'command': {
      const names = commands.filter(isShown).map(({ name, summary }) => ({ text: name, about: summary }));
      return { list: [...names, { text: '--help' }, { text: '--version' }] };
    }
    case 'option': {
      const { spec, options } = cursor.typed;
      const open = Object.entries(spec.options).filter(
        ([name, { isRepeatable }]) => isRepeatable === true || !options.has(name),
      );
      const list = open.map(([name, { summary }]) => ({ text: `--${name}`, about: summary }));
      return { list: [...list, { text: '--help' }] };
    }
    case 'value':
      if (cursor.choices.length > 0) return candidates(cursor.choices);
      break;
    case 'word':
      break;
  }
  const { namesAt } = await import('./names-at.ts');
  return namesAt(cursor, { ...at, directory: findDirectory(at.cwd) });
}

function isShown({ isInternal }: CommandSpec): boolean {
  return isInternal !== true;
}
