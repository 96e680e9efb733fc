import type { Done, StepType } from '@checklist/engine/plugin';
import { describe, expect, it } from 'vitest';
import { builtinStepTypes } from './index.ts';
import type { UndoWorld } from './testing/undo-world.ts';
import { undoWorlds } from './testing/undo-worlds.ts';

const withUndo = builtinStepTypes.filter(({ undo }) => undo !== undefined);
const cases = withUndo.flatMap((stepType) =>
  (undoWorlds[stepType.type] ?? []).map((make, index) => ({ stepType, make, name: `${stepType.type} ${index + 1}` })),
);

it('is tried on every step type that can be taken back', () => {
  expect(Object.keys(undoWorlds)).toEqual(expect.arrayContaining(withUndo.map(({ type }) => type)));
  expect(withUndo.length).toBe(Object.keys(undoWorlds).length);
});

/** Does the step as the engine does, and gives what is kept of it. */
async function doStep(stepType: StepType, { options, context }: UndoWorld): Promise<Done> {
  const probed = await stepType.probe?.(options, context);
  expect(probed).toMatchObject({ type: 'absent' });
  const before = probed?.type === 'absent' && probed.before !== undefined ? { before: probed.before } : {};
  const result = await stepType.start(options, context);
  expect(result.type, JSON.stringify(result)).toMatch(/^(?:passed|pending)$/);
  if (result.type === 'pending') return { outputs: {}, handle: result.handle, ...before };
  return { outputs: result.type === 'passed' ? result.outputs : {}, ...before };
}

describe.each(cases)('taking back $name', ({ stepType, make }) => {
  it('leaves the world to the byte as it was', async () => {
    const world = await make();
    const before = await world.snapshot();
    const done = await doStep(stepType, world);
    expect(await world.snapshot()).not.toEqual(before);
    expect(await stepType.undo?.(world.options, done, world.context)).toMatchObject({ type: 'passed' });
    expect(await world.snapshot()).toEqual(before);
  });

  it('stops where the world has moved on, tells both values, and touches nothing', async () => {
    for (const name of Object.keys((await make()).moves)) {
      const world = await make();
      const done = await doStep(stepType, world);
      const values = (await world.moves[name]?.()) ?? [];
      const moved = await world.snapshot();
      const result = await stepType.undo?.(world.options, done, world.context);
      expect(result, name).toMatchObject({ type: 'failed', failure: { message: expect.stringContaining('expected') } });
      for (const value of values) expect(JSON.stringify(result), name).toContain(JSON.stringify(value).slice(1, -1));
      expect(await world.snapshot(), name).toEqual(moved);
    }
  });

  it('stops and touches nothing when the service refuses the credential', async () => {
    const world = await make();
    if (world.expire === undefined) return;
    const done = await doStep(stepType, world);
    const before = await world.snapshot();
    world.expire();
    expect(await stepType.undo?.(world.options, done, world.context)).toMatchObject({
      type: expect.stringMatching(/^(?:failed|inconclusive)$/),
    });
    expect(await world.snapshot()).toEqual(before);
  });
});
