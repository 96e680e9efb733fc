import {
  type Checklist,
  type Command,
  createFileHost,
  decideCommand,
  type Node,
  type Question,
  type RunState,
} from '@checklist/engine';
import { pickRun } from '../workspace/pick-run.ts';
import type { Candidates } from './candidate.ts';
import type { Typed } from './cursor.ts';
import type { Here } from './here.ts';
import { nameValues } from './name-values.ts';

/** The items of a run for which a command makes sense now. */
export async function itemsOf(command: string, runId: string | undefined, here: Here): Promise<Candidates> {
  const state = await readState(runId, here);
  const nodes = state === undefined ? [] : state.graph.nodes.filter((node) => isFor(command, state, node));
  return { list: nodes.map(({ id, item }) => ({ text: id, about: item.title })) };
}

function isFor(command: string, state: RunState, node: Node): boolean {
  const { ask, answers } = state.items.get(node.index);
  if (command === 'answer' || command === 'reject') return ask !== undefined && answers === undefined;
  const wanted = commandFor(command, node.id);
  return wanted === undefined || decideCommand(state, { id: '', by: state.starter, command: wanted }, state.lastAt).ok;
}

function commandFor(name: string, id: string): Command | undefined {
  switch (name) {
    case 'retry':
    case 'reevaluate':
    case 'by-hand':
      return { type: name, step: id };
    case 'skip':
    case 'waive':
      return { type: name, step: id, reason: 'any' };
    default:
      return undefined;
  }
}

/** The answers that the step which was named wants, and their values. */
export async function answersOf(
  { words }: Typed,
  text: string,
  runId: string | undefined,
  here: Here,
): Promise<Candidates> {
  const state = await readState(runId, here);
  const [id = '', ...given] = runId === undefined ? words : words.slice(1);
  const index = state?.graph.indexOf.get(id);
  const questions = index === undefined ? [] : (state?.items.get(index).ask?.questions ?? []);
  return {
    list: nameValues(
      questions.map(({ name, label, ...question }) => ({ name, about: label, values: valuesOf(question) })),
      text,
      given,
    ),
  };
}

function valuesOf({ type, choices, word }: Pick<Question, 'type' | 'choices' | 'word'>): readonly string[] {
  if (word !== undefined) return [word];
  return type === 'confirm' ? ['yes', 'no'] : (choices ?? []);
}

/** The checklist of the run that is named, else of the only one that is open. */
export async function checklistOfRun(word: string | undefined, here: Here): Promise<Checklist | undefined> {
  const named = word === undefined ? undefined : await readState(word, here);
  return (named ?? (await readState(undefined, here)))?.checklist;
}

/** The run of that name, else the only one that is open. */
async function readState(runId: string | undefined, { directory, env }: Here): Promise<RunState | undefined> {
  const picked = await pickRun(createFileHost({ directory, env, now: Date.now }), runId);
  return picked.ok ? picked.value : undefined;
}
