import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { apply, createRunState } from '../core/apply.ts';
import { defineStepType, type StepType } from '../model/step-type.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { planRun } from './plan-run.ts';
import { planUndoRun } from './plan-undo.ts';

/** Its effect is there already for the name "old"; nothing may ever start it. */
const tag: StepType = defineStepType({
  type: 'tag',
  summary: 'Makes a tag',
  effect: 'reversible',
  options: Type.Object({ name: Type.String() }),
  outputs: () => ({ name: Type.String() }),
  async probe({ name }) {
    if (name === 'old') return { type: 'done', outputs: { name }, note: 'was already so' };
    if (name === 'taken')
      return { type: 'conflict', failure: { reason: 'conflict', message: 'tag "taken" is elsewhere' } };
    return { type: 'absent' };
  },
  plan: ({ name }) => [`make ${name}`],
  start: async () => {
    throw new Error('a plan starts nothing');
  },
  undo: async () => ({ type: 'passed', outputs: {} }),
  planUndo: ({ name }) => [`remove ${name}`],
});

const starter = { name: 'Robb' };

function step(id: string, name: string, changes: Parameters<typeof buildStep>[1] = {}) {
  return buildStep(id, { type: 'tag', with: { name }, effect: 'reversible', outputs: ['name'], ...changes });
}

async function plan(...items: ReturnType<typeof step>[]) {
  const planned = await planRun({
    runId: 'r',
    checklist: buildChecklist(items),
    inputs: { version: '1.0', hot: false },
    starter,
    directory: '/',
    stepTypes: [tag],
    env: {},
    signal: new AbortController().signal,
    now: () => 0,
  });
  return planned.ok
    ? planned.value.map(({ node, finding, lines, isExact }) => ({ id: node.id, finding, lines, isExact }))
    : planned;
}

describe('planRun', () => {
  it('fills what is known, and what a step that is done already gave', async () => {
    expect(
      await plan(step('a', 'old'), step('b', 'v{{inputs.version}}'), step('c', '{{steps.a.outputs.name}}-2')),
    ).toEqual([
      { id: 'a', finding: { type: 'done', note: 'was already so' }, lines: ['make old'], isExact: true },
      { id: 'b', finding: { type: 'would-do' }, lines: ['make v1.0'], isExact: true },
      { id: 'c', finding: { type: 'would-do' }, lines: ['make old-2'], isExact: true },
    ]);
  });

  it('leaves what comes from a step before as it was written', async () => {
    const [, later] = (await plan(
      step('a', 'new'),
      step('b', '{{steps.a.outputs.name}}-{{inputs.version}}'),
    )) as object[];
    expect(later).toEqual({
      id: 'b',
      finding: { type: 'not-known', why: 'depends on steps before it' },
      lines: ['make {{steps.a.outputs.name}}-{{inputs.version}}'],
      isExact: false,
    });
  });

  it('tells a conflict, what is left out, and what only a step decides', async () => {
    const steps = await plan(
      step('a', 'taken'),
      step('b', 'x', { when: 'inputs.hot' }),
      step('c', 'y', { when: 'steps.a.status == "passed"' }),
    );
    expect(steps).toMatchObject([
      { finding: { type: 'conflict', failure: { message: 'tag "taken" is elsewhere' } } },
      { finding: { type: 'left-out', why: 'when: inputs.hot' }, lines: [] },
      { finding: { type: 'not-known', why: 'only when: steps.a.status == "passed"' } },
    ]);
  });

  it('marks the first step that cannot be taken back', async () => {
    const irreversible = { effect: 'irreversible' } as const;
    const planned = await planRun({
      runId: 'r',
      checklist: buildChecklist([
        step('a', 'x'),
        step('b', 'old', irreversible),
        step('c', 'y', irreversible),
        step('d', 'z', irreversible),
      ]),
      inputs: {},
      starter,
      directory: '/',
      stepTypes: [tag],
      env: {},
      signal: new AbortController().signal,
      now: () => 0,
    });
    expect(
      planned.ok && planned.value.map(({ isPointOfNoReturn, asksFirst }) => [isPointOfNoReturn, asksFirst]),
    ).toEqual([
      [false, false],
      [false, true],
      [true, true],
      [false, true],
    ]);
  });
});

describe('planUndoRun', () => {
  it('says newest first what would be taken back', () => {
    const checklist = buildChecklist([step('a', 'x'), step('b', 'y')]);
    let state = createRunState({
      type: 'run-started',
      format: 1,
      runId: 'r',
      checklist,
      inputs: {},
      starter,
      confirmed: [],
      seq: 1,
      at: 0,
    });
    for (const id of ['a', 'b']) {
      const key = { step: id, round: 1, attempt: 1, at: 0 };
      state = apply(state, { type: 'attempt-started', ...key, seq: state.lastSeq + 1 });
      state = apply(state, {
        type: 'attempt-ended',
        ...key,
        seq: state.lastSeq + 1,
        verdict: 'passed',
        outputs: {},
        evidence: [],
      });
    }
    expect(planUndoRun(state, [tag], String).map(({ node, lines }) => [node.id, lines])).toEqual([
      ['b', ['remove y']],
      ['a', ['remove x']],
    ]);
  });
});
