import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Expression, parseExpression } from './expression.ts';
import type { Scope } from './scope.ts';

const scope: Scope = {
  inputs: {
    n: 2,
    f: 2.5,
    zero: 0,
    s: 'abc',
    none: null,
    list: [1, 2.5, 'a'],
    empty: [],
    nothing: {},
    map: { a: 1, constructor: 'c' },
  },
  steps: {
    launch: {
      status: 'passed',
      outputs: {
        jobs: {
          failed: [],
          launched: [
            { name: 'x', code: 0 },
            { name: 'y', code: 1 },
          ],
        },
      },
    },
  },
};

function read(text: string): Expression {
  const expression = parseExpression(text);
  if (!expression.ok) throw new Error(expression.error.message);
  return expression.value;
}

function evaluate(text: string): unknown {
  const value = read(text).value(scope);
  return value.ok ? value.value : value.error.message;
}

describe('values', () => {
  test.each([
    ['inputs.n == 2', true],
    ['inputs.f > inputs.n', true],
    ['inputs.n * 0.9 > 1.7 && inputs.f - 1 < 2', true],
    ['7 / inputs.n', 3],
    ['inputs.f / 2', 1.25],
    ['inputs.s + "d"', 'abcd'],
    ['steps.launch.outputs.jobs.failed.size() == 0', true],
    ['steps["launch"].status == "passed"', true],
    ['steps.launch.outputs.jobs.launched.exists(j, j.code == 1 && j.name != inputs.s)', true],
    ['steps.launch.outputs.jobs.launched.map(j, j.name)', ['x', 'y']],
    ['inputs.list[1] == 2.5 && "a" in inputs.list && "a" in inputs.map', true],
    ['inputs.list == [1, 2.5, "a"]', true],
    ['inputs.map.constructor', 'c'],
    ['has(inputs.s) && !has(inputs.other)', true],
    ['inputs.none == null', true],
    ['cel.bind(x, inputs.n, x + x)', 4],
    ['{"a": [inputs.n, null]}', { a: [2, null] }],
    ['timestamp("2026-01-01T00:00:00Z") < timestamp("2026-01-02T00:00:00Z")', true],
    ['inputs.s.matches("^a.c$") && matches(inputs.s, "b")', true],
    ['["ab", "b"].filter(x, x.matches("^b"))', ['b']],
    ['inputs.other == 1 || inputs.n == 2', true],
    ['steps.launch.outputs.jobs.launched.all(j, j.code < 2)', true],
    ['steps.launch.outputs.jobs.launched.all(j, j.name.matches("^[xy]$"))', true],
    ['[inputs.list].all(l, l.all(x, x == 1))', false],
    ['size(inputs.empty) == 0 || inputs.empty.all(x, x == 1)', true],
    ['size(inputs.empty) > 0 && inputs.empty.all(x, x == 1)', false],
    ['inputs.empty.exists(x, x == 1)', false],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  test('every JSON value comes back as it went in', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (json) => {
        const x = JSON.parse(JSON.stringify(json));
        expect(read('inputs.x').value({ inputs: { x } })).toEqual({ ok: true, value: x });
      }),
    );
  });

  test('an object with hostile keys is only an object', () => {
    const x = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3}');
    const value = read('inputs.x.__proto__.a == 1 && inputs.x.constructor == 2 && inputs.x.size() == 3').value({
      inputs: { x },
    });
    expect(value).toEqual({ ok: true, value: true });
  });
});

