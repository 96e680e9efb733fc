import { expect, test } from 'vitest';
import { fillKnown, fillOptions } from './fill.ts';

const scope = { inputs: { name: 'world', count: 2, hostile: '{{inputs.name}}', list: ['a'] } };

test('every string is filled, keys are not', () => {
  const options = {
    text: 'hello {{inputs.name}}',
    count: '{{inputs.count}}',
    deep: [{ '{{inputs.name}}': ['{{inputs.list}}', '{{inputs.hostile}}', 1, null, true] }],
  };
  expect(fillOptions(options, scope)).toEqual({
    ok: true,
    value: {
      text: 'hello world',
      count: 2,
      deep: [{ '{{inputs.name}}': [['a'], '{{inputs.name}}', 1, null, true] }],
    },
  });
});

test('what holds no template is the same object afterwards', () => {
  const fixed = { rows: Array.from({ length: 10_000 }, (_, n) => ({ n, text: `row ${n}` })) };
  expect(fillOptions(fixed, scope)).toEqual({ ok: true, value: fixed });
  const filled = fillOptions({ fixed, text: '{{inputs.name}}' }, scope);
  expect(filled.ok && filled.value).toMatchObject({ text: 'world' });
  const untouched = fillOptions(fixed, scope);
  expect(untouched.ok && untouched.value).toBe(fixed);
  expect(fillKnown(fixed, scope)).toBe(fixed);
});

test('the first failure says where it stands', () => {
  const options = { ok: '{{inputs.name}}', list: [{ name: 'x' }, { name: '{{inputs.nope}}' }], later: '{{nope}}' };
  expect(fillOptions(options, scope)).toEqual({
    ok: false,
    error: {
      reason: 'template',
      message: 'with.list[1].name: "inputs.nope" has no value: there is no "nope"',
      hint: 'Look at what gives the value, or correct the name.',
    },
  });
  expect(fillOptions('{{oops', scope, 'undo.command')).toEqual({
    ok: false,
    error: { reason: 'template', message: 'undo.command: "{{" is never closed by "}}"' },
  });
});

test('a key such as __proto__ stays a key', () => {
  const filled = fillOptions(JSON.parse('{"__proto__": "{{inputs.name}}", "constructor": "{{inputs.count}}"}'), scope);
  expect(filled.ok && JSON.stringify(filled.value)).toBe('{"__proto__":"world","constructor":2}');
});

test('entries that cannot be filled are left out of objects, and so are lists with such an element', () => {
  const options = {
    known: '{{inputs.name}}',
    unknown: '{{steps.a.outputs.b}}',
    env: { known: '{{inputs.count}}', unknown: '{{steps.a.outputs.b}}', fixed: 'x' },
    command: ['git', '{{steps.a.outputs.b}}'],
    list: ['{{inputs.name}}'],
  };
  expect(fillKnown(options, scope)).toEqual({ known: 'world', env: { known: 2, fixed: 'x' }, list: ['world'] });
});
