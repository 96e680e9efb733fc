import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';

const templateText: JsonObject = { type: 'string', description: 'A template.', pattern: '\\{\\{' };

const templateFile: JsonObject = {
  type: 'object',
  description: 'The text of a file, which is a template.',
  properties: { template_file: { type: 'string', description: 'The path, relative to the checklist file.' } },
  required: ['template_file'],
  additionalProperties: false,
};

const namedSchemas = ['properties', 'patternProperties'];
const singleSchemas = ['additionalProperties', 'items'];
const unions = ['anyOf', 'oneOf', 'allOf'];

/** The JSON schema of options as they are written: inside, a template may stand where another kind of value is wanted. */
export function allowTemplatesInside(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).map(([key, value]): [string, Json] => {
    if (namedSchemas.includes(key) && isJsonObject(value)) return [key, mapSchemas(value)];
    if (singleSchemas.includes(key) && isJsonObject(value)) return [key, allowTemplate(value)];
    if (unions.includes(key) && Array.isArray(value)) return [key, value.map(insideOf)];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function mapSchemas(named: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(named).map(([name, schema]) => [name, isJsonObject(schema) ? allowTemplate(schema) : schema]),
  );
}

function insideOf(schema: Json): Json {
  return isJsonObject(schema) ? allowTemplatesInside(schema) : schema;
}

function allowTemplate(schema: JsonObject): JsonObject {
  const { description, title, ...rest } = allowTemplatesInside(schema);
  const isAnything = rest.type === undefined && rest.enum === undefined && rest.anyOf === undefined;
  // A constant tells the branches of a union apart.
  if (isAnything || rest.const !== undefined) return allowTemplatesInside(schema);
  const isPlainText = rest.type === 'string' && Object.keys(rest).length === 1;
  const anyOf = [
    rest,
    ...(isPlainText ? [] : [templateText]),
    ...(rest.type === 'string' || rest.enum !== undefined ? [templateFile] : []),
  ];
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }), anyOf };
}
