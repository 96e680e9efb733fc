import { checkStepReference } from './check-step-reference.ts';
import type { Draft } from './draft.ts';
import { holdersOf } from './draft.ts';
import { listKnown, type ReferenceFault } from './reference-fault.ts';
import type { Report } from './report.ts';
import type { WrittenText } from './texts.ts';

const runFields = ['id', 'commit', 'started_at', 'starter', 'operator', 'decisions'];
const contactFields = ['name', 'email', 'github', 'discord', 'asana'];

/** Tells what is wrong with a name that a text reads, apart from the order of steps. */
export function checkReference(
  path: readonly string[],
  text: WrittenText,
  draft: Draft,
  report: Report,
): ReferenceFault | undefined {
  const [root = '', name, field] = path;
  const { inputs, values } = draft.checklist;
  const oneOf = (code: ReferenceFault['code'], kind: string, known: readonly string[]) =>
    name === undefined || known.includes(name) ? undefined : unknownName(report, code, kind, name, known);
  switch (root) {
    case 'inputs':
      return oneOf('unknown-input', 'input', Object.keys(inputs));
    case 'values':
      if (text.path[0] === 'commit')
        return {
          code: 'unknown-reference',
          reason: 'values are filled after the commit is known',
          hint: 'write the value itself here',
        };
      return oneOf('unknown-reference', 'value', Object.keys(values));
    case 'contacts':
      return checkContact(draft, report, name, field);
    case 'run':
      return checkRunField(text, report, name);
    case 'matrix':
      return checkMatrix(text, report, name);
    case 'steps':
    case 'outputs':
      return checkStepReference(path, text, draft, report);
    default:
      return unknownRoot(root, text, report);
  }
}

function unknownName(
  report: Report,
  code: ReferenceFault['code'],
  kind: string,
  name: string,
  known: readonly string[],
): ReferenceFault {
  const hint = report.didYouMean(name, known) ?? listKnown(`the ${kind}s`, known) ?? `add it under "${kind}s"`;
  return { code, reason: `no ${kind} has that id`, hint };
}

function checkContact(draft: Draft, report: Report, id: string | undefined, field: string | undefined) {
  const { contacts } = draft.checklist;
  if (id === undefined) return undefined;
  const contact = Object.hasOwn(contacts, id) ? contacts[id] : undefined;
  if (contact === undefined) return unknownName(report, 'unknown-contact', 'contact', id, Object.keys(contacts));
  if (field === undefined || Object.hasOwn(contact, field)) return undefined;
  const hint = contactFields.includes(field)
    ? `add "${field}" to the contact`
    : report.didYouMean(field, contactFields);
  return { code: 'unknown-reference', reason: `contact "${id}" has no "${field}"`, hint } as const;
}

function checkRunField(text: WrittenText, report: Report, field: string | undefined): ReferenceFault | undefined {
  if (field === 'commit' && text.path[0] === 'commit') {
    const hint = 'name a branch, a tag or an input instead';
    return { code: 'unknown-reference', reason: 'that is what this text decides', hint };
  }
  if ((field === 'decisions' || field === 'operator') && text.entry === undefined) {
    const hint = 'read it in the step where it is used';
    const reason =
      field === 'operator' ? 'the run may change hands on its way' : 'nothing is decided before the first step';
    return { code: 'not-upstream', reason, hint };
  }
  if (field === undefined || runFields.includes(field)) return undefined;
  const hint = report.didYouMean(field, runFields) ?? listKnown('its fields', runFields);
  return { code: 'unknown-reference', reason: `a run has no "${field}"`, hint };
}

function checkMatrix(text: WrittenText, report: Report, name: string | undefined): ReferenceFault | undefined {
  if (text.entry === undefined) {
    return { code: 'unknown-reference', reason: 'no matrix is known before the first step' };
  }
  const line = [text.entry, ...holdersOf(text.entry)];
  const known = line.flatMap(({ item }) => Object.keys(item.matrix ?? {}));
  if (name === undefined || known.includes(name) || line.some(({ doubts }) => doubts.has('matrix'))) return undefined;
  const reason = known.length === 0 ? 'it stands in no matrix' : 'no matrix around it has that name';
  const hint = report.didYouMean(name, known) ?? listKnown('the names', known);
  return { code: 'unknown-reference', reason, hint };
}

function unknownRoot(root: string, text: WrittenText, report: Report): ReferenceFault {
  if (root === 'secrets') {
    const hint = 'name the secret in "secrets" of the step: its program receives it as a variable';
    return { code: 'unknown-reference', reason: 'a secret is never put into a text', hint };
  }
  const known = ['inputs', 'values', 'contacts', 'run'];
  if (text.entry !== undefined) known.push('steps', 'matrix');
  if (text.seesOwnOutputs === true) known.push('outputs');
  const hint = report.didYouMean(root, known) ?? listKnown('the names', known);
  return { code: 'unknown-reference', reason: `there is nothing of the name "${root}"`, hint };
}
