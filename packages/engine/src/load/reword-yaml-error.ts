import { isScalar, type Node, visit, type YAMLError } from 'yaml';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import type { SourceText } from './source-text.ts';

interface Wording {
  readonly code?: DiagnosticCode;
  readonly message: string;
  readonly hint?: string;
}

const wordings: Readonly<Record<YAMLError['code'], Wording>> = {
  ALIAS_PROPS: { message: 'found an anchor or a tag before an alias, expected the alias alone' },
  BAD_ALIAS: {
    message: 'found an anchor or an alias without a proper name',
    hint: 'put a text that begins with "*" or "&" in quotes',
  },
  BAD_COLLECTION_TYPE: { message: 'found a tag that does not fit its value', hint: 'take the tag away' },
  BAD_DIRECTIVE: {
    message: 'found a line that begins with "%", expected a key',
    hint: 'put a text that begins with "%" in quotes',
  },
  BAD_DQ_ESCAPE: {
    message: 'found an escape that YAML does not know in a text in double quotes',
    hint: 'write the text in single quotes, or double the backslash',
  },
  BAD_INDENT: {
    message: 'found a line with the wrong indentation, expected it to line up with its neighbours',
    hint: 'line it up with the lines that belong to the same list or mapping',
  },
  BAD_PROP_ORDER: { message: 'found an anchor or a tag before the sign that it belongs behind' },
  BAD_SCALAR_START: { message: 'found a character that no plain text may begin with', hint: 'put the text in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'found a second ": " in one line, expected one',
    hint: 'put a text that holds ": " in quotes',
  },
  BLOCK_IN_FLOW: {
    message: 'found an indented list or mapping inside brackets',
    hint: 'write it in brackets too, or take the outer brackets away',
  },
  DUPLICATE_KEY: {
    code: 'duplicate-key',
    message: 'a key stands twice in the same mapping',
    hint: 'keep one of the two',
  },
  IMPOSSIBLE: { message: 'found a text that is no YAML' },
  KEY_OVER_1024_CHARS: { message: 'found a key of more than 1024 characters' },
  MISSING_CHAR: { message: 'found the end of a value, expected another character before it' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'found a key that goes over several lines',
    hint: 'is a ":" missing, or a quote?',
  },
  MULTIPLE_ANCHORS: { message: 'found two anchors at one value, expected one' },
  MULTIPLE_DOCS: {
    message: 'found a second document behind "---", expected one checklist in a file',
    hint: 'move it to a file of its own',
  },
  MULTIPLE_TAGS: { message: 'found two tags at one value, expected one' },
  NON_STRING_KEY: { message: 'found a list or a mapping as a key, expected a text' },
  RESOURCE_EXHAUSTION: { code: 'too-deep', message: 'values are nested more than 100 deep', hint: 'use fewer levels' },
  TAB_AS_INDENT: { message: 'found a tab at the start of a line, expected spaces', hint: 'indent with spaces' },
  TAG_RESOLVE_FAILED: {
    message: 'found a tag, expected a plain value',
    hint: 'put a text that begins with "!" in quotes',
  },
  UNEXPECTED_TOKEN: {
    message: 'found a character that does not belong here',
    hint: 'is a quote, a comma or a bracket missing?',
  },
};

/** What MISSING_CHAR is about stands only in the parser's own text. */
const missing: readonly (readonly [RegExp, Wording])[] = [
  [
    /closing ['"]quote/,
    { message: 'found a text with an opening quote, expected the closing one', hint: 'close the quote' },
  ],
  [
    /need to be followed by map values/,
    { message: 'found a key without ":", expected "key: value"', hint: 'is a ":" missing, or the "- " of a list?' },
  ],
  [
    /Missing (?:,|space after)/,
    {
      message: 'found two values side by side in brackets, expected a comma between them',
      hint: 'put a comma between them',
    },
  ],
  [
    /Comments must be separated/,
    {
      message: 'found "#" right behind a value, expected a space before a comment',
      hint: 'put a space before "#", or the text in quotes',
    },
  ],
  [
    /without - indicator/,
    { message: 'found a line without "- " in a list, expected a list item', hint: 'begin the item with "- "' },
  ],
];

/** One fault of YAML syntax in our words, where the parser found it. */
export function rewordYamlError(error: YAMLError, source: SourceText, root: Node | null): Diagnostic {
  const [start, end] = /closing ['"]quote/.test(error.message) ? openingQuote(error, root) : error.pos;
  const wording = error.code === 'MISSING_CHAR' ? missing.find(([text]) => text.test(error.message))?.[1] : undefined;
  const { code = 'bad-yaml', message, hint } = wording ?? bracket(error) ?? wordings[error.code];
  const place = source.place(start, Math.max(end, start + 1));
  const better = bareTemplate(source, start) ?? hint;
  return { code, message, place, ...(better === undefined ? {} : { hint: better }) };
}

/** The parser notices that a quote is missing only at the end of the file; what is wrong is where the text begins. */
function openingQuote(error: YAMLError, root: Node | null): readonly [number, number] {
  let found: readonly [number, number] = error.pos;
  visit(root, (_key, node) => {
    if (!isScalar(node) || !node.type?.startsWith('QUOTE_')) return;
    const [start = 0, end = 0] = node.range ?? [];
    if (start < error.pos[0] && end >= error.pos[0]) found = [start, start + 1];
  });
  return found;
}

function bracket(error: YAMLError): Wording | undefined {
  const closing = /must (?:be sufficiently indented and )?end with a (.)/.exec(error.message)?.[1];
  if (closing === undefined) return undefined;
  const opening = closing === ']' ? '[' : '{';
  return { message: `found "${opening}" without its "${closing}"`, hint: `close it with "${closing}"` };
}

/** `key: {{name}}` is the likeliest mistake of all: YAML reads the braces as mappings. */
function bareTemplate(source: SourceText, offset: number): string | undefined {
  const from = source.text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const end = source.text.indexOf('\n', from);
  const line = source.text.slice(from, end === -1 ? undefined : end);
  return /(?:^|[:\-[{,])\s*\{\{/.test(line) ? 'write a text that begins with "{{" in quotes' : undefined;
}
