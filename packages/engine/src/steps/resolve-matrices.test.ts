import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { ok } from '../model/result.ts';
import { buildGroup, buildStep } from '../testing/build-checklist.ts';
import { resolveMatrices } from './resolve-matrices.ts';

const numbers = (length: number): Json[] => Array.from({ length }, (_, n) => n);

describe('matrices that are known when a run starts', () => {
  it('may not make more items than a run can hold', () => {
    const job = buildStep('job', { matrix: { a: '{{inputs.a}}', b: numbers(99) } });
    const all = buildGroup('all', [job], { matrix: { c: numbers(2) } });
    expect(resolveMatrices([all], () => ok(numbers(99))).ok).toBe(true);
    expect(resolveMatrices([all], () => ok(numbers(102)))).toEqual({
      ok: false,
      error: {
        reason: 'template',
        message: 'the matrices make more than 20000 items of this checklist',
        hint: 'Use shorter lists, or fewer of them.',
      },
    });
  });
});
