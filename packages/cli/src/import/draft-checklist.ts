import type { JsonObject } from '@checklist/engine';
import { commandSteps, joinPush } from './command-steps.ts';
import { asTemplate, findPlaces, isProse, type Places, splitPlaces } from './find-places.ts';
import type { Made } from './git-step.ts';
import { type Guide, type GuideSection, type GuideTask, isSection, type Note } from './guide-model.ts';
import { createIds, makeId } from './make-id.ts';
import { isForPeople, manualStep, whomToAsk } from './manual-step.ts';
import { plainLine } from './plain-line.ts';

/** A group or a step to be written, with the line of the guide that it comes from. */
export interface DraftItem {
  readonly line: number;
  readonly value: JsonObject;
  readonly items?: readonly DraftItem[];
}

/** A checklist to be written. */
export interface Draft {
  readonly head: JsonObject;
  readonly items: readonly DraftItem[];
  readonly notes: readonly Note[];
}

interface Drafting {
  readonly places: Places;
  readonly made: Made;
  readonly contacts: Map<string, string>;
  readonly notes: Note[];
  newId(title: string): string;
}

/** Makes a checklist of a guide: sections become groups, tasks become steps. */
export function draftChecklist(guide: Guide, id: string | undefined): Draft {
  const drafting: Drafting = {
    places: findPlaces(guide),
    made: { branches: new Set(), tags: new Set(), hasMoved: false },
    contacts: new Map(),
    notes: [...guide.notes],
    newId: createIds('step'),
  };
  for (const { line, role, name } of guide.contacts) {
    const message = `"@${name}" is a contact by name only: say where that name is one, such as "github" or "discord"`;
    drafting.contacts.set(unused(makeId(role, 'contact'), drafting.contacts), name);
    drafting.notes.push({ line, message });
  }
  const items = unwrap(guide.top.parts.flatMap((part) => itemsOf(part, drafting, 0)).reduce<DraftItem[]>(joinPush, []));
  for (const [input, line] of drafting.places.inputs)
    drafting.notes.push({ line, message: `the input "${input}" has no pattern and no default: say what it may be` });
  return { head: headOf(guide, id, items, drafting), items, notes: drafting.notes.toSorted((a, b) => a.line - b.line) };
}

function headOf(guide: Guide, id: string | undefined, items: readonly DraftItem[], drafting: Drafting): JsonObject {
  const title = guide.title || 'Release';
  const description = proseOf(guide.top);
  const inputs: Record<string, JsonObject> = {};
  for (const [input, line] of drafting.places.inputs)
    inputs[input] = {
      type: 'string',
      description: `${input.replaceAll('_', ' ')}, first in line ${line} of the guide`,
    };
  const isPinned = items.some(hasGit);
  if (isPinned) inputs.commit = { type: 'string', description: 'Commit to release', default: 'HEAD' };
  const contacts = Object.fromEntries([...drafting.contacts].map(([key, name]) => [key, { name }]));
  return {
    version: 1,
    id: id ?? makeId(title, 'release'),
    title,
    ...(description === '' ? {} : { description }),
    ...(isPinned ? { commit: '{{inputs.commit}}' } : {}),
    ...(drafting.contacts.size === 0 ? {} : { contacts }),
    ...(Object.keys(inputs).length === 0 ? {} : { inputs }),
  };
}

function hasGit({ value, items }: DraftItem): boolean {
  return String(value.type).startsWith('git.') || items?.some(hasGit) === true;
}

function proseOf(section: GuideSection): string {
  return section.prose.filter((text) => !text.endsWith(':')).join('\n\n');
}

/** A group that holds all others and nothing else says nothing. */
function unwrap(items: readonly DraftItem[]): readonly DraftItem[] {
  const [only] = items;
  const isWrapping = items.length === 1 && only?.items?.every((item) => item.items !== undefined) === true;
  return isWrapping && only?.items !== undefined && only.value.description === undefined ? only.items : items;
}

function itemsOf(part: GuideTask | GuideSection, drafting: Drafting, depth: number): readonly DraftItem[] {
  return isSection(part) ? groupOf(part, drafting, depth) : stepsOf(part, drafting, depth);
}

function groupOf(section: GuideSection, drafting: Drafting, depth: number): readonly DraftItem[] {
  const { line, title } = section;
  const id = drafting.newId(title);
  const items = section.parts.flatMap((part) => itemsOf(part, drafting, depth + 1)).reduce<DraftItem[]>(joinPush, []);
  if (items.length === 0) {
    drafting.notes.push({ line, message: `the section "${title}" says nothing that is to be done and was left out` });
    return [];
  }
  const description = proseOf(section);
  return [{ line, value: { id, title: title || id, ...(description === '' ? {} : { description }) }, items }];
}

