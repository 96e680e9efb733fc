import type { Json } from '../model/json.ts';

/** The parts of a JSON schema that people are told about. */
export interface JsonSchema {
  readonly title?: string | undefined;
  readonly type?: string | readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'nothing',
  number: 'a number',
  object: 'a mapping',
  string: 'a text',
};

const formatNames: Readonly<Record<string, string>> = {
  'date-time': 'a moment such as 2026-11-24T00:00Z',
  email: 'an e-mail address',
  regex: 'a regular expression (RE2)',
  uri: 'a URL',
};

/** Says in words what a schema wants. */
export function describeSchema(schema: JsonSchema | undefined): string {
  if (schema === undefined) return 'a value';
  if (schema.title !== undefined) return schema.title;
  if (schema.const !== undefined) return quoted(schema.const);
  if (schema.enum !== undefined) return joinWords(schema.enum.map(quoted));
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined && schema.type === undefined) {
    return joinWords([...new Set(branches.map(describeSchema))]);
  }
  if (schema.format !== undefined) return formatNames[schema.format] ?? `a text in the form "${schema.format}"`;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const names = types.map((type) => typeNames[type] ?? type);
  return names.length === 0 ? 'a value' : joinWords(names) + limits(schema);
}

function limits(schema: JsonSchema): string {
  if (schema.pattern !== undefined) return ` that matches "${schema.pattern}"`;
  if (schema.minimum !== undefined && schema.maximum !== undefined) {
    return ` from ${schema.minimum} to ${schema.maximum}`;
  }
  if (schema.minimum !== undefined) return ` of at least ${schema.minimum}`;
  if (schema.maximum !== undefined) return ` of at most ${schema.maximum}`;
  if (schema.maxLength !== undefined) return ` of at most ${schema.maxLength} characters`;
  if (schema.maxItems !== undefined) return ` of ${countOf(schema.minItems ?? 0, schema.maxItems)}`;
  if (schema.minLength !== undefined || schema.minItems !== undefined) return ' that is not empty';
  return '';
}

/** How many elements a list must have. */
function countOf(least: number, most: number): string {
  const range = least === most ? `${most}` : `${least} to ${most}`;
  return `${range} ${most === 1 ? 'element' : 'elements'}`;
}

/** Names a value for a message: short, on one line, the user's own words in quotes. */
export function describeValue(value: Json): string {
  if (value === null) return 'empty';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return String(value);
  const isEmpty = Object.keys(value).length === 0;
  return `${isEmpty ? 'an empty' : 'a'} ${Array.isArray(value) ? 'list' : 'mapping'}`;
}

export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function quoted(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const line = value.length > 60 ? `${value.slice(0, 57)}...` : value;
  return `"${line.replaceAll(/\s+/g, ' ')}"`;
}
