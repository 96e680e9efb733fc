import type { TObject } from 'typebox';
import type { Item } from '../model/checklist.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { StepType } from '../model/step-type.ts';
import { checkSchema, checkWritten } from './check-schema.ts';
import { describeValue } from './describe-schema.ts';
import type { Head } from './head.ts';
import { makeGroup, makeStep } from './make-item.ts';
import type { Path, Places } from './places.ts';
import type { Report } from './report.ts';
import { reportFaults } from './report-faults.ts';
import { elementsOf, faultyKeys, soundPart } from './sound-part.ts';
import type { TemplateFiles } from './template-files.ts';
import { type WrittenGroup, type WrittenStep, writtenGroup, writtenStep } from './written-item.ts';

/** What is known of an item and does not belong in the checklist. */
export interface ItemFacts {
  readonly path: Path;
  /** Keys that hold something wrong, so that nothing can be concluded from them; `outputs` when those are not known. */
  readonly doubts: ReadonlySet<string>;
}

/** What the reading of all items shares. */
export interface Reading {
  readonly places: Places;
  readonly report: Report;
  readonly types: ReadonlyMap<string, StepType>;
  readonly templateFiles: TemplateFiles;
  readonly facts: Map<Item, ItemFacts>;
}

/** What the reading of all items shares, with what stands above them. */
export interface ItemReading extends Reading {
  readonly head: Head;
}

/** Checks the items of a list one by one and makes the model's items of what is right. */
export function readItems(reading: ItemReading, list: Json | undefined, path: Path): readonly Item[] {
  return elementsOf(list).flatMap((element, index) => {
    const here = [...path, index];
    if (isJsonObject(element)) return [readItem(reading, element, here)];
    const message = `an item is ${describeValue(element)}, expected a mapping with "id", "title", and "type" or "steps"`;
    reading.report.add('wrong-type', reading.places.value(here), message);
    return [];
  });
}

function readItem(reading: ItemReading, value: JsonObject, path: Path): Item {
  const read = Object.hasOwn(value, 'steps') ? readGroup : readStep;
  const { item, doubts } = read(reading, value, path);
  reading.facts.set(item, { path, doubts });
  return item;
}

interface ReadItem {
  readonly item: Item;
  readonly doubts: ReadonlySet<string>;
}

function readGroup(reading: ItemReading, value: JsonObject, path: Path): ReadItem {
  const hint = '"KEY" is for steps, and an item with "steps" is a group';
  const { sound, doubts } = readShape(reading, value, path, groupShape, hint);
  const items = readItems(reading, value.steps, [...path, 'steps']);
  const finals = readItems(reading, value.finally, [...path, 'finally']);
  return { item: makeGroup(sound as WrittenGroup, items, finals, reading.head), doubts };
}

function readStep(reading: ItemReading, value: JsonObject, path: Path): ReadItem {
  const hint = '"KEY" is for groups, which have "steps" and no "type"';
  const { sound, doubts, owner } = readShape(reading, value, path, stepShape, hint);
  const written = sound as WrittenStep;
  const included = reading.templateFiles.include(written.with ?? {}, [...path, 'with']);
  const options = isJsonObject(included) ? included : {};
  const isClear = !doubts.has('type') && !doubts.has('with');
  const outputs = isClear ? readOutputs(reading, owner, written.type, options, path) : undefined;
  const { effect = 'irreversible', isSignOff = false } = reading.types.get(written.type) ?? {};
  const item = makeStep(written, options, { effect, outputs: outputs ?? [], isSignOff, head: reading.head });
  return { item, doubts: outputs === undefined ? new Set([...doubts, 'outputs']) : doubts };
}

interface Shape {
  readonly kind: 'group' | 'step';
  readonly schema: TObject;
  /** Keys that only the other kind of item has. */
  readonly misplaced: ReadonlySet<string>;
}

const groupShape: Shape = { kind: 'group', schema: writtenGroup, misplaced: keysOnlyIn(writtenStep, writtenGroup) };
const stepShape: Shape = { kind: 'step', schema: writtenStep, misplaced: keysOnlyIn(writtenGroup, writtenStep) };

function keysOnlyIn(schema: TObject, other: TObject): ReadonlySet<string> {
  return new Set(Object.keys(schema.properties)).difference(new Set(Object.keys(other.properties)));
}

function readShape(reading: Reading, value: JsonObject, path: Path, shape: Shape, hint: string) {
  const { id } = value;
  const owner = typeof id === 'string' ? `${shape.kind} "${id}"` : `a ${shape.kind}`;
  const defaults = { id: 'unnamed', title: owner, steps: [], type: '' };
  const { sound, faults } = soundPart(value, defaults, (part) => checkSchema(shape.schema, part));
  const hintFor = (key: string) => (shape.misplaced.has(key) ? hint.replace('KEY', key) : undefined);
  reportFaults(reading, faults, { owner, path, hintFor });
  const doubts = faultyKeys(faults);
  // An id that is badly written still names the item where others need it.
  if (typeof id !== 'string') return { sound, doubts, owner };
  return { sound: { ...sound, id }, doubts: doubts.difference(new Set(['id'])), owner };
}

/** Checks `with` against the step type; tells the outputs when nothing is wrong with it. */
function readOutputs(
  { report, places, types }: Reading,
  owner: string,
  type: string,
  options: JsonObject,
  path: Path,
): readonly string[] | undefined {
  const stepType = types.get(type);
  if (stepType === undefined) {
    const message = `${owner} has the type "${type}", but no step type has that name`;
    report.add('unknown-type', places.value([...path, 'type']), message, report.didYouMean(type, types.keys()));
    return undefined;
  }
  const faults = checkWritten(stepType.options, options).map((fault) => ({ ...fault, path: ['with', ...fault.path] }));
  reportFaults({ report, places }, faults, { owner, path });
  return faults.length > 0 ? undefined : Object.keys(stepType.outputs(options));
}
