import { invisible } from '../model/invisible.ts';

/** Text that shows the same everywhere: what would act on a terminal is written as an escape. */
export function visibleText(text: string): string {
  return text.replaceAll(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '  ';
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** What a terminal shows as one character, with the columns that it takes. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|\ufe0f|(?![\uff61-\uff9f])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

/** Splits a part of a line into what a terminal shows. */
export function cellsOf(line: string, from: number, to: number): readonly Cell[] {
  return Array.from(graphemes.segment(line.slice(from, to)), ({ segment, index }) => {
    const text = visibleText(segment);
    const width = text !== segment ? text.length : wide.test(segment) ? 2 : 1;
    return { text, width, start: from + index, end: from + index + segment.length };
  });
}
