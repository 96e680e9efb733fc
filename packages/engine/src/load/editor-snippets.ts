import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { StepType } from '../model/step-type.ts';

/** What an editor offers where an item begins: a group, and a step of each type with the options that it needs. */
export function itemSnippets(stepTypes: readonly StepType[]): JsonObject[] {
  const group: JsonObject = {
    label: 'group',
    description: 'An item that holds items',
    body: { id: '$1', title: '$2', steps: [{ id: '$3', title: '$4', type: '$5' }] },
  };
  return [group, ...stepTypes.map(stepSnippet)];
}

function stepSnippet({ type, summary, options }: StepType): JsonObject {
  const needed = neededKeys(JSON.parse(JSON.stringify(options)) as JsonObject);
  const filled = needed.map(([key, isList], index): [string, Json] => [
    key,
    isList ? [`$${index + 3}`] : `$${index + 3}`,
  ]);
  const body = { id: '$1', title: '$2', type, ...(filled.length > 0 && { with: Object.fromEntries(filled) }) };
  return { label: type, description: summary, body };
}

/** The keys that options must have, and the first of those that exclude each other; with each, whether it holds a list. */
function neededKeys({ properties, required, oneOf }: JsonObject): (readonly [key: string, isList: boolean])[] {
  const [first] = Array.isArray(oneOf) ? oneOf : [];
  const keys = [required, isJsonObject(first) ? first.required : undefined].flatMap((list) =>
    Array.isArray(list) ? list.map(String) : [],
  );
  return keys.map((key) => {
    const option = isJsonObject(properties) ? properties[key] : undefined;
    return [key, isJsonObject(option) && option.type === 'array'];
  });
}
