import assert from 'node:assert/strict';
import { compilePattern, formatDuration, type JsonObject, parseDuration, parseTemplate } from '@checklist/engine';
import { parseExpression } from '../../../engine/src/language/expression.ts';
import type { Verdict } from './check-checklist.ts';

/** A scope whose values are as bad as answers and services can make them. */
const scope: JsonObject = {
  inputs: { version: '{{run.id}}', jobs: ['a', '$(x)', '\u001b[2J'], count: -1.5e300 },
  values: { tag: 'v\n1' },
  contacts: { axel: { name: '__proto__' } },
  run: { id: 'r', commit: 'a'.repeat(40), started_at: '2026-11-24T00:00:00.000Z', decisions: [] },
  steps: {
    s0: { status: 'passed', title: 'x', outputs: { exit_code: 0, text: 'a'.repeat(100_000), list: [1, [2, [3]]] } },
  },
  matrix: { a: null },
  outputs: { exit_code: 0, text: '' },
};

const asSteps = (text: string) => text.replaceAll(/@@\d/g, 'steps.s0');

export function checkTemplate(bytes: Buffer): Verdict {
  const text = asSteps(bytes.toString());
  const parsed = parseTemplate(text);
  if (!parsed.ok) return checkFault(parsed.error, text);
  const rendered = parsed.value.render(scope);
  if (rendered.ok) JSON.stringify(rendered.value);
  else assert(rendered.error.message !== '', 'a failure without a message');
  return 'right';
}

export function checkExpression(bytes: Buffer): Verdict {
  const text = asSteps(bytes.toString());
  const parsed = parseExpression(text);
  if (!parsed.ok) return checkFault(parsed.error, text);
  const value = parsed.value.value(scope);
  if (value.ok)
    assert.deepEqual(JSON.parse(JSON.stringify(value.value)), value.value, 'a value that JSON does not keep');
  const truth = parsed.value.evaluate(scope);
  assert(
    truth.ok ? typeof truth.value === 'boolean' : truth.error.message !== '',
    'neither true, nor false, nor a failure',
  );
  return 'right';
}

function checkFault(
  fault: { readonly message: string; readonly start: number; readonly end: number },
  text: string,
): Verdict {
  const { message, start, end } = fault;
  assert(message.trim() !== '' && !message.includes('\n'), `a message of no use: ${message.slice(0, 300)}`);
  assert(start >= 0 && start <= end && end <= text.length, `a fault at ${start}..${end} of ${text.length}: ${message}`);
  return 'refused';
}

const subjects = ['', 'aaab-1 x', `${'a'.repeat(20_000)}!`, '\ud800\u0000é🏳️‍🌈\n'];

export function checkPattern(bytes: Buffer): Verdict {
  const compiled = compilePattern(bytes.toString());
  if (!compiled.ok) {
    assert(compiled.error !== '', 'a refusal without a word');
    return 'refused';
  }
  for (const subject of subjects) {
    const found = compiled.value.exec(subject);
    assert.equal(found !== undefined, compiled.value.test(subject), 'two answers to one question');
  }
  compiled.value.all('aaab-1 x');
  return 'right';
}

export function checkDuration(bytes: Buffer): Verdict {
  const ms = parseDuration(bytes.toString());
  if (ms === undefined) return 'refused';
  assert(Number.isSafeInteger(ms) && ms >= 0, `a duration of ${ms}`);
  assert(/^\d+(?:d|h|m|s|ms)(?: \d+(?:h|m|s))?$/.test(formatDuration(ms)), formatDuration(ms));
  return 'right';
}
