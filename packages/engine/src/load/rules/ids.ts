import { countInstances, itemLimit } from '../../model/count-items.ts';
import { findSharedKey } from '../../model/matrix-key.ts';
import { type Entry, holdersOf, nameOf, placeIn } from '../draft.ts';
import type { Path } from '../places.ts';
import type { Rule } from './rule.ts';

/** Words that templates or expressions read as something else. */
const reservedIds: ReadonlySet<string> = new Set([
  ...['constructor', 'else', 'outputs', 'this', 'undefined'],
  // Reserved by CEL.
  ...['as', 'break', 'const', 'continue', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop', 'namespace'],
  ...['null', 'package', 'return', 'true', 'var', 'void', 'while'],
]);

const reservedHint = 'choose another id: templates and expressions give this word a meaning of their own';

export const duplicateIds: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    const first = draft.byId.get(entry.item.id);
    if (first === undefined || first === entry || entry.doubts.has('id')) continue;
    const line = placeIn(draft, first, 'id').line;
    const message = `${nameOf(entry)} has the id of ${first.item.kind === 'group' ? 'a group' : 'a step'} on line ${line}`;
    report.add('duplicate-id', placeIn(draft, entry, 'id'), message, 'give every item an id of its own');
  }
};

/** Two instances of one id would be one step of which the journal cannot tell which one it means. */
export const distinctInstances: Rule = (draft, report) => {
  for (const { item, path } of draft.entries) {
    for (const [name, values] of Object.entries(item.matrix ?? {})) {
      const shared = typeof values === 'string' ? undefined : findSharedKey(values);
      if (shared === undefined) continue;
      const message = `matrix "${name}" has two values that are called "${shared}", expected different ones`;
      report.add('wrong-value', draft.places.key([...path, 'matrix', name]), message);
    }
  }
};

/** Lists multiply: a few short ones already make a run that no machine can hold. */
export const notTooManyItems: Rule = (draft, report) => {
  let count = 0;
  for (const entry of draft.entries) {
    const line: readonly Entry[] = [entry, ...holdersOf(entry)];
    count += line.reduce((product, { item }) => product * countInstances(item), 1);
    const inMatrix = line.find(({ item }) => item.matrix !== undefined);
    if (count <= itemLimit || inMatrix === undefined) continue;
    const message = `the matrices make more than ${itemLimit} items of this checklist`;
    report.add('too-many-items', placeIn(draft, inMatrix, 'matrix'), message, 'use shorter lists, or fewer of them');
    return;
  }
};

export const reservedItemIds: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    const { id, matrix = {} } = entry.item;
    if (reservedIds.has(id)) {
      report.add('reserved-id', placeIn(draft, entry, 'id'), `the id "${id}" is reserved`, reservedHint);
    }
    for (const name of Object.keys(matrix)) {
      if (!reservedIds.has(name)) continue;
      const place = draft.places.key([...entry.path, 'matrix', name]);
      report.add('reserved-id', place, `the name "${name}" is reserved`, reservedHint);
    }
  }
};

export const reservedNames: Rule = (draft, report) => {
  const { contacts, inputs, values } = draft.checklist;
  for (const [section, named] of Object.entries({ contacts, inputs, values })) {
    for (const id of Object.keys(named)) {
      const path: Path = [section, id];
      if (reservedIds.has(id))
        report.add('reserved-id', draft.places.key(path), `the id "${id}" is reserved`, reservedHint);
    }
  }
};
