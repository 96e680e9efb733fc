import type { Guide, GuideSection, GuideTask } from './guide-model.ts';
import { isSection } from './guide-model.ts';
import { makeId } from './make-id.ts';

/** A text in parts: what stands there, and inputs that stand for something. */
export type Part = string | { readonly input: string };

const html =
  /^\/?(?:a|abbr|b|br|code|details|div|em|h[1-6]|hr|i|img|input|kbd|li|ol|p|pre|s|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)$/i;
const known =
  /^(?:HOME|PATH|USER|PWD|OLDPWD|SHELL|TMPDIR|CI|RANDOM|EDITOR|HOSTNAME|IFS|LANG|LINENO|SECONDS|UID|[A-Z_]*(?:TOKEN|SECRET|PASSWORD|PASSWD|API_KEY))$/;
const place =
  /<([A-Za-z][\w.-]*(?: [\w.-]+){0,2})>|(?<![${\\])\{([A-Z][A-Z0-9_]*)\}(?!\})|\$\{([A-Z][A-Z0-9_]*)\}|\$([A-Z][A-Z0-9_]*)|(?<![\w.])(v?)([XxNn]\.[YyNn](?:\.[ZzNn])?)(?![\w])|(?<!\w)\[((?=[A-Za-z_ -]*(?:version|tag|branch|release|date|commit))[A-Za-z][A-Za-z_ -]*)\](?![([:])/gi;

/** Inputs of a guide: what its placeholders ask for, with the line where each stands first. */
export interface Places {
  readonly inputs: ReadonlyMap<string, number>;
  /** Names of variables that a script of the guide sets itself. */
  readonly own: ReadonlySet<string>;
}

/** Finds the placeholders of all tasks: in commands each of them, in prose those that are written as such. */
export function findPlaces(guide: Guide): Places {
  const tasks = tasksOf(guide.top);
  const codes = tasks.flatMap((task) => task.codes);
  const own = new Set(
    codes.flatMap(({ text }) => [...text.matchAll(/\b([A-Z_][A-Z0-9_]*)=/g)].map((set) => set[1] ?? '')),
  );
  const inputs = new Map<string, number>();
  const note = (parts: readonly Part[], line: number) => {
    for (const part of parts) if (typeof part !== 'string' && !inputs.has(part.input)) inputs.set(part.input, line);
  };
  for (const code of codes)
    note(splitPlaces(code.text, { inputs, own }, isProse(code.language) ? 'prose' : 'command'), code.line);
  for (const task of tasks) note(splitPlaces(task.text, { inputs, own }, 'prose'), task.line);
  return { inputs, own };
}

/** Whether a block of code is a text for people, not for a shell. */
export function isProse(language: string): boolean {
  return !['', 'bash', 'sh', 'shell', 'zsh', 'console', 'shell-session', 'terminal', 'shellsession'].includes(language);
}

/** Splits a text at its placeholders. In prose, words in angle brackets count when they are in capitals or known from a command. */
export function splitPlaces(text: string, places: Places, kind: 'command' | 'prose'): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(place)) {
    const input = isLiteral(text, match) ? undefined : inputOf(match, places, kind);
    if (input === undefined) continue;
    const kept = match[5] ?? '';
    parts.push(text.slice(end, match.index) + kept, { input });
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== '');
}

/** A variable in single quotes belongs to another program, such as awk. */
function isLiteral(text: string, match: RegExpExecArray): boolean {
  const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
  return match[0].startsWith('$') && before.split("'").length % 2 === 0;
}

function inputOf(match: RegExpMatchArray, places: Places, kind: 'command' | 'prose'): string | undefined {
  const [, angle, brace, braced, variable, , dotted, square] = match;
  if (angle !== undefined) {
    const isKnown = angle === angle.toUpperCase() || places.inputs.has(makeId(angle, 'input'));
    return html.test(angle) || (kind === 'prose' && !isKnown) ? undefined : makeId(angle, 'input');
  }
  if (dotted !== undefined) return dotted.length > 3 ? 'version' : 'minor_version';
  if (square !== undefined) return makeId(square, 'input');
  const name = brace ?? braced ?? variable ?? '';
  if (name !== name.toUpperCase()) return undefined;
  if (brace !== undefined) return makeId(brace, 'input');
  const isInput = !known.test(name) && !places.own.has(name);
  return isInput && (kind === 'command' || places.inputs.has(makeId(name, 'input')))
    ? makeId(name, 'input')
    : undefined;
}

function tasksOf(section: GuideSection): readonly GuideTask[] {
  return section.parts.flatMap((part) => (isSection(part) ? tasksOf(part) : withTasks(part)));
}

function withTasks(task: GuideTask): readonly GuideTask[] {
  return [task, ...task.tasks.flatMap(withTasks)];
}

/** Parts as a template. What the guide writes in double braces stays as it is. */
export function asTemplate(parts: readonly Part[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part.replaceAll(/\{(?=\{)/g, '{ ') : `{{inputs.${part.input}}}`))
    .join('');
}
