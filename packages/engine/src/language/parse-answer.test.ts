import { describe, expect, it } from 'vitest';
import type { Question } from '../model/question.ts';
import { checkAnswer, parseAnswer } from './parse-answer.ts';

const question = (changes: Partial<Question>): Question => ({ name: 'q', type: 'text', label: 'Q', ...changes });

describe('parseAnswer', () => {
  it.each([
    [{ type: 'confirm' }, 'Yes', true],
    [{ type: 'confirm' }, 'n', false],
    [{ type: 'number' }, ' 12.5 ', 12.5],
    [{ type: 'choice', choices: ['a', 'b'] }, 'b', 'b'],
    [{ type: 'url' }, 'https://example.com/x?y=1', 'https://example.com/x?y=1'],
    [{ type: 'text', multiline: true }, ' two\nlines ', ' two\nlines '],
    [{ type: 'text', default: 'None' }, '', 'None'],
  ] as const)('takes %j from "%s"', (changes, text, value) => {
    expect(parseAnswer(question(changes), text)).toEqual({ ok: true, value });
  });

  it.each([
    [{ type: 'confirm' }, 'maybe', '"q" is "maybe", expected yes or no'],
    [{ type: 'confirm' }, '', '"q" is "", expected yes or no'],
    [{ type: 'number' }, '', '"q" is "", expected a number'],
    [{ type: 'number' }, 'NaN', '"q" is "NaN", expected a number'],
    [{ type: 'number', minimum: 1, maximum: 5 }, '6', '"q" is "6", expected a number from 1 to 5'],
    [{ type: 'choice', choices: ['a', 'b'] }, 'c', '"q" is "c", expected one of "a", "b"'],
    [{ type: 'url' }, 'javascript:alert(1)', '"q" is "javascript:alert(1)", expected an http or https address'],
    [{ type: 'url' }, 'https://e.com/a b', '"q" is "https://e.com/a b", expected an http or https address'],
    [
      { type: 'url', pattern: '^https://a/' },
      'https://b/',
      '"q" is "https://b/", expected an http or https address like ^https://a/',
    ],
    [{ type: 'text' }, '  ', '"q" is "", expected a text'],
    [{ type: 'text', pattern: '^v' }, 'x', '"q" is "x", expected a text like ^v'],
  ] as const)('refuses %j from "%s"', (changes, text, error) => {
    expect(parseAnswer(question(changes), text)).toEqual({ ok: false, error });
  });
});

describe('checkAnswer', () => {
  it('demands an answer unless it may be left out or has a default', () => {
    expect(checkAnswer(question({}), undefined)).toEqual({ ok: false, error: '"q" has no answer, expected a text' });
    expect(checkAnswer(question({ optional: true }), undefined)).toEqual({ ok: true, value: undefined });
    expect(checkAnswer(question({ default: 'x' }), undefined)).toEqual({ ok: true, value: 'x' });
  });

  it('takes no answer of another type', () => {
    expect(checkAnswer(question({ type: 'confirm' }), 'true').ok).toBe(false);
    expect(checkAnswer(question({ type: 'number' }), '5').ok).toBe(false);
    expect(checkAnswer(question({ type: 'number' }), Number.NaN).ok).toBe(false);
    expect(checkAnswer(question({ type: 'text' }), { a: 1 }).ok).toBe(false);
  });
});
