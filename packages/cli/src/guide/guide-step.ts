import {
  asksFirst,
  type Checklist,
  formatDuration,
  type Item,
  type Json,
  type JsonObject,
  type Step,
  type StepType,
} from '@checklist/engine';
import { code } from '../report/markdown/markdown.ts';
import { escapePlaces, showProse, showTemplate, showTemplates } from './show-template.ts';

/** What a guide knows besides the step itself. */
export interface GuideSetting {
  readonly checklist: Checklist;
  readonly stepTypes: ReadonlyMap<string, StepType>;
}

/** A step for somebody who reads: what is done and by whom, what must hold, and how it is done by hand. */
export function stepSections(step: Step, setting: GuideSetting): string[] {
  const { checklist } = setting;
  const show = (text: string) => showProse(text, checklist);
  return [
    ...(step.description === undefined ? [] : [show(step.description)]),
    ...itemConditions(step),
    ...deed(step, setting),
    ...list(
      'It passes only when',
      step.expect.map(({ name }) => name),
    ),
    ...(step.manual === undefined ? [] : [`By hand: ${show(step.manual)}`]),
    footLine(step, setting),
  ];
}

/** When an item is done, and how often. */
export function itemConditions({ when, matrix }: Item): string[] {
  const lists = Object.entries(matrix ?? {}).map(([name, values]) => {
    const shown = typeof values === 'string' ? `\`${values}\`` : values.map(nameOfValue).join(', ');
    return `${name}: ${shown}`;
  });
  return [...(when === undefined ? [] : [`Only when \`${when}\`.`]), ...list('Once for each combination of', lists)];
}

function deed(step: Step, setting: GuideSetting): string[] {
  const options = showTemplates(step.with, setting.checklist);
  if (!isObject(options)) return [];
  if (step.type === 'manual') return asked(options, setting.checklist);
  if (typeof options.script === 'string') return script(options.script, options.env);
  const lines = planOf(setting.stepTypes.get(step.type), options);
  if (lines.length === 0) return [];
  if (step.type === 'shell' || step.type.startsWith('git.')) return [fence(unquote(lines), 'sh')];
  return lines.length === 1 ? [`${escapePlaces(capital(lines[0] ?? ''))}.`] : [fence(lines, 'text')];
}

function script(text: string, env: Json | undefined): string[] {
  const variables = Object.entries(isObject(env) ? env : {}).map(([name, value]) => {
    return `\`${name}\` is ${code(String(value).trim())}`;
  });
  return [fence(text.trimEnd().split('\n'), 'sh'), ...list('In it,', variables)];
}

/** A plan is only words: options that are not known yet may keep a step type from giving any. */
function planOf(stepType: StepType | undefined, options: JsonObject): readonly string[] {
  try {
    return (stepType?.plan?.(withLists(stepType, options)) ?? []).flatMap((line) => line.split('\n'));
  } catch {
    return Object.entries(options).map(
      ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  }
}

/** Where a list is wanted, a place to fill stands for its only element. */
function withLists({ options: schema }: StepType, options: JsonObject): JsonObject {
  const wanted: unknown = 'properties' in schema ? schema.properties : {};
  const isList = (key: string) => {
    const one: unknown = Object.entries(wanted ?? {}).find(([name]) => name === key)?.[1];
    return typeof one === 'object' && one !== null && 'type' in one && one.type === 'array';
  };
  const entries = Object.entries(options).map(([key, value]): [string, Json] => {
    return [key, typeof value === 'string' && isList(key) ? [value] : value];
  });
  return Object.fromEntries(entries);
}

function asked(options: JsonObject, { contacts }: Checklist): string[] {
  const questions = Object.entries(isObject(options.questions) ? options.questions : {}).map(([name, question]) => {
    const { label, type } = isObject(question) ? question : {};
    const box = type === 'confirm' ? '[ ] ' : '';
    return `${box}${String(label ?? name)}`;
  });
  return [
    escapePlaces(String(options.instructions ?? '')).trimEnd(),
    ...(questions.length === 0 ? [] : [questions.map((question) => `- ${question}`).join('\n')]),
    ...signOff(options.sign_off, contacts),
  ];
}

function signOff(rule: Json | undefined, contacts: Checklist['contacts']): string[] {
  if (!isObject(rule) || !Array.isArray(rule.by)) return [];
  const names = rule.by.map((id) => contacts[String(id)]?.name ?? String(id));
  const count = Number(rule.at_least ?? 1);
  const who = count > 1 ? `${count} of ${names.join(', ')}` : names.join(' or ');
  return [`Signed off by ${who}${rule.not_starter === true ? ', not by who started the run' : ''}.`];
}

function footLine(step: Step, { checklist }: GuideSetting): string {
  const { owner, poll, timeout, retry, deadline, confirm, effect } = step;
  const word = typeof confirm === 'object' ? `, by typing \`${showTemplate(confirm.word, checklist)}\`` : '';
  const parts = [
    `\`${step.id}\``,
    step.type === 'manual' ? 'a person' : `automatic, \`${step.type}\``,
    ...(owner === undefined ? [] : [checklist.contacts[owner]?.name ?? owner]),
    ...(effect === 'irreversible' ? ['**cannot be undone**'] : []),
    ...(asksFirst(step) ? [`asks first${word}`] : []),
    ...(poll === undefined
      ? []
      : [`looked at every ${formatDuration(poll.every)}, for ${formatDuration(poll.timeout)} at most`]),
    ...(retry === undefined ? [] : [`tried ${retry.attempts} times at most`]),
    ...(timeout === undefined ? [] : [`takes ${formatDuration(timeout)} at most`]),
    ...(deadline === undefined ? [] : [`late after ${formatDuration(deadline)}`]),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

function list(head: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return lines.length === 1
    ? [`${head} ${lines[0]}.`]
    : [[`${head}:`, '', ...lines.map((line) => `- ${line}`)].join('\n')];
}

function fence(lines: readonly string[], language: string): string {
  // A fence is longer than any that stands in the text.
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
  const ticks = '`'.repeat(longest + 1);
  return [`${ticks}${language}`, ...lines, ticks].join('\n');
}

/** A place to fill is quoted for the shell; a reader fills it before a shell sees it. */
function unquote(lines: readonly string[]): string[] {
  return lines.map((line) => line.replaceAll(/'([\w@%+=:,./^{}-]*(?:<[\w ]+>[\w@%+=:,./^{}-]*)+)'/g, '$1'));
}

function nameOfValue(value: Json): string {
  return String(isObject(value) ? (value.id ?? JSON.stringify(value)) : value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
