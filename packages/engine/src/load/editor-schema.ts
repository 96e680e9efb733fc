import type { TSchema } from 'typebox';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { StepType } from '../model/step-type.ts';
import { allowTemplatesInside } from './allow-templates.ts';
import { writtenChecklist } from './written-checklist.ts';
import { writtenGroup, writtenStep } from './written-item.ts';

/** The JSON schema (draft 7) that editors use for checklist files; covers `with` of every step type. */
export function editorSchema(stepTypes: readonly StepType[]): JsonObject {
  const isGroup = { required: ['steps'] };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Checklist',
    ...holding(plain(writtenChecklist), 'steps'),
    definitions: {
      item: conditional(isGroup, { $ref: '#/definitions/group' }, { $ref: '#/definitions/step' }),
      group: holding(holding(plain(writtenGroup), 'steps'), 'finally'),
      step: stepSchema(stepTypes),
    },
  };
}

function stepSchema(stepTypes: readonly StepType[]): JsonObject {
  const names = stepTypes.map(({ type, summary }) => ({ const: type, description: summary }));
  const step = extendProperty(plain(writtenStep), 'type', { anyOf: names });
  return { ...step, allOf: stepTypes.map(optionsOf) };
}

/** What `with` holds when a step has this type. */
function optionsOf({ type, summary, effect, options }: StepType): JsonObject {
  const { required, ...schema } = plain(options);
  const isNeeded = Array.isArray(required) && required.length > 0;
  const description = `${summary} (effect: ${effect}).`;
  const inside = { ...allowTemplatesInside(schema), description, ...(isNeeded && { required }) };
  return conditional(
    { properties: { type: { const: type } }, required: ['type'] },
    { properties: { with: inside }, ...(isNeeded && { required: ['with'] }) },
  );
}

/** A schema in which the list under a key holds items. */
function holding(schema: JsonObject, key: string): JsonObject {
  return extendProperty(schema, key, { items: { $ref: '#/definitions/item' } });
}

function extendProperty(schema: JsonObject, key: string, extension: JsonObject): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const property = isJsonObject(properties[key]) ? properties[key] : {};
  return { ...schema, properties: { ...properties, [key]: { ...property, ...extension } } };
}

// An object literal with the key `then` would be taken for a promise by whoever awaits it.
function conditional(condition: JsonObject, consequence: JsonObject, otherwise?: JsonObject): JsonObject {
  const parts = Object.entries({ if: condition, else: otherwise });
  return Object.fromEntries(
    [...parts, ['then', consequence] as const].flatMap(([key, part]) => (part === undefined ? [] : [[key, part]])),
  );
}

/** A schema as plain JSON. Editors know only their own dialect of regular expressions, so RE2 is left to the loader. */
function plain(schema: TSchema): JsonObject {
  const text = JSON.stringify(schema, (key, value) => (key === 'format' && value === 'regex' ? undefined : value));
  return JSON.parse(text) as JsonObject;
}
