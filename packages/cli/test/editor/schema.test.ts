import { checkData, editorSchema, isJsonObject, type Json, type JsonObject } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { expect, it } from 'vitest';

interface Field {
  /** The way to it, for people who mend it. */
  readonly path: string;
  readonly schema: JsonObject;
}

/** Every key that a schema knows, however deep. */
function fieldsOf(value: Json | undefined, path: string): Field[] {
  if (Array.isArray(value)) return value.flatMap((one: Json, index) => fieldsOf(one, `${path}[${index}]`));
  if (!isJsonObject(value)) return [];
  const { properties } = value;
  const own = isJsonObject(properties) ? Object.entries(properties) : [];
  const fields = own.flatMap(([key, schema]) => (isJsonObject(schema) ? [{ path: `${path}.${key}`, schema }] : []));
  return [
    ...fields,
    ...Object.entries(value).flatMap(([key, one]) => fieldsOf(one, key === 'properties' ? path : `${path}.${key}`)),
  ];
}

/** The schema of what is written, without the template that may stand for it. */
function formOf(schema: JsonObject): JsonObject {
  const form: Json | undefined = Array.isArray(schema.anyOf) ? schema.anyOf[0] : undefined;
  return isJsonObject(form) && !('const' in form) ? { ...form, ...schema } : schema;
}

const schema = JSON.parse(JSON.stringify(editorSchema(builtinStepTypes))) as JsonObject;
/** In an `if` there is nothing to read, and `with` is described by each step type. */
const isForPeople = ({ path }: Field) => !/\.if\./.test(path) && path !== '.definitions.step.with';
const fields = fieldsOf(schema, '').filter(isForPeople);

const lacking = (isThere: (form: JsonObject) => boolean) =>
  fields.filter((one) => !isThere(formOf(one.schema))).map(({ path }) => path);

it('covers every option of every step type', () => {
  const paths = fields.map(({ path }) => path);
  for (const [index, { options }] of builtinStepTypes.entries()) {
    const { properties } = JSON.parse(JSON.stringify(options)) as { readonly properties: JsonObject };
    const keys = Object.keys(properties).map((key) => `.definitions.step.allOf[${index}].then.with.${key}`);
    expect(paths).toEqual(expect.arrayContaining(keys));
  }
});

it('has a title and a description for every key', () => {
  expect(fields.length).toBeGreaterThan(200);
  expect(lacking(({ title, const: constant }) => constant !== undefined || typeof title === 'string')).toEqual([]);
  expect(lacking(({ description }) => typeof description === 'string' && /^\S.*[.`)]$/s.test(description))).toEqual([]);
});

it('has an example, a default or the choices for every key that is no mapping of known keys', () => {
  const isClear = ({ type, properties, patternProperties, items, ...rest }: JsonObject) =>
    type === 'boolean' || isJsonObject(properties) || isJsonObject(patternProperties) || isJsonObject(items)
      ? true
      : ['enum', 'const', 'default', 'examples'].some((key) => rest[key] !== undefined) || Array.isArray(rest.anyOf);
  expect(lacking(isClear)).toEqual([]);
});

it('has examples and defaults that it accepts itself', () => {
  const whole = (one: JsonObject) =>
    JSON.parse(JSON.stringify(one), (_key, value: Json) => definitionOf(value)) as JsonObject;
  const wrong = fields.flatMap(({ path, schema: one }) => {
    const { examples = [], default: fallback } = one;
    const shown = [...(Array.isArray(examples) ? examples : [examples]), ...(fallback === undefined ? [] : [fallback])];
    return shown.flatMap((value: Json) => {
      const checked = checkData(whole(one), value, path);
      return checked.ok ? [] : checked.error;
    });
  });
  expect(wrong).toEqual([]);
});

/** What a reference within the schema leads to. */
function definitionOf(value: Json): Json {
  const name = isJsonObject(value) && typeof value.$ref === 'string' ? value.$ref.split('/').at(-1) : undefined;
  const { definitions } = schema;
  return name !== undefined && isJsonObject(definitions) ? (definitions[name] ?? value) : value;
}
