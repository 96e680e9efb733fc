import { type Checklist, isSameJson, type Json, type JsonObject, type RunState } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import { showAnswer } from './describe-ask.ts';

/** What an edit changes above the items: inputs, values, contacts, secrets and profiles. */
export function describeHeadEdit(
  { checklist: before, commit }: RunState,
  after: Checklist,
  inputs: JsonObject,
): string[] {
  const pinned = commit === undefined ? '' : ', the run stays at the commit that it was started with';
  return [
    ...(before.title === after.title ? [] : ['  ~ the title']),
    ...(before.commit === after.commit ? [] : [`  ~ commit${pinned}`]),
    ...compare('input', before.inputs, after.inputs, (name) =>
      name in inputs ? ` is ${showLine(showAnswer(inputs[name] ?? null))}` : '',
    ),
    ...compare('value', before.values, after.values),
    ...compare('contact', before.contacts, after.contacts),
    ...compare('secret', before.secrets, after.secrets),
    ...compare('profile', before.profiles, after.profiles),
  ];
}

function compare(
  what: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  about: (name: string) => string = () => '',
): string[] {
  const [a, b] = [toJson(before), toJson(after)];
  return [
    ...Object.keys(b).flatMap((name) => (Object.hasOwn(a, name) ? [] : [`  + ${what} ${name}${about(name)}`])),
    ...Object.keys(a).flatMap((name) => (Object.hasOwn(b, name) ? [] : [`  - ${what} ${name}`])),
    ...Object.keys(b).flatMap((name) =>
      Object.hasOwn(a, name) && !isSameJson(a[name] ?? null, b[name] ?? null) ? [`  ~ ${what} ${name}`] : [],
    ),
  ];
}

function toJson(record: Readonly<Record<string, unknown>>): Record<string, Json> {
  return JSON.parse(JSON.stringify(record)) as Record<string, Json>;
}
