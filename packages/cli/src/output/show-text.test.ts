import { describe, expect, it } from 'vitest';
import { showJson, showLine, showLines, showText } from './show-text.ts';
import { showElapsed } from './show-time.ts';

describe('showText', () => {
  it('takes out all that acts on a terminal', () => {
    expect(showText('\u001b[2J\u001b[31mred\u001b[0m \u001b]0;title\u0007x')).toBe('red x');
    expect(showText('a\u009b31mb\u0000c\bd')).toBe('abcd');
    expect(showText('safe \u202Eevas')).toBe('safe evas');
  });

  it('keeps lines, and puts them on one where one is wanted', () => {
    expect(showText('a\r\nb\rc\td')).toBe('a\nb\nc  d');
    expect(showLine(' a\n  b\n')).toBe('a b');
    expect(showLines('\n\na  \n\nb\n')).toEqual(['a', '', 'b']);
  });
});

describe('showJson', () => {
  it('escapes what a terminal would act upon and means the same', () => {
    const value = { text: '\u001b[31m\u009b31m\u202e' };
    const shown = showJson(value);
    expect(shown).toBe(String.raw`{"text":"\u001b[31m\u009b31m\u202e"}`);
    expect(JSON.parse(shown)).toEqual(value);
  });
});

describe('showElapsed', () => {
  it('fits a line at every size', () => {
    expect([0, 430, 12_900, 184_000, 7_500_000, 273_600_000].map(showElapsed)).toEqual([
      '0.0s',
      '0.4s',
      '12s',
      '3m 04s',
      '2h 05m',
      '3d 4h',
    ]);
  });
});
