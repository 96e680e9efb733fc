import { join } from 'node:path';
import type { Checklist, Input, Item, Step } from '@checklist/engine';
import { findChecklist } from '../workspace/find-checklist.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { type Candidate, type Candidates, candidates } from './candidate.ts';
import type { Typed } from './cursor.ts';
import type { Here } from './here.ts';
import { nameValues } from './name-values.ts';

/** Names that the checklist at hand gives: inputs, profiles, contacts, steps to confirm, scenarios. */
export async function namesInChecklist(kind: string, typed: Typed, text: string, here: Here): Promise<Candidates> {
  if (kind === 'scenario') return scenariosOf(typed, here);
  const checklist = await checklistAtHand(typed, here);
  return { list: checklist === undefined ? [] : listFrom(checklist, kind, typed, text) };
}

async function scenariosOf({ words: [named = '', ...others] }: Typed, here: Here): Promise<Candidates> {
  const file = findChecklist(named, here);
  if (!file.ok) return { list: [] };
  const { listScenarios } = await import('../rehearse/read-scenario.ts');
  return candidates(listScenarios(join(here.directory, file.value)).filter((one) => !others.includes(one)));
}

/** The checklist that was named, or that of the run. */
async function checklistAtHand({ spec, words: [named] }: Typed, here: Here): Promise<Checklist | undefined> {
  if (spec.words[0]?.includes('checklist') !== true)
    return (await import('./run-names.ts')).checklistOfRun(named, here);
  const file = findChecklist(named ?? '', here);
  const loaded = file.ok ? await loadChecklist(file.value, here) : file;
  return loaded.ok ? loaded.value : undefined;
}

function listFrom(checklist: Checklist, kind: string, { options }: Typed, text: string): Candidate[] {
  switch (kind) {
    case 'profile':
      return Object.entries(checklist.profiles).map(([id, { description: about = '' }]) => ({ text: id, about }));
    case 'contact':
      return Object.entries(checklist.contacts).map(([id, { name }]) => ({ text: id, about: name }));
    case 'step,':
      return confirmable(checklist, text);
    default: {
      const fields = Object.entries(checklist.inputs).map(([name, input]) => ({
        name,
        about: input.description ?? '',
        values: valuesOf(input),
      }));
      return nameValues(fields, text, options.get('input') ?? []);
    }
  }
}

function valuesOf({ type, choices = [] }: Input): readonly string[] {
  return type === 'boolean' ? ['yes', 'no'] : choices.map(String);
}

/** Steps that ask before they start, behind those that stand before a comma. */
function confirmable({ items }: Checklist, text: string): Candidate[] {
  const before = text.slice(0, text.lastIndexOf(',') + 1);
  const chosen = before.split(',');
  const steps = [...stepsIn(items)].filter((step) => step.effect === 'irreversible' || step.confirm !== undefined);
  return steps.filter(({ id }) => !chosen.includes(id)).map(({ id, title }) => ({ text: before + id, about: title }));
}

function* stepsIn(items: readonly Item[]): Iterable<Step> {
  for (const item of items) {
    if (item.kind === 'step') yield item;
    else yield* stepsIn([...item.items, ...item.finally]);
  }
}
