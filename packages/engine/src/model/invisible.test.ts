import { expect, it } from 'vitest';
import { invisible } from './invisible.ts';

function found(text: string): string[] {
  return (text.match(invisible) ?? []).map(
    (character) => `U+${character.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  );
}

it.each([
  ['controls', 'a\0b\x1b[31m\x7f\x9b\r\n\t', ['U+0000', 'U+001b', 'U+007f', 'U+009b', 'U+000d', 'U+000a', 'U+0009']],
  ['marks that reorder text', 'safe\u202eevil\u2066\u200f', ['U+202e', 'U+2066', 'U+200f']],
  [
    'what has no width',
    'rel\u200bea\u200cse\u200d\ufeff\u00ad\u034f',
    [...['U+200b', 'U+200c', 'U+200d', 'U+feff', 'U+00ad', 'U+034f']],
  ],
  ['fillers that look like nothing', '\u115f\u3164\uffa0\u2800', ['U+115f', 'U+3164', 'U+ffa0', 'U+2800']],
  ['selectors and tags that carry hidden text', 'x\ufe0f1\ufe0f\u{e0041}', ['U+fe0f', 'U+fe0f', 'U+e0041']],
  ['halves of a character', 'a\ud800b', ['U+d800']],
])('finds %s', (_what, text, expected) => {
  expect(found(text)).toEqual(expected);
});

it.each(['Grüße, 世界!', '⚠️ 👩‍💻 👍🏽 1️⃣', 'می‌خواهم', 'क्‍ष'])('leaves %s alone', (text) => {
  expect(found(text)).toEqual([]);
});
