import type { SyntaxFault } from './reference.ts';

const lineBreak = /\r\n?|\n/g;

/** Gives a function from a line (from 1) and a column (from 0) to an offset in the text. */
export function lineStarts(text: string): (position: { readonly line: number; readonly column: number }) => number {
  const starts = [0, ...Array.from(text.matchAll(lineBreak), (found) => found.index + found[0].length)];
  return ({ line, column }) => Math.min((starts[line - 1] ?? text.length) + column, text.length);
}

/** Rewords what the parser threw; it tells the place only inside its text. */
export function toSyntaxFault(error: unknown, text: string): SyntaxFault {
  const thrown = error instanceof Error ? error.message : String(error);
  const mismatched = /^(\S+) doesn't match (\S+) - (\d+):(\d+)$/.exec(thrown);
  if (mismatched !== null) {
    const [, opened, closed, line, column] = mismatched;
    const start = lineStarts(text)({ line: Number(line), column: Number(column) });
    const message = `"{{#${opened}}}" is closed by "{{/${closed}}}", but "{{/${opened}}}" was expected`;
    return { message, start, end: start + (opened ?? '').length };
  }
  const path = /^Invalid path: (\S+) - (\d+):(\d+)$/.exec(thrown);
  if (path !== null) {
    const [, written = '', line, column] = path;
    const start = lineStarts(text)({ line: Number(line), column: Number(column) });
    const message = `"${written}" has "this" or ".." in its middle, but they can only begin a path`;
    return { message, start, end: start + written.length };
  }
  if (thrown.startsWith('Lexical error')) {
    const start = Math.max(0, text.lastIndexOf('{{!--'));
    return { message: 'comment "{{!--" is never closed by "--}}"', start, end: text.length };
  }
  const token = /got '(\w+)'$/.exec(thrown)?.[1] ?? '';
  return describeToken(token, text, locate(thrown, text));
}

function describeToken(token: string, text: string, at: number): SyntaxFault {
  const lastOpening = text.lastIndexOf('{{');
  if (lastOpening >= 0 && !text.includes('}}', lastOpening)) {
    const hint = 'Close it with "}}", or write "\\{{" for the characters themselves.';
    return { message: '"{{" is never closed by "}}"', hint, start: lastOpening, end: text.length };
  }
  const found = /^(?:\{+~?[#/^>*&!]?\w*|\}+|[^\s{}]+|\s+)/.exec(text.slice(at))?.[0] ?? '';
  const range = { start: at, end: at + found.length };
  switch (token) {
    case 'EOF':
      return describeOpenBlock(text);
    case 'OPEN_ENDBLOCK':
      return { message: `"${found}}}" closes a block that was not opened`, ...range };
    case 'INVERSE':
    case 'OPEN_INVERSE_CHAIN': {
      const hint = 'Put it between "{{#if …}}" and "{{/if}}".';
      return { message: `"${found}}}" stands outside of a block, or is its second one`, hint, ...range };
    }
    case 'CLOSE':
      return { message: 'nothing stands before "}}", but a name was expected', ...range };
    default: {
      const message = `"${found}" stands where a name, a text or "}}" was expected`;
      const isIndex = token === 'NUMBER' || found.includes('[');
      const hint = 'Write an index as ".[0]", as in "inputs.names.[0].id".';
      return isIndex ? { message, hint, ...range } : { message, ...range };
    }
  }
}

/** The parser's time grows with the cube of the depth, so the depth is looked at before. */
export function findDeepNesting(text: string, deepest: number): SyntaxFault | undefined {
  let blocks = 0;
  let chained = 0;
  for (const { 0: tag, 1: sign, index } of text.matchAll(/\{\{~?([#^/])?[^}]*/g)) {
    if (sign !== undefined) blocks += sign === '/' ? -1 : 1;
    // Each "else if" is a block inside the one before.
    if (blocks === 0) chained = 0;
    else if (/^\{\{~?\s*else\s+\w/.test(tag)) chained += 1;
    if (blocks <= deepest && chained <= deepest && deepestCall(tag) <= deepest) continue;
    const message = `blocks or calls are nested more than ${deepest} deep`;
    return { message, hint: 'Split the template.', start: index, end: index + tag.length };
  }
  return undefined;
}

function deepestCall(tag: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [sign] of tag.matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function describeOpenBlock(text: string): SyntaxFault {
  const open: RegExpExecArray[] = [];
  for (const tag of text.matchAll(/\{\{~?([#^/])\s*([\w.]+)/g)) {
    if (tag[1] === '/') open.pop();
    else open.push(tag);
  }
  const last = open.at(-1);
  if (last === undefined) return { message: 'the template ends too early', start: text.length, end: text.length };
  const message = `block "${last[2]}" is never closed, but "{{/${last[2]}}}" was expected`;
  return { message, start: last.index, end: last.index + last[0].length };
}

// The parser's text is "…on line N:", up to 20 characters before the place and 20 after it without line breaks, then a
// line of dashes as long as what stands before the place.
function locate(thrown: string, text: string): number {
  const [first = '', excerpt = '', pointer = ''] = thrown.split('\n');
  const isCutBefore = excerpt.startsWith('...');
  const shown = excerpt.slice(isCutBefore ? 3 : 0).replace(/\.\.\.$/, '');
  const before = pointer.indexOf('^') - (isCutBefore ? 3 : 0);
  const offsets = Array.from(text.matchAll(/[^\n]/g), (found) => found.index);
  const flat = text.replaceAll('\n', '');
  const line = Number(/line (\d+)/.exec(first)?.[1] ?? 1);
  const lineStart = lineStarts(text)({ line, column: 0 });
  const earliest = offsets.findIndex((offset) => offset >= lineStart);
  const index = flat.indexOf(shown, isCutBefore ? Math.max(0, earliest - 20) : 0);
  return index < 0 ? lineStart : (offsets[index + before] ?? text.length);
}
