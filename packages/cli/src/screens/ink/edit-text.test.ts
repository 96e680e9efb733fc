import { describe, expect, it } from 'vitest';
import { editText, insertText } from './edit-text.ts';
import { fitLines, wrapLines } from './fit-lines.ts';

describe('editText', () => {
  const before = { text: 'fix the 🎉 bug', cursor: 9 };

  it('types and erases at the cursor, whole characters at a time', () => {
    expect(editText(before, '', { backspace: true })).toEqual({ text: 'fix the  bug', cursor: 8 });
    expect(editText(before, 'x', {})).toEqual({ text: 'fix the 🎉x bug', cursor: 10 });
    expect(insertText({ text: '', cursor: 0 }, 'ab')).toEqual({ text: 'ab', cursor: 2 });
  });

  it('moves, and erases words and lines', () => {
    expect(editText(before, '', { home: true }).cursor).toBe(0);
    expect(editText({ ...before, cursor: 0 }, '', { leftArrow: true }).cursor).toBe(0);
    expect(editText(before, 'e', { ctrl: true }).cursor).toBe(13);
    expect(editText({ ...before, cursor: 7 }, 'w', { ctrl: true })).toEqual({ text: 'fix  🎉 bug', cursor: 4 });
    expect(editText(before, 'u', { ctrl: true })).toEqual({ text: ' bug', cursor: 0 });
    expect(editText(before, 'q', { ctrl: true })).toEqual(before);
  });
});

describe('wrapLines', () => {
  it('breaks at spaces, and cuts a word that is too long', () => {
    expect(wrapLines(['one two three', 'abcdefghij', ''], 8)).toEqual(['one two', 'three', 'abcdefgh', 'ij', '']);
  });

  it('says how many lines do not fit', () => {
    expect(fitLines(['a', 'b', 'c'], 2)).toEqual(['a', '... 2 more lines']);
    expect(fitLines(['a', 'b'], 2)).toEqual(['a', 'b']);
  });
});
