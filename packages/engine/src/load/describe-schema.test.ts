import { expect, test } from 'vitest';
import { describeSchema } from './describe-schema.ts';

test.each([
  [{ type: 'array', minItems: 1 }, 'a list that is not empty'],
  [{ type: 'array', minItems: 1, maxItems: 1 }, 'a list of 1 element'],
  [{ type: 'array', minItems: 2, maxItems: 3 }, 'a list of 2 to 3 elements'],
  [{ type: 'array', maxItems: 2 }, 'a list of 0 to 2 elements'],
  [{ type: 'integer', minimum: 0, maximum: 255 }, 'a whole number from 0 to 255'],
])('%j is told as %s', (schema, words) => {
  expect(describeSchema(schema)).toBe(words);
});
