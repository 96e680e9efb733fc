import { Lexer, type Token, type Tokens } from 'marked';
import {
  type Guide,
  type GuideCode,
  type GuideContact,
  type GuideSection,
  type GuideTask,
  isSection,
  type Note,
} from './guide-model.ts';
import { markdownFromRst } from './markdown-from-rst.ts';
import { numberDepth, plainLine, withoutNumber } from './plain-line.ts';
import { readCode, readContacts, readList, readTable, withLines } from './read-items.ts';

const noProcess =
  /^(future|background|references?|see also|appendix|glossary|faq|links|history|roadmap|table of contents|contents|further reading|out of scope|related)\b/i;
const asks =
  /^(?:please |then |finally,? |next,? |now,? )*(verify|confirm|check|make sure|ensure|ask|review|wait|run)\b/i;

interface OpenSection {
  readonly depth: number;
  readonly isLeftOut: boolean;
  readonly line: number;
  readonly title: string;
  readonly prose: string[];
  readonly parts: (GuideTask | GuideSection)[];
  /** Its newest block is a paragraph that asks for nothing. */
  endsInProse: boolean;
}

/** Reads the text of a guide: its sections, and what is to be done in each. */
export function readGuide(source: string): Guide {
  const { text, name } = withoutFrontMatter(source);
  const contacts: GuideContact[] = [];
  const notes: Note[] = [];
  const top: OpenSection = { depth: 0, isLeftOut: false, line: 1, title: '', prose: [], parts: [], endsInProse: false };
  const open = [top];
  const depths = new Map<number, number>();
  let title = name;
  for (const [token, line] of withLines(new Lexer().blockTokens(markdownFromRst(text)), 1)) {
    const section = open.at(-1) ?? top;
    if (token.type === 'heading') {
      const heading = plainLine((token as Tokens.Heading).text);
      if (title === undefined && open.length === 1 && top.parts.length === 0 && token.depth === 1) title = heading;
      else beginSection(open, heading, line, depthOf(token as Tokens.Heading, heading, depths), notes);
    } else if (!section.isLeftOut) readBlock(token, line, section, contacts);
  }
  return { title: title ?? '', top, contacts, notes };
}

/** Headings with numbers are as deep as the first with as many numbers, whatever their marks say. */
function depthOf(token: Tokens.Heading, heading: string, depths: Map<number, number>): number {
  const numbers = numberDepth(heading);
  if (numbers === 0) return token.depth;
  const depth = depths.get(numbers) ?? token.depth;
  depths.set(numbers, depth);
  return depth;
}

function beginSection(open: OpenSection[], heading: string, line: number, depth: number, notes: Note[]): void {
  while (open.length > 1 && (open.at(-1)?.depth ?? 0) >= depth) open.pop();
  const parent = open.at(-1);
  const title = withoutNumber(heading);
  const isLeftOut = parent?.isLeftOut === true || noProcess.test(title);
  if (isLeftOut && parent?.isLeftOut !== true)
    notes.push({ line, message: `the section "${title}" reads as no part of the process and was left out` });
  const section: OpenSection = { depth, isLeftOut, line, title, prose: [], parts: [], endsInProse: false };
  if (!isLeftOut) parent?.parts.push(section);
  open.push(section);
}

function readBlock(token: Token, line: number, section: OpenSection, contacts: GuideContact[]): void {
  const { parts, prose } = section;
  const add = (...added: readonly GuideTask[]) => {
    parts.push(...added);
    section.endsInProse = false;
  };
  const say = (text: string) => {
    prose.push(text);
    section.endsInProse = true;
  };
  if (token.type === 'list') {
    const people = readContacts(token as Tokens.List, line);
    if (people === undefined) add(...readList(token as Tokens.List, line));
    else contacts.push(...people);
  } else if (token.type === 'table') {
    const rows = readTable(token as Tokens.Table, line);
    if (rows === undefined) say(token.raw.trimEnd());
    else add(...rows);
  } else if (token.type === 'code') addCode(readCode(token as Tokens.Code, line), section, add);
  else if (token.type === 'paragraph') {
    const text = token.raw.trim();
    if (asks.test(text)) add({ line, text, codes: [], tasks: [] });
    else say(text);
  } else if (token.type === 'blockquote') say(token.raw.trim());
}

/** Code belongs to the paragraph above it, else to the task above it. */
function addCode(code: GuideCode, section: OpenSection, add: (task: GuideTask) => void): void {
  const last = section.parts.at(-1);
  if (section.endsInProse) add({ line: code.line, text: section.prose.pop() ?? '', codes: [code], tasks: [] });
  else if (last === undefined || isSection(last)) add({ line: code.line, text: '', codes: [code], tasks: [] });
  else section.parts.splice(-1, 1, { ...last, codes: [...last.codes, code] });
}

/** The text with empty lines for its front matter, and the name that this gives. */
function withoutFrontMatter(source: string): { text: string; name: string | undefined } {
  const text = source
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/<!--[\s\S]*?-->/g, blankLines);
  const matter = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  if (matter === null) return { text, name: undefined };
  const name = /^(?:title|name):[ \t]*(["']?)(.+?)\1[ \t]*$/m.exec(matter[1] ?? '')?.[2];
  return { text: blankLines(matter[0]) + text.slice(matter[0].length), name: name && plainLine(name) };
}

function blankLines(text: string): string {
  return text.replaceAll(/[^\n]/g, '');
}
