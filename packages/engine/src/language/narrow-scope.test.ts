import { expect, it } from 'vitest';
import { narrowScope } from './narrow-scope.ts';

const scope = {
  values: { a: 1, b: 2 },
  steps: { one: { outputs: { list: [1, 2], name: 'x' }, status: 'passed' }, two: {} },
  matrix: { os: 'linux' },
};

it('keeps what is read, and nothing else', () => {
  const paths = [['steps', 'one', 'outputs', 'list', '0'], ['values', 'b'], ['matrix']];
  expect(narrowScope(scope, paths)).toEqual({
    steps: { one: { outputs: { list: [1, 2] } } },
    values: { b: 2 },
    matrix: { os: 'linux' },
  });
});

it('keeps the whole where a part of it is read as well', () => {
  for (const paths of [
    [['values'], ['values', 'a']],
    [['values', 'a'], ['values']],
  ])
    expect(narrowScope(scope, paths)).toEqual({ values: { a: 1, b: 2 } });
});

it('leaves out what is not there, and what is only inherited', () => {
  const paths = [
    ['outputs', 'job'],
    ['steps', 'one', 'outputs', 'constructor'],
    ['steps', 'gone', 'outputs'],
  ];
  expect(narrowScope(scope, paths)).toEqual({ steps: { one: { outputs: {} } } });
});
