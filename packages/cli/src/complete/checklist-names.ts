import type { Checklist, Input, Item, Step } from '@checklist/engine';
import { findChecklist } from '../workspace/find-checklist.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { type Candidate, type Candidates, candidates } from './candidate.ts';
import type { Typed } from './cursor.ts';
import type { Here } from './here.ts';
import { nameValues } from './name-values.ts';

/** Names that the checklist which was named gives: inputs, profiles, contacts, steps to confirm, scenarios. */
export async function namesInChecklist(kind: string, typed: Typed, text: string, here: Here): Promise<Candidates> {
  const [named = ''] = typed.words;
  const file = findChecklist(named, here);
  if (!file.ok) return { list: [] };
  if (kind === 'scenario') {
    const { listScenarios } = await import('../rehearse/read-scenario.ts');
    return candidates(listScenarios(`${here.directory}/${file.value}`).filter((one) => !typed.words.includes(one)));
  }
  const loaded = await loadChecklist(file.value, here);
  return { list: loaded.ok ? listFrom(loaded.value, kind, typed, text) : [] };
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