describe('what cannot be evaluated', () => {
  test.each([
    ['inputs.other == 1', '"inputs.other" is missing'],
    ['steps.gone.outputs.x == 1', '"steps.gone" is missing'],
    ['has(steps.gone.outputs.x)', '"steps.gone" is missing'],
    ['outputs.x == 1', '"outputs" is missing'],
    ['constructor == null', '"constructor" is missing'],
    ['inputs.toString == null', '"inputs.toString" is missing'],
    ['inputs.__proto__ == null', '"inputs.__proto__" is missing'],
    ['inputs.list[9] == 1', '"inputs.list[9]" is missing'],
    ['steps.launch.outputs.jobs.launched.all(j, j.exit == 0)', '"j.exit" is missing'],
    ['inputs.empty.all(x, x == 1)', '"inputs.empty" is empty, so that "all" says nothing'],
    [
      'inputs.list.filter(x, x == 9).all(x, false)',
      '"inputs.list.filter(x, x == 9)" is empty, so that "all" says nothing',
    ],
    ['[inputs.list, inputs.empty].all(l, l.all(x, x != 7))', '"l" is empty, so that "all" says nothing'],
    ['inputs.nothing.all(k, k == "a")', '"inputs.nothing" is empty, so that "all" says nothing'],
    ['!inputs.empty.all(x, x == 1)', '"inputs.empty" is empty, so that "all" says nothing'],
    [
      'inputs.none.all(x, true)',
      'expression of type "null" cannot be range of a comprehension (must be list, map, or dynamic).',
    ],
    ['inputs.none > 1', 'no operator fits "null > int"'],
    ['inputs.s == "x" && inputs.n', null],
    ['inputs.s > 3', 'no operator fits "string > int"'],
    ['!inputs.n', 'no operator fits "!int"'],
    ['inputs.n / inputs.zero > 1', 'division by zero'],
    ['inputs.f / inputs.zero > 1', 'division by zero'],
    ['9223372036854775807 + inputs.n > 0', 'integer overflow: 9223372036854775809'],
    ['inputs.s.matches(inputs.none)', 'no function fits "string.matches(null)"'],
    ['inputs.s.matches("(" + inputs.s)', 'the pattern "(abc" cannot be read: missing closing ): "(abc"'],
  ])('%s', (text, reason) => {
    const value = read(text).evaluate(scope);
    if (reason === null) return expect(value).toEqual({ ok: true, value: false });
    const message = `the expression "${text}" cannot be evaluated: ${reason}`;
    expect(value.ok ? value.value : value.error).toMatchObject({ reason: 'expression', message });
  });

  test.each([
    ['inputs.n', 'a number'],
    ['inputs.s', 'a string'],
    ['inputs.none', 'null'],
    ['inputs.list', 'a list'],
    ['inputs.map', 'an object'],
  ])('%s is neither true nor false', (text, kind) => {
    const message = `the expression "${text}" gives ${kind}, but true or false was expected`;
    expect(read(text).evaluate(scope)).toEqual({ ok: false, error: { reason: 'expression', message } });
  });

  test.each(['0.0 / 0.0', '1.0 / 0.0', 'duration("1h")', 'b"a"', 'type(1)', '[0.0 / 0.0]', '9007199254740993'])(
    '%s has no form in JSON',
    (text) => {
      expect(evaluate(text)).toBe(`the expression "${text}" gives a value that JSON has no form for`);
    },
  );

  test('what is not a number is equal to nothing and above nothing', () => {
    expect(evaluate('0.0 / 0.0 == 0.0 / 0.0 || 0.0 / 0.0 >= 0.0')).toBe(false);
  });

  test('a long expression is shown on one short line', () => {
    const text = `inputs.other ==\n  "${'x'.repeat(300)}"`;
    const value = read(text).evaluate(scope);
    expect(value.ok ? '' : value.error.message).toMatch(
      /^the expression "inputs\.other == "x+…" cannot be evaluated: /,
    );
  });
});

