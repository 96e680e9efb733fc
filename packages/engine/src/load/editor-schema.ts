import type { TSchema } from 'typebox';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { StepType } from '../model/step-type.ts';
import { addEditorHelp } from './add-editor-help.ts';
import { allowTemplatesInside, templateDefinitions } from './allow-templates.ts';
import { itemSnippets } from './editor-snippets.ts';
import { writtenChecklist } from './written-checklist.ts';
import { writtenGroup, writtenStep } from './written-item.ts';

/** The JSON schema (draft 7) that editors use for checklist files; covers `with` of every step type. */
export function editorSchema(stepTypes: readonly StepType[]): JsonObject {
  // What is empty still, because it is being typed, is to become a step.
  const isGroup = { type: 'object', required: ['steps'] };
  const item = conditional(isGroup, { $ref: '#/definitions/group' }, { $ref: '#/definitions/step' });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Checklist',
    ...holding(helpful(writtenChecklist), 'steps'),
    definitions: {
      item,
      group: { title: 'Group', ...holding(holding(helpful(writtenGroup), 'steps'), 'finally') },
      step: { title: 'Step', ...stepSchema(stepTypes) },
      ...templateDefinitions,
    },
  };
}

function stepSchema(stepTypes: readonly StepType[]): JsonObject {
  const names = stepTypes.map(({ type, summary, effect }) => ({ const: type, description: describe(summary, effect) }));
  const { properties, ...step } = extendProperty(helpful(writtenStep), 'type', { anyOf: names });
  // What `with` holds is told by the step type: a description here would hide that one.
  const open: JsonObject = { type: 'object', title: 'Options of the step type', doNotSuggest: true };
  return {
    ...step,
    properties: { ...(isJsonObject(properties) && properties), with: open },
    allOf: [...stepTypes.map(optionsOf), startOf(stepTypes)],
  };
}

/** Before the step has a type, whole steps are offered; behind it they would be noise. */
function startOf(stepTypes: readonly StepType[]): JsonObject {
  const hasType = { type: 'object', required: ['type'] };
  return conditional(hasType, {}, { defaultSnippets: itemSnippets(stepTypes) });
}

/** What `with` holds when a step has this type. */
function optionsOf({ type, summary, effect, options }: StepType): JsonObject {
  const { required, ...schema } = helpful(options);
  const isNeeded = Array.isArray(required) && required.length > 0;
  const inside = {
    ...allowTemplatesInside(schema),
    title: type,
    description: describe(summary, effect),
    ...(isNeeded && { required }),
  };
  return conditional(
    { type: 'object', properties: { type: { const: type } }, required: ['type'] },
    { properties: { with: inside }, ...(isNeeded && { required: ['with'] }) },
  );
}

function describe(summary: string, effect: string): string {
  return `${summary} (effect: ${effect}).`;
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

/** A schema as plain JSON, with words for people. Editors know only their own dialect of regular expressions, so RE2 is left to the loader. */
function helpful(schema: TSchema): JsonObject {
  const text = JSON.stringify(schema, (key, value) => (key === 'format' && value === 'regex' ? undefined : value));
  return addEditorHelp(JSON.parse(text) as JsonObject);
}
