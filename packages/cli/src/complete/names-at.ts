import { listJournals } from '@checklist/engine';
import { listChecklistIds } from '../workspace/find-checklist.ts';
import { type Candidates, candidates } from './candidate.ts';
import type { Cursor, Typed } from './cursor.ts';
import type { Here } from './here.ts';

type Named = Exclude<Cursor, { readonly type: 'command' | 'option' }>;

const none: Candidates = { list: [] };

/** The names that could stand at the cursor; what has to be loaded for them is loaded only then. */
export async function namesAt(cursor: Named, here: Here): Promise<Candidates> {
  const { text, typed } = cursor;
  const runs = listJournals(here.directory).map(({ runId }) => runId);
  const kind = cursor.type === 'value' ? nameOf(cursor.kind) : kindOfWord(typed, runs);
  switch (kind) {
    case 'checklist':
      return { ...candidates(listChecklistIds(here.directory)), ...(/[./]/.test(text) && { fallback: 'file' }) };
    case 'run':
      return candidates(runs);
    case 'shell':
      return candidates(Object.keys((await import('./completion-scripts.ts')).completionScripts));
    case 'file':
    case 'folder':
      return { list: [], fallback: kind };
    case 'run or step':
    case 'step':
    case 'item':
    case 'answer': {
      const { itemsOf, answersOf } = await import('./run-names.ts');
      const named = typed.words.find((word) => runs.includes(word));
      if (kind === 'answer') return answersOf(typed, text, named, here);
      const { list } = await itemsOf(typed.spec.name, named, here);
      return kind === 'run or step' ? { list: [...candidates(runs).list, ...list] } : { list };
    }
    case 'contact':
    case 'name=value':
    case 'profile':
    case 'step,':
    case 'scenario':
      return (await import('./checklist-names.ts')).namesInChecklist(kind, typed, text, here);
    default:
      return none;
  }
}

/** What the next word is; where the run may be left out, the word before tells whether it was. */
function kindOfWord({ spec, words }: Typed, runs: readonly string[]): string | undefined {
  const kinds = spec.words.map(nameOf);
  const mayLackRun = kinds[0] === 'run' && kinds.length > 1;
  if (mayLackRun && words.length === 0) return 'run or step';
  const at = words.length + (mayLackRun && !runs.includes(words[0] ?? '') ? 1 : 0);
  const isMany = spec.words.at(-1)?.includes('...') === true;
  const kind = kinds[isMany ? Math.min(at, kinds.length - 1) : at];
  return kind === 'name=value' ? 'answer' : kind;
}

/** `scenario` of `[scenario...]`. */
function nameOf(word: string | undefined): string {
  return (word ?? '').replaceAll(/[<>[\].]/g, '');
}
