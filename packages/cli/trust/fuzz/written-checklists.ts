import { isJsonObject, type Json, type JsonObject, type StepType } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import fc from 'fast-check';
import { writtenGroup, writtenStep } from '../../../engine/src/load/written-item.ts';
import { type ByKey, fromSchema } from './from-schema.ts';
import { expressions, templates, words } from './texts.ts';

/** What the schemas of the language leave open. */
const byKey: ByKey = {
  title: words,
  when: expressions,
  that: expressions,
  until: expressions,
  owner: fc.constant('axel'),
  by: fc.constantFrom<Json[]>(['axel'], ['axel', 'lead']),
  secrets: fc.constantFrom<Json[]>(['token'], []),
  template_file: fc.constant('notes.md.hbs'),
  needs: fc.array(
    fc.nat(5).map((n) => `@${n}`),
    { maxLength: 2 },
  ),
  matrix: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom<Json[]>({ a: [1, 'x'] }, { a: '{{inputs.jobs}}' }, { a: [true], b: [{ id: 'x' }] }),
    },
    { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 400 })).map(manySided) },
  ),
};

/** A matrix with so many lists of so many values. */
function manySided([sides, length]: readonly [number, number]): Json {
  const values = Array.from({ length }, (_, n) => n);
  return Object.fromEntries(Array.from({ length: sides }, (_, n) => [`m${n}`, values]));
}

/** Every text of a step's options is drawn by its schema; a moment is not an expression there. */
const { until: _, ...inOptions } = byKey;

/** A record with at most so many of its keys. */
function few(values: JsonObject, most: number): fc.Arbitrary<JsonObject> {
  const keys = fc.subarray(Object.keys(values), { maxLength: most });
  const all = fc.record(
    Object.fromEntries(Object.entries(values).map(([key, one]) => [key, byKey[key] ?? fromSchema(one, byKey)])),
  );
  return fc
    .tuple(all, fc.oneof(fc.constant<string[]>([]), keys))
    .map(([record, chosen]) => Object.fromEntries(Object.entries(record).filter(([key]) => chosen.includes(key))));
}

function extrasOf(schema: { readonly properties: object }, ...left: readonly string[]): JsonObject {
  const properties = JSON.parse(JSON.stringify(schema.properties)) as JsonObject;
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !['id', ...left].includes(key)));
}

function stepOf(stepType: StepType): fc.Arbitrary<JsonObject> {
  const left = [
    ...['type', 'with', 'title', 'effect'],
    ...(stepType.effect === 'irreversible' ? ['retry'] : []),
    ...(stepType.effect === 'reads' ? ['undo'] : ['poll']),
  ];
  return fc
    .tuple(
      fromSchema(JSON.parse(JSON.stringify(stepType.options)) as Json, inOptions),
      few(extrasOf(writtenStep, ...left), 3),
      words,
    )
    .map(([options, extras, title]) => ({ title, type: stepType.type, with: options, ...extras }));
}

const steps = fc.oneof(
  ...builtinStepTypes.map((stepType) => ({
    weight: ['shell', 'manual'].includes(stepType.type) ? 8 : 1,
    arbitrary: stepOf(stepType),
  })),
);

function items(depth: number): fc.Arbitrary<JsonObject[]> {
  if (depth === 0) return fc.array(steps, { minLength: 1, maxLength: 3 });
  const inner = items(depth - 1);
  const extras = few(extrasOf(writtenGroup, 'steps', 'finally', 'on_reject', 'title'), 2);
  const group = fc.tuple(words, inner, fc.option(inner, { freq: 4 }), extras).map(([title, inside, last, more]) => ({
    title,
    steps: inside,
    ...(last === null ? {} : { finally: last }),
    ...more,
  }));
  return fc.array(fc.oneof({ weight: 3, arbitrary: steps }, { weight: 1, arbitrary: group }), {
    minLength: 1,
    maxLength: 4,
  });
}

const head: JsonObject = {
  version: 1,
  id: 'release',
  title: 'Release',
  description: '# What it is',
  commit: '{{inputs.version}}',
  contacts: { axel: { name: 'Axel' }, lead: { name: 'Jack', discord: '@Jack' } },
  inputs: {
    version: { type: 'string' },
    jobs: { type: 'list', default: ['a'] },
    count: { type: 'number', default: 2 },
  },
  values: { tag: 'v{{inputs.version}}' },
  secrets: { token: { env: 'TOKEN' } },
};

const profiles = fc.option(
  fc.record({
    hotfix: fc.record({
      skip: fc.array(fc.constantFrom('s0', 's0', 's0', 's1', 's9'), { maxLength: 2 }),
    }),
  }),
  { freq: 3 },
);
const moreValues = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(words, templates), { maxKeys: 2 });

/** Checklists as a person writes them, most of them right. */
export const writtenChecklists: fc.Arbitrary<JsonObject> = fc
  .tuple(profiles, moreValues, items(2))
  .map(([profile, values, list]): JsonObject => {
    const allValues = { ...asObject(head.values), ...values };
    const all = { ...head, values: allValues, ...(profile && { profiles: profile }) };
    return { ...asObject(named(all, [])), steps: numbered(list, { count: 0, ended: [] }) };
  });

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

interface Numbering {
  count: number;
  /** Ids of the items above that do not hold this one. */
  readonly ended: string[];
}

/** Gives each item an id, and leads `@n` and `@@n` to one of the items above. */
function numbered(list: readonly JsonObject[], numbering: Numbering): Json[] {
  return list.map((item) => {
    const id = `s${numbering.count++}`;
    const { steps: inside, finally: last, ...own } = item;
    const lists = Object.entries({ steps: inside, finally: last }).flatMap(([key, one]) =>
      Array.isArray(one) ? [[key, numbered(one as JsonObject[], numbering)] as const] : [],
    );
    const all = { id, ...asObject(named(own, numbering.ended)), ...Object.fromEntries(lists) };
    numbering.ended.push(id);
    return all;
  });
}

function named(value: Json, ended: readonly string[]): Json {
  const idOf = (n: string) => ended.toReversed()[Number(n) % Math.max(1, ended.length)];
  if (Array.isArray(value)) {
    return value.flatMap((one: Json): Json[] =>
      typeof one === 'string' && /^@\d$/.test(one) ? [idOf(one.slice(1)) ?? []].flat() : [named(one, ended)],
    );
  }
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one, ended)]));
  if (typeof value !== 'string') return value;
  return value.replaceAll(/@@(\d)((?:\.\w+)+)/g, (_, n: string, path: string) => {
    const id = idOf(n);
    return id === undefined ? 'inputs.version' : `steps.${id}${path}`;
  });
}
