import { isJsonObject, type Json, type JsonObject } from '@checklist/engine';

/** One option of a step type, also one inside of another: `dispatch.workflow`, `metrics[].key`, `questions.<name>.type`. */
export interface OptionRow {
  readonly path: string;
  readonly value: string;
  readonly isRequired: boolean;
  readonly fallback: Json | undefined;
  readonly description: string;
  readonly example: Json | undefined;
}

/** Every option of a schema for `with`, each followed by those inside of it. */
export function listOptions(schema: JsonObject, prefix = ''): readonly OptionRow[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!isJsonObject(property)) return [];
    const path = `${prefix}${name}`;
    return [rowOf(path, property, required.includes(name)), ...inside(property, path)];
  });
}

function rowOf(path: string, schema: JsonObject, isRequired: boolean): OptionRow {
  const { description, examples } = schema;
  return {
    path,
    value: nameValue(schema),
    isRequired,
    fallback: schema.default,
    description: typeof description === 'string' ? description : '',
    example: Array.isArray(examples) ? examples[0] : undefined,
  };
}

function inside(schema: JsonObject, path: string): readonly OptionRow[] {
  const { items, anyOf } = schema;
  const forms = Array.isArray(anyOf) ? anyOf.filter(isJsonObject).filter(isMapping) : [];
  const ofForms = forms.flatMap((form) => inside(form, path));
  return [
    ...listOptions(schema, `${path}.`),
    ...(isJsonObject(items) ? inside(items, `${path}[]`) : []),
    ...byNames(schema).flatMap((value) => named(value, `${path}.<name>`)),
    // Where there are several forms, what one of them needs is not needed as such.
    ...(forms.length > 1 ? ofForms.map((row) => ({ ...row, isRequired: false })) : ofForms),
  ];
}

function named(schema: JsonObject, path: string): readonly OptionRow[] {
  const hasWords = typeof schema.title === 'string' && !isMapping(schema);
  return [...(hasWords ? [rowOf(path, schema, false)] : []), ...inside(schema, path)];
}

function isMapping({ properties }: JsonObject): boolean {
  return properties !== undefined;
}

function byNames({ patternProperties }: JsonObject): readonly JsonObject[] {
  return isJsonObject(patternProperties) ? Object.values(patternProperties).filter(isJsonObject) : [];
}

const plain: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'mapping',
  array: 'list',
  null: 'null',
};

/** What kind of value a schema takes, in words. */
export function nameValue(schema: JsonObject): string {
  const { title, type, items, anyOf } = schema;
  if (typeof title === 'string') return title.replaceAll('<', '\\<');
  if (Array.isArray(schema.enum)) return schema.enum.map((word) => `\`${String(word)}\``).join(', ');
  if (Array.isArray(anyOf)) return anyOf.map((branch) => nameValue(isJsonObject(branch) ? branch : {})).join(' or ');
  if (isJsonObject(items)) return `list of: ${nameValue(items)}`;
  if (byNames(schema).length > 0) return 'mapping by name';
  return plain[String(type)] ?? 'any';
}
