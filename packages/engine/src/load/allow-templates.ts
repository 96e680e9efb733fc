import type { JsonObject } from '../model/json.ts';
import { mapSchema } from './map-schema.ts';

/** Put into the definitions of a schema in which templates are allowed. */
export const templateDefinitions: JsonObject = {
  template: { type: 'string', description: 'A template.', pattern: '\\{\\{' },
  template_file: {
    type: 'object',
    title: 'Template file',
    description: 'The text of a file, which is a template.',
    properties: {
      template_file: {
        type: 'string',
        title: 'Template file',
        description: 'The path, relative to the checklist file.',
        examples: ['templates/release-notes.md.hbs'],
      },
    },
    required: ['template_file'],
    additionalProperties: false,
  },
};

const template: JsonObject = { $ref: '#/definitions/template' };
const templateFile: JsonObject = { $ref: '#/definitions/template_file' };

/** The JSON schema of options as they are written: inside, a template may stand where another kind of value is wanted. */
export function allowTemplatesInside(schema: JsonObject): JsonObject {
  return mapSchema(schema, { part: allowTemplate, branch: allowTemplatesInside });
}

/** Words for people, which are about every form of the value. */
const words = ['title', 'description', 'markdownDescription', 'default', 'examples'];

function allowTemplate(schema: JsonObject): JsonObject {
  const inside = allowTemplatesInside(schema);
  const isAnything = schema.type === undefined && schema.enum === undefined && schema.anyOf === undefined;
  // A constant tells the branches of a union apart.
  if (isAnything || schema.const !== undefined) return inside;
  const pick = (areWords: boolean) =>
    Object.fromEntries(Object.entries(inside).filter(([key]) => words.includes(key) === areWords));
  const form = pick(false);
  const isPlainText = form.type === 'string' && Object.keys(form).length === 1;
  const isText = form.type === 'string' || form.enum !== undefined;
  return { ...pick(true), anyOf: [form, ...(isPlainText ? [] : [template]), ...(isText ? [templateFile] : [])] };
}