describe('references', () => {
  test.each([
    ['1 + 1 == 2', []],
    ['inputs.a && outputs.x.y[0] > 1', ['inputs.a = inputs.a', 'outputs.x.y.0 = outputs.x.y[0]']],
    ['steps["a"].outputs.b == run.id', ['steps.a.outputs.b = steps["a"].outputs.b', 'run.id = run.id']],
    ['steps[inputs.which].status == "passed"', ['steps = steps', 'inputs.which = inputs.which']],
    ['has(steps.a.outputs.b)', ['steps.a.outputs.b = steps.a.outputs.b']],
    ['inputs.xs.all(x, x.a > inputs.b && x.ys.exists(y, y == x))', ['inputs.xs = inputs.xs', 'inputs.b = inputs.b']],
    [
      'inputs.xs.map(x, x > 1, x + values.c) == [values.d]',
      ['inputs.xs = inputs.xs', 'values.c = values.c', 'values.d = values.d'],
    ],
    ['cel.bind(x, inputs.a, x + matrix.b)', ['inputs.a = inputs.a', 'matrix.b = matrix.b']],
    [
      '{inputs.a: inputs.b}[inputs.c] ? -inputs.d : inputs.e.size()',
      [
        'inputs.a = inputs.a',
        'inputs.b = inputs.b',
        'inputs.c = inputs.c',
        'inputs.d = inputs.d',
        'inputs.e = inputs.e',
      ],
    ],
    ['x.exists(x, x == 1)', ['x = x']],
  ])('%s', (text, expected) => {
    const found = read(text).references.map(({ path, start, end }) => `${path.join('.')} = ${text.slice(start, end)}`);
    expect(found).toEqual(expected);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['', '', 'the expression is empty'],
    ['inputs.a ==', '', 'the expression ends too early'],
    ['inputs.a = 1', '=', 'unexpected "="'],
    ['inputs.a b', 'b', 'unexpected "b"'],
    ['"open', '"open', 'unterminated string'],
    ['"\\\n"', '\\\n', String.raw`invalid escape sequence: \\n`],
    ['if == 1', 'if', '"if" is a word of the language and cannot be a name'],
    ['nope(inputs.a)', 'nope(inputs.a)', 'no function fits "nope(any)"'],
    ['1 + "a"', '1 + "a"', 'no operator fits "int + string"'],
    ['inputs.a.matches("(a")', '"(a"', 'the pattern cannot be read: missing closing ): "(a"'],
    [
      'inputs.xs.all(x, x.matches("a**"))',
      '"a**"',
      'the pattern cannot be read: invalid nested repetition operator: "**"',
    ],
    [`${'('.repeat(300)}1${')'.repeat(300)}`, '', 'the expression is too large or nested too deeply'],
  ])('%s', (text, place, message) => {
    const expression = parseExpression(text);
    if (expression.ok) throw new Error('it was read');
    const { start, end } = expression.error;
    expect([expression.error.message, text.slice(start, end)]).toEqual([message, place]);
  });

  test('no mixture of signs throws', () => {
    const token = fc.constantFrom(
      'inputs',
      '.',
      'a',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '==',
      '&&',
      '||',
      '!',
      '-',
      '1',
      '0.5',
      ' ',
      ',',
      '?',
      ':',
      'in',
      'all(x, x)',
      'has(',
      'matches(',
      '\n',
      'null',
      '\\',
      'r"',
      'b"',
      '//',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 15 }), (tokens) => {
        const text = tokens.join('');
        const expression = parseExpression(text);
        if (expression.ok) return void expression.value.evaluate(scope);
        const { start, end, message } = expression.error;
        expect(message).not.toMatch(/\n/);
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('a pattern that makes backtracking engines hang takes linear time', () => {
  const inputs = { s: `${'a'.repeat(100_000)}b`, p: '(a+)+$' };
  expect(read('inputs.s.matches("(a+)+$") || matches(inputs.s, inputs.p)').evaluate({ inputs })).toEqual({
    ok: true,
    value: false,
  });
});

test('a chain that is too long for the stack is a failure', () => {
  const text = Array.from({ length: 5_000 }, () => 'inputs.n == 2').join(' && ');
  const value = parseExpression(text);
  expect(value.ok ? value.value.evaluate(scope).ok : false).toBe(false);
});

test('only what is read is converted, so a large run costs nothing', () => {
  const steps = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`s${n}`, { outputs: { xs: [n, n, n] } }]));
  const expression = read('steps.s7.outputs.xs[0] == 7');
  const begun = performance.now();
  for (let n = 0; n < 1_000; n += 1) expect(expression.evaluate({ steps }).ok).toBe(true);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
