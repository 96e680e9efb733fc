import { expect, test } from 'vitest';
import { loadChecklist } from './load-checklist.ts';
import { sampleStepTypes } from './sample-step-types.ts';

test('a long word in an expression is marked where it stands', () => {
  // Looked for as often as it fits into itself, this would take minutes.
  const word = 'x'.repeat(1_900_000);
  const text = `version: 1
id: a
title: A
steps:
  - { id: b, title: B, type: shell, when: inputs.v ${word}, with: { command: [make] } }
`;
  const loaded = loadChecklist({ text, file: 'a.yaml' }, sampleStepTypes, () => ({ ok: false, error: '' }));
  expect(loaded).toMatchObject({
    ok: false,
    error: [{ code: 'bad-expression', place: { line: 5, column: 52, endColumn: 52 + word.length } }],
  });
});
