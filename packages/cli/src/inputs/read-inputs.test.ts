import { describe, expect, it } from 'vitest';
import { readAnswers } from './read-answers.ts';
import { readInputs, withDefaults } from './read-inputs.ts';

const inputs = {
  version: { type: 'string', pattern: String.raw`^\d+\.\d+$` },
  count: { type: 'number', default: 1 },
  dry: { type: 'boolean', default: false },
  kind: { type: 'string', choices: ['major', 'minor'], default: 'minor' },
  jobs: { type: 'list', default: [] },
} as const;

describe('readInputs', () => {
  it('reads each type', () => {
    const typed = readInputs(inputs, ['version=1.10', 'count=2', 'dry=yes', 'jobs=a, b']);
    expect(typed).toEqual({
      values: { version: '1.10', count: 2, dry: true, jobs: ['a', 'b'] },
      missing: [],
      faults: [],
    });
    expect(readInputs(inputs, ['version=1.0', 'jobs=["a,b"]']).values).toEqual({ version: '1.0', jobs: ['a,b'] });
    expect(withDefaults(inputs, { version: '1.0' })).toEqual({
      version: '1.0',
      count: 1,
      dry: false,
      kind: 'minor',
      jobs: [],
    });
  });

  it('names what is missing, and every fault', () => {
    expect(readInputs(inputs, []).missing).toEqual(['version']);
    expect(
      readInputs(inputs, ['version=1.0; touch x', 'count=many', 'kind=patch', 'verson=1', 'alone']).faults,
    ).toEqual([
      String.raw`"version" is "1.0; touch x", expected a text like ^\d+\.\d+$`,
      '"count" is "many", expected a number',
      '"kind" is "patch", expected one of "major", "minor"',
      'there is no input "verson": did you mean "version"?',
      '"alone" is no input, expected name=value',
    ]);
  });
});

describe('readAnswers', () => {
  const ask = {
    kind: 'questions',
    instructions: '',
    questions: [
      { name: 'link', type: 'url', label: 'Link' },
      { name: 'count', type: 'number', label: 'Count', default: 0 },
      { name: 'note', type: 'text', label: 'Note', optional: true },
    ],
  } as const;

  it('reads answers by the type of their question and fills in defaults', () => {
    expect(readAnswers(ask, ['link=https://example.org/?a=b'])).toEqual({
      ok: true,
      value: { answers: { link: 'https://example.org/?a=b', count: 0 }, missing: [] },
    });
    const none = readAnswers(ask, ['count=3']);
    expect(none.ok && none.value.missing.map(({ name }) => name)).toEqual(['link']);
  });

  it('asks for an answer whatever its name is', () => {
    const questions = [{ name: 'constructor', type: 'text', label: 'Who builds it' }] as const;
    const read = readAnswers({ kind: 'questions', instructions: '', questions }, []);
    expect(read.ok && read.value.missing).toEqual(questions);
  });

  it('says what each answer should be', () => {
    expect(readAnswers(ask, ['link=there', 'count=x', 'lnk=1'])).toEqual({
      ok: false,
      error: [
        '"link" is "there", expected an http or https address',
        '"count" is "x", expected a number',
        'there is no question "lnk": did you mean "link"?',
      ],
    });
  });
});
