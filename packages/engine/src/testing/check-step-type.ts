import { Ajv } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import type { Done, StepContext, StepResult, StepType } from '../model/step-type.ts';

/** A fresh piece of the world in which a step can be carried out once. */
export interface CheckedWorld<O extends TSchema> {
  readonly context: StepContext;
  readonly options: Static<O>;
  /** All that the step could change, in a form that can be compared. */
  snapshot(): Promise<unknown>;
  /** Lets time go by for a step that is pending. */
  elapse?(ms: number): Promise<void> | void;
}

/** Makes a fresh world for the test that runs now; `onTestFinished` of vitest can clean it up. */
export type MakeWorld<O extends TSchema> = () => Promise<CheckedWorld<O>>;

/** The contract of a step type as a test suite: every plugin runs it for each of its step types. */
export function checkStepType<O extends TSchema>(stepType: StepType<O>, makeWorld: MakeWorld<O>) {
  describe(`${stepType.type} keeps the contract of step types`, () => {
    checkDeclaration(stepType, makeWorld);
    checkReads(stepType, makeWorld);
    checkStart(stepType, makeWorld);
    if (stepType.undo !== undefined) checkUndo(stepType, makeWorld);
  });
}

function checkDeclaration<O extends TSchema>(stepType: StepType<O>, makeWorld: MakeWorld<O>) {
  it('has a schema that is valid in strict mode, takes the options and refuses an unknown one', async () => {
    const validate = strictAjv().compile(stepType.options);
    const { options } = await makeWorld();
    expect(validate(options), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...written(options), no_such_option: 1 })).toBe(false);
  });

  it('describes itself and every option', () => {
    expect(stepType.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(undescribed(stepType.options)).toEqual([]);
  });

  it('declares an undo when its effect is reversible, and none when it is irreversible', () => {
    if (stepType.effect === 'reversible') expect(stepType.undo).toBeDefined();
    if (stepType.effect === 'irreversible') expect(stepType.undo).toBeUndefined();
    expect(stepType.planUndo === undefined).toBe(stepType.undo === undefined);
  });
}

function checkReads<O extends TSchema>(stepType: StepType<O>, makeWorld: MakeWorld<O>) {
  it('lacks nothing in a world that is ready, and leaves it alone', async () => {
    const world = await makeWorld();
    const before = await world.snapshot();
    // A schema of an object is all that a step type can have, so its options are their own known part.
    expect((await stepType.preflight?.({ ...world.options }, world.context)) ?? []).toEqual([]);
    expect(await world.snapshot()).toEqual(before);
  });

  it('plans and probes without touching the world, and does not take a fresh one for done', async () => {
    const world = await makeWorld();
    const before = await world.snapshot();
    if (stepType.plan !== undefined) expect(stepType.plan(world.options).length).toBeGreaterThan(0);
    if (stepType.probe !== undefined) {
      const probed = await stepType.probe(world.options, world.context);
      expect(['absent', 'cannot-tell']).toContain(probed.type);
    }
    expect(await world.snapshot()).toEqual(before);
  });
}

function checkStart<O extends TSchema>(stepType: StepType<O>, makeWorld: MakeWorld<O>) {
  it('passes with every output that it declares, or asks', async () => {
    const world = await makeWorld();
    const result = await carryOut(stepType, world);
    if (result.type === 'asks') return;
    expect(result).toMatchObject({ type: 'passed' });
    expect(Object.keys(outputsOf(result)).sort()).toEqual(Object.keys(stepType.outputs(written(world.options))).sort());
    validateOutputs(stepType, world, outputsOf(result));
  });

  if (stepType.probe === undefined) return;
  it('is seen as done after the start, with the same outputs, and a second start changes nothing', async () => {
    const world = await makeWorld();
    const outputs = outputsOf(await carryOut(stepType, world));
    const after = await world.snapshot();
    expect(await stepType.probe?.(world.options, world.context)).toMatchObject({ type: 'done', outputs });
    expect(outputsOf(await carryOut(stepType, world))).toEqual(outputs);
    expect(await world.snapshot()).toEqual(after);
  });
}

