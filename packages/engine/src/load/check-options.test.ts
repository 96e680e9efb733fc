import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { defineStepType } from '../model/step-type.ts';
import { checkOptions } from './check-options.ts';
import { sampleStepTypes } from './sample-step-types.ts';

const shell = sampleStepTypes.find(({ type }) => type === 'shell') ?? expect.unreachable();

describe('options that were filled', () => {
  test('what fits is given back', () => {
    const options = { command: ['make'], exit_codes: [0, 1] };
    expect(checkOptions(shell, options)).toEqual({ ok: true, value: options });
  });

  test.each([
    [
      { command: ['make'], exit_codes: ['0'] },
      '"exit_codes[0]" of "with" of shell is "0", expected a whole number from 0 to 255',
    ],
    [{ command: ['{{x}}', 1] }, '"command[1]" of "with" of shell is the number 1, expected a text'],
    [{}, '"with" of shell has neither "command" nor "script"'],
    [{ comand: ['make'] }, '"with" of shell has the unknown key "comand"'],
    [['make'], '"with" of shell is a list, expected a mapping'],
  ])('%j', (options, message) => {
    expect(checkOptions(shell, options)).toEqual({ ok: false, error: message });
  });

  test('a filled text is never read as a template again', () => {
    expect(checkOptions(shell, { command: ['make'], exit_codes: '{{x}}' }).ok).toBe(false);
  });
});

describe('options that can have several forms', () => {
  const wait = defineStepType({
    type: 'wait',
    summary: 'Waits',
    effect: 'reads',
    options: Type.Union([
      Type.Object({ for: Type.String() }, { additionalProperties: false }),
      Type.Object(
        {
          until: Type.Union([
            Type.String(),
            Type.Object({ weekday: Type.Enum(['monday', 'friday']), at: Type.String() }),
          ]),
        },
        { additionalProperties: false },
      ),
    ]),
    outputs: () => ({}),
    start: () => Promise.reject(new Error('not started')),
  });

  test.each([
    [{}, '"with" of wait has neither "for" nor "until"'],
    [{ for: '1h', until: 'x' }, '"with" of wait has "until" and "for" together, expected only one of them'],
    [{ untl: 'x' }, '"with" of wait has the unknown key "untl"'],
    [{ until: 5 }, '"until" of "with" of wait is the number 5, expected a text or a mapping'],
    [
      { until: { weekday: 'mondy', at: '9' } },
      '"until.weekday" of "with" of wait is "mondy", expected "monday" or "friday"',
    ],
  ])('%j', (options, message) => {
    expect(checkOptions(wait, options)).toEqual({ ok: false, error: message });
  });
});
