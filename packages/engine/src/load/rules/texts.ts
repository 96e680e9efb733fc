import { parseExpression } from '../../language/expression.ts';
import type { Reference } from '../../language/reference.ts';
import { parseTemplate } from '../../language/template.ts';
import type { Place } from '../../model/diagnostic.ts';
import { checkReference } from '../check-reference.ts';
import type { Draft, Entry } from '../draft.ts';
import { orderItems } from '../item-order.ts';
import type { Path } from '../places.ts';
import type { Report } from '../report.ts';
import { sortMoments } from '../sort-moments.ts';
import { textsOf, type WrittenText } from '../texts.ts';
import { findNotUpstream } from '../upstream.ts';
import { reportCycles } from './order.ts';
import type { Rule } from './rule.ts';

/** So many faults of one text are told. */
const faultLimit = 20;

interface StepReference {
  readonly reader: Entry;
  readonly read: Entry;
  readonly text: WrittenText;
  readonly reference: Reference;
}

/** Every name that a template or an expression reads is known, and every step has ended by then. */
export const references: Rule = (draft, report) => {
  const stepReferences: StepReference[] = [];
  for (const text of textsOf(draft)) {
    let faults = 0;
    for (const reference of referencesOf(text, draft, report)) {
      if (faults >= faultLimit) break;
      const fault = checkReference(reference.path, text, draft, report);
      if (fault === undefined) {
        const read = reference.path[0] === 'steps' ? draft.byId.get(reference.path[1] ?? '') : undefined;
        if (text.entry !== undefined && read !== undefined)
          stepReferences.push({ reader: text.entry, read, text, reference });
        continue;
      }
      faults++;
      const message = `${text.owner} reads "${reference.path.join('.')}", but ${fault.reason}`;
      report.add(fault.code, placeWithin(draft, text, reference), message, fault.hint);
    }
  }
  checkOrder(draft, report, stepReferences);
};

function checkOrder(draft: Draft, report: Report, stepReferences: readonly StepReference[]): void {
  const order = orderItems(draft);
  const sorted = sortMoments(order.before);
  reportCycles(draft, report, order, sorted);
  for (const { reader, read, text, reference } of findNotUpstream(order, sorted, stepReferences)) {
    const name = reference.path.join('.');
    const itself = `${text.owner} reads "${name}", but that is the step itself`;
    const other = `${text.owner} reads "${name}", but "${read.item.id}" need not have ended before "${reader.item.id}" begins`;
    const hint =
      reader === read
        ? 'write "outputs.<name>" in "expect" and "until"'
        : `add "${read.item.id}" to "needs", or move it above`;
    report.add('not-upstream', placeWithin(draft, text, reference), reader === read ? itself : other, hint);
  }
}

function referencesOf(text: WrittenText, draft: Draft, report: Report): readonly Reference[] {
  if (text.isCode === true) {
    const key = text.path.findLast((part) => typeof part === 'string');
    const message = `${text.owner} has a template in "${key}", where a value would become code`;
    const place = placeWithin(draft, text, { start: text.text.indexOf('{{'), end: text.text.indexOf('{{') + 2 });
    report.add(
      'code-from-template',
      place,
      message,
      'pass the value through "env", and read the variable in the script',
    );
    return [];
  }
  const parsed = text.kind === 'template' ? parseTemplate(text.text) : parseExpression(text.text);
  if (parsed.ok) return parsed.value.references;
  const { message, hint } = parsed.error;
  const code = text.kind === 'template' ? 'bad-template' : 'bad-expression';
  report.add(code, placeWithin(draft, text, parsed.error), `${text.owner} has a wrong ${text.kind}: ${message}`, hint);
  return [];
}

/** The place of a part of a text, in the file where the text stands. */
function placeWithin(
  draft: Draft,
  { path }: WrittenText,
  { start, end }: { readonly start: number; readonly end: number },
): Place {
  const source = draft.templateFiles.sourceOf(path);
  return source === undefined ? draft.places.within(path, start, end) : source.place(start, end);
}

/** Titles name things before anything is known; a template in one would be shown as it is written. */
export const titlesArePlain: Rule = (draft, report) => {
  const tell = (text: string, owner: string, path: Path) => {
    const at = text.indexOf('{{');
    if (at < 0) return;
    const message = `${owner} has a template in "${path.at(-1)}", expected plain text`;
    const hint = 'templates are filled in "with", "manual", "undo" and "confirm"; here, write the words themselves';
    report.add('template-not-filled', draft.places.within(path, at, at + 2), message, hint);
  };
  tell(draft.checklist.title, 'the checklist', ['title']);
  for (const { item, path } of draft.entries) {
    tell(item.title, `${item.kind} "${item.id}"`, [...path, 'title']);
    if (item.kind === 'group') continue;
    for (const [index, { name }] of item.expect.entries())
      tell(name, `step "${item.id}"`, [...path, 'expect', index, 'name']);
  }
};