function checkUndo<O extends TSchema>(stepType: StepType<O>, makeWorld: MakeWorld<O>) {
  const undo = (world: CheckedWorld<O>, done: Done) => stepType.undo?.(world.options, done, world.context);

  it('brings the world back, and a second undo is harmless', async () => {
    const world = await makeWorld();
    const before = await world.snapshot();
    const done = await doIt(stepType, world);
    expect(await world.snapshot()).not.toEqual(before);
    expect(stepType.planUndo?.(world.options, done).length).toBeGreaterThan(0);
    expect(await undo(world, done)).toMatchObject({ type: 'passed' });
    expect(await world.snapshot()).toEqual(before);
    expect(await undo(world, done)).toMatchObject({ type: 'passed' });
    expect(await world.snapshot()).toEqual(before);
  });

  it('brings the world back after an attempt that did not tell how it ended', async () => {
    const world = await makeWorld();
    const before = await world.snapshot();
    const done = { ...(await doIt(stepType, world)), outputs: {} };
    expect(stepType.planUndo?.(world.options, done).length).toBeGreaterThan(0);
    expect(await undo(world, done)).toMatchObject({ type: 'passed' });
    expect(await world.snapshot()).toEqual(before);
  });

  it('has nothing to take back of an attempt that did nothing', async () => {
    const world = await makeWorld();
    const before = await world.snapshot();
    expect(await undo(world, { outputs: {}, ...(await lookBefore(stepType, world)) })).toMatchObject({
      type: 'passed',
    });
    expect(await world.snapshot()).toEqual(before);
  });
}

/** All that is kept of an attempt for its undo. */
async function doIt<O extends TSchema>(stepType: StepType<O>, world: CheckedWorld<O>): Promise<Done> {
  const before = await lookBefore(stepType, world);
  const handles: Json[] = [];
  const outputs = outputsOf(await carryOut(stepType, world, (handle) => handles.push(handle)));
  const [handle] = handles.slice(-1);
  return { outputs, ...before, ...(handle === undefined ? {} : { handle }) };
}

async function lookBefore<O extends TSchema>(
  stepType: StepType<O>,
  world: CheckedWorld<O>,
): Promise<Omit<Done, 'outputs'>> {
  const probed = await stepType.probe?.(world.options, world.context);
  return probed?.type === 'absent' && probed.before !== undefined ? { before: probed.before } : {};
}

async function carryOut<O extends TSchema>(
  stepType: StepType<O>,
  world: CheckedWorld<O>,
  onHandle: (handle: Json) => void = () => {},
): Promise<StepResult> {
  let result = await stepType.start(world.options, world.context);
  for (let checks = 0; result.type === 'pending' && checks < 100; checks++) {
    const { handle, checkAfter } = result;
    onHandle(handle);
    await world.elapse?.(checkAfter);
    const checked = await stepType.check?.(handle, world.options, world.context);
    if (checked === undefined) throw new Error(`${stepType.type} is pending, but has no check`);
    result = checked;
  }
  return result;
}

function outputsOf(result: StepResult): JsonObject {
  expect(result).toMatchObject({ type: 'passed' });
  return result.type === 'passed' ? result.outputs : {};
}

function validateOutputs<O extends TSchema>(stepType: StepType<O>, world: CheckedWorld<O>, outputs: JsonObject) {
  const ajv = strictAjv();
  for (const [name, schema] of Object.entries(stepType.outputs(written(world.options)))) {
    const validate = ajv.compile(schema);
    expect(validate(outputs[name]), `output ${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
  }
}

/** As strict as the loader, which rewords the errors of `required` in a union and knows these formats. */
function strictAjv(): Ajv {
  const formats = { 'date-time': true, email: true, regex: true, uri: true } as const;
  return new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false, formats });
}

/** Options as they stand in a file. */
function written(options: unknown): JsonObject {
  return isJsonObject(options) ? options : {};
}

/** Names of options that have no description, at any depth. */
function undescribed(schema: unknown, path = 'with'): string[] {
  if (Array.isArray(schema)) return schema.flatMap((part) => undescribed(part, path));
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties' || !isJsonObject(value)) return undescribed(value, path);
    return Object.entries(value).flatMap(([name, option]) => [
      ...(isJsonObject(option) && option.description !== undefined ? [] : [`${path}.${name}`]),
      ...undescribed(option, `${path}.${name}`),
    ]);
  });
}
