import { isJsonObject, type Json, type JsonObject } from '@checklist/engine';
import fc from 'fast-check';
import { patterns, templates, words } from './texts.ts';

/** Arbitraries for keys whose meaning the schema does not tell. */
export type ByKey = Readonly<Record<string, fc.Arbitrary<Json>>>;

/** Texts of the forms that schemas ask for. */
const formedTexts: readonly string[] = [
  ...['5m', '1h30m', '72h', 'release', 'axel', 'NAME', 'owner/name', 'a'.repeat(40), 'last 25%', 'steps 1000..2000'],
  ...[
    '40000 +- 10%',
    '5%',
    '09:00',
    '2026-11-24T00:00Z',
    '12345678',
    '123456789012345678',
    '{{inputs.version}}',
    'a-b',
  ],
];

/** Values that a schema accepts, as far as can be told without its meaning. */
export function fromSchema(schema: Json, byKey: ByKey): fc.Arbitrary<Json> {
  if (!isJsonObject(schema)) return fc.constant('x');
  const { anyOf, type } = schema;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as Json[]));
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map((one: Json) => fromSchema(one, byKey)));
  switch (type) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return fc.integer(rangeOf(schema));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return listOf(schema, byKey);
    case 'object':
      return objectOf(schema, byKey);
    default:
      return fc.constantFrom<Json>('x', 1, true, null);
  }
}

function textOf({ pattern, format }: JsonObject): fc.Arbitrary<Json> {
  if (format === 'regex') return patterns.filter((text) => text !== '');
  if (typeof pattern !== 'string')
    return fc.oneof({ weight: 3, arbitrary: words }, { weight: 1, arbitrary: templates });
  const fitting = formedTexts.filter((text) => new RegExp(pattern).test(text));
  return fc.constantFrom(...(fitting.length === 0 ? ['{{inputs.version}}'] : fitting));
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: JsonObject): { readonly min: number; readonly max: number } {
  const min = typeof minimum === 'number' ? minimum : typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 0;
  return { min, max: typeof maximum === 'number' ? maximum : min + 5 };
}

function listOf({ items, minItems, maxItems }: JsonObject, byKey: ByKey): fc.Arbitrary<Json> {
  const minLength = typeof minItems === 'number' ? minItems : 0;
  const maxLength = typeof maxItems === 'number' ? maxItems : minLength + 2;
  return fc.uniqueArray(fromSchema(items ?? {}, byKey), {
    minLength,
    maxLength,
    selector: (value) => JSON.stringify(value),
  });
}

function objectOf(schema: JsonObject, byKey: ByKey): fc.Arbitrary<Json> {
  const { properties, patternProperties } = schema;
  if (!isJsonObject(properties)) {
    const [value = schema.additionalProperties ?? {}] = isJsonObject(patternProperties)
      ? Object.values(patternProperties)
      : [];
    const name = fromSchema({ type: 'string', pattern: '^[a-z]+$', ...object(schema.propertyNames) }, byKey);
    return fc.dictionary(name.map(String), fromSchema(value, byKey), {
      maxKeys: 2,
      minKeys: Number(schema.minProperties ?? 0),
    });
  }
  const required = namesIn(schema.required);
  // Keys that exclude each other: one of them is taken.
  const rivals = Array.isArray(schema.oneOf) ? schema.oneOf.flatMap((one: Json) => namesIn(object(one).required)) : [];
  const values = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, byKey[key] ?? fromSchema(value, byKey)]),
  );
  const requiredKeys = required.filter((key) => !rivals.includes(key));
  const whole = fc.record(values, { requiredKeys: [...requiredKeys, ...rivals] });
  if (rivals.length === 0) return whole;
  return fc.tuple(whole, fc.constantFrom(...rivals)).map(([all, chosen]) => {
    return Object.fromEntries(Object.entries(all).filter(([key]) => key === chosen || !rivals.includes(key)));
  });
}

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function namesIn(list: Json | undefined): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
