import { isTemplate } from '../language/template.ts';
import type { Step } from '../model/checklist.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Draft, Entry } from './draft.ts';
import type { Path } from './places.ts';

/** A template or an expression of a checklist, with what it may refer to. */
export interface WrittenText {
  readonly kind: 'template' | 'expression';
  readonly text: string;
  readonly path: Path;
  /** As messages name whose text it is. */
  readonly owner: string;
  /** The item that it belongs to; without one, it is filled before the first step. */
  readonly entry?: Entry;
  /** `outputs` are those of the step itself. */
  readonly seesOwnOutputs?: boolean;
  /** It makes the list of a matrix, which must be known when the run starts. */
  readonly isMatrix?: boolean;
  /** It would become code. */
  readonly isCode?: boolean;
}

/** All templates and expressions of a checklist; texts without a template are left out. */
export function* textsOf(draft: Draft): Iterable<WrittenText> {
  const { commit, values } = draft.checklist;
  if (commit !== undefined && isTemplate(commit))
    yield { kind: 'template', text: commit, path: ['commit'], owner: '"commit"' };
  for (const [id, text] of Object.entries(values)) {
    if (isTemplate(text)) yield { kind: 'template', text, path: ['values', id], owner: `value "${id}"` };
  }
  for (const entry of draft.entries) yield* textsOfItem(draft, entry);
  for (const [profile, { relax }] of Object.entries(draft.checklist.profiles)) {
    for (const [id, options] of Object.entries(relax)) {
      const entry = draft.byId.get(id);
      const path = ['profiles', profile, 'relax', id];
      if (entry?.item.kind === 'step') yield* textsOfOptions(draft, entry, entry.item, options, path);
    }
  }
}

function* textsOfItem(draft: Draft, entry: Entry): Iterable<WrittenText> {
  const { item, path } = entry;
  const owner = `${item.kind} "${item.id}"`;
  if (item.when !== undefined) yield { kind: 'expression', text: item.when, path: [...path, 'when'], owner, entry };
  for (const [name, list] of Object.entries(item.matrix ?? {})) {
    const here = [...path, 'matrix', name];
    if (typeof list === 'string') yield { kind: 'template', text: list, path: here, owner, isMatrix: true };
  }
  if (item.kind === 'group') return;
  yield* textsOfOptions(draft, entry, item, item.with, [...path, 'with']);
  for (const [index, { that }] of item.expect.entries()) {
    const here = [...path, 'expect', index, 'that'];
    yield { kind: 'expression', text: that, path: here, owner, entry, seesOwnOutputs: true };
  }
  if (item.poll !== undefined) {
    const here = [...path, 'poll', 'until'];
    yield { kind: 'expression', text: item.poll.until, path: here, owner, entry, seesOwnOutputs: true };
  }
  const word = typeof item.confirm === 'object' ? item.confirm.word : undefined;
  if (word !== undefined && isTemplate(word))
    yield { kind: 'template', text: word, path: [...path, 'confirm', 'word'], owner, entry };
  if (item.manual !== undefined && isTemplate(item.manual))
    yield { kind: 'template', text: item.manual, path: [...path, 'manual'], owner, entry };
  for (const [index, text] of (item.undo?.command ?? []).entries()) {
    const here = [...path, 'undo', 'command', index];
    if (isTemplate(text)) yield { kind: 'template', text, path: here, owner, entry, seesOwnOutputs: true };
  }
}

function* textsOfOptions(draft: Draft, entry: Entry, step: Step, options: Json, path: Path): Iterable<WrittenText> {
  const code = draft.types.get(step.type)?.code ?? [];
  for (const text of stringsIn(options, path)) {
    if (!isTemplate(text.text)) continue;
    const isCode = code.includes(String(text.path[path.length]));
    yield { kind: 'template', ...text, owner: `step "${step.id}"`, entry, isCode };
  }
}

function* stringsIn(value: Json, path: Path): Iterable<{ readonly text: string; readonly path: Path }> {
  if (typeof value === 'string') {
    yield { text: value, path };
  } else if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) yield* stringsIn(part, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [key, part] of Object.entries(value)) yield* stringsIn(part, [...path, key]);
  }
}
