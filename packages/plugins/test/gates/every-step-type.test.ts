import { describe, expect, it } from 'vitest';
import { builtinStepTypes } from '../../src/index.ts';
import { httpRows } from './http-rows.ts';
import { localRows } from './local-rows.ts';
import { passGate } from './pass-gate.ts';
import { programRows } from './program-rows.ts';

it('is held against what can be odd: whoever adds a step type adds it to the tables', () => {
  const told = new Set([...httpRows, ...programRows, ...localRows].map(({ stepType }) => stepType.type));
  expect(builtinStepTypes.map(({ type }) => type).filter((type) => !told.has(type))).toEqual([]);
});

describe('when nothing is odd', () => {
  it.each(httpRows.map((row) => [row.title, row] as const))('%s passes', async (_, row) => {
    expect(await passGate(await row.make([]))).toMatchObject({ status: 'passed', isNextStarted: true });
  });

  it.each(programRows.map((row) => [row.title, row] as const))('%s passes', async (_, row) => {
    const gate = row.make();
    expect(await passGate(gate)).toMatchObject({ status: 'passed', isNextStarted: true });
    expect(gate.calls()).toBeGreaterThan(0);
  });
});

describe('on this machine, and with people', () => {
  it.each(localRows.map((row) => [row.stepType.type, row.cause, row] as const))(
    '%s stays shut when %s',
    async (_, _cause, row) => {
      const { status, failure, isNextStarted } = await passGate(row.make());
      expect({ status, message: failure?.message, isNextStarted }).toEqual({
        status: row.status,
        message: row.message,
        isNextStarted: false,
      });
    },
  );
});

/** Causes that no step type is spared: it is the engine that holds these. */
const everywhere = [
  ['nobody can tell whether an expectation holds', 'outputs.no_such_output == 1'],
  ['an expectation is about nothing at all', '[].all(one, true)'],
  ['an expectation is no truth value', '"yes"'],
] as const;

describe.each(everywhere)('whatever it does, when %s', (_, that) => {
  it.each(httpRows.map((row) => [row.title, row] as const))('%s stays shut', async (_title, row) => {
    const gate = await row.make([]);
    const passage = await passGate(gate, { expect: [{ name: 'all is well', that }] });
    expect(passage).toMatchObject({ status: 'inconclusive', failure: { reason: 'expression' }, isNextStarted: false });
  });

  it.each(programRows.map((row) => [row.title, row] as const))('%s stays shut', async (_title, row) => {
    const passage = await passGate(row.make(), { expect: [{ name: 'all is well', that }] });
    expect(passage).toMatchObject({ status: 'inconclusive', failure: { reason: 'expression' }, isNextStarted: false });
  });
});