function stepsOf(task: GuideTask, drafting: Drafting, depth: number): readonly DraftItem[] {
  const [first] = task.codes;
  const title = plainLine(task.text) || plainLine(first?.text ?? '') || 'Step';
  const owner = ownerOf(task, drafting);
  const commands = task.codes.filter(({ language }) => !isProse(language));
  const isGroup = depth < 8 && task.tasks.some((one) => one.codes.length > 0);
  const groupId = isGroup ? drafting.newId(title) : '';
  const text = markdownOf(task, isGroup);
  const found = commands.flatMap((code) => {
    if (code.language === '')
      drafting.notes.push({ line: code.line, message: 'the block names no language and was taken for commands' });
    const secret = /\$\{?([A-Z_]*(?:TOKEN|SECRET|PASSWORD|API_KEY))\b/.exec(code.text)?.[1];
    if (secret !== undefined)
      drafting.notes.push({
        line: code.line,
        message: `"${secret}" is a secret: name it in "secrets", at the top and in the step`,
      });
    return commandSteps(code, drafting.places, drafting.made);
  });
  const steps = found.map(({ line, command, value }) => {
    const name = found.length === 1 ? title : plainLine(command);
    const hasMore = text !== '' && plainLine(text, 1e6) !== name && found[0]?.line === line;
    const head = { id: drafting.newId(name), title: name, ...(hasMore ? { description: text } : {}) };
    return {
      line: found.length === 1 ? task.line : line,
      value: { ...head, type: value.type ?? '', ...owner, ...value },
    };
  });
  if (drafting.made.hasMoved && commands.some((code) => /\bgit tag /.test(code.text)))
    drafting.notes.push({
      line: task.line,
      message: 'a new commit is tagged, so the commands of git stay as they are',
    });
  if (found.some(({ value }) => value.type === 'git.tag'))
    drafting.notes.push({
      line: task.line,
      message: 'the tag is made at the commit of the run: say so if another one is meant',
    });
  const own =
    steps.length > 0 || (isGroup && !isForPeople(task.text)) ? steps : [personStep(task, title, text, owner, drafting)];
  if (!isGroup) return own;
  const items = [...own, ...task.tasks.flatMap((one) => stepsOf(one, drafting, depth + 1))];
  return [{ line: task.line, value: { id: groupId, title }, items: items.reduce<DraftItem[]>(joinPush, []) }];
}

function personStep(task: GuideTask, title: string, text: string, owner: JsonObject, drafting: Drafting): DraftItem {
  const { line } = task;
  const whom = whomToAsk(task.text);
  const contact = whom === undefined ? undefined : contactOf(whom, drafting);
  if (!isForPeople(task.text))
    drafting.notes.push({ line, message: `"${title}" has no command of its own, so a person is asked` });
  const instructions = asTemplate(splitPlaces(text || title, drafting.places, 'prose'));
  const { type = 'manual', ...rest } = manualStep(task.text || title, instructions, contact);
  return { line, value: { id: drafting.newId(title), title, type, ...owner, ...rest } };
}

/** The owner that a table names, else who is named in brackets or at the end: "Tag it (@robb)". */
function ownerOf(task: GuideTask, drafting: Drafting): JsonObject {
  const name =
    task.owner ??
    /\(@([\w-]+)\)|(?:^|\s)@([\w-]+)\s*$/
      .exec(task.text)
      ?.slice(1)
      .find((one) => one !== undefined);
  return name === undefined || name === '' ? {} : { owner: contactOf(name, drafting) };
}

function contactOf(name: string, { contacts }: Drafting): string {
  const same = [...contacts].find(([, one]) => one.toLowerCase() === name.toLowerCase());
  if (same !== undefined) return same[0];
  const id = unused(makeId(name, 'contact'), contacts);
  contacts.set(id, plainLine(name));
  return id;
}

function unused(id: string, contacts: ReadonlyMap<string, string>): string {
  let free = id;
  for (let count = 2; contacts.has(free); count += 1) free = `${id}_${count}`;
  return free;
}

/** A task as Markdown, with the texts in its fences; commands and the tasks of a group are left out. */
function markdownOf(task: GuideTask, isGroup: boolean): string {
  const fences = task.codes
    .filter(({ language }) => isProse(language))
    .map(({ language, text }) => `\`\`\`\`${language}\n${text}\n\`\`\`\``);
  const tasks = isGroup ? [] : task.tasks.map((one) => `- ${markdownOf(one, false).replaceAll('\n', '\n  ')}`);
  return [task.text, tasks.join('\n'), ...fences].filter((part) => part !== '').join('\n\n');
}
