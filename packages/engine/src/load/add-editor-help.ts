import type { JsonObject } from '../model/json.ts';
import { mapSchema } from './map-schema.ts';

/**
 * The schema as people see it in an editor. Our own messages name what is expected by `title`; an editor shows the title
 * as a heading, so it becomes the name of the key, and what is expected moves to the description and the error.
 */
export function addEditorHelp(schema: JsonObject, key?: string): JsonObject {
  const { title: expected, description, ...rest } = mapSchema(schema, { part: addEditorHelp, branch: addEditorHelp });
  const isLeaf = rest.properties === undefined && rest.patternProperties === undefined;
  return {
    ...rest,
    ...(key === undefined ? {} : { title: sentence(key.replaceAll('_', ' ')) }),
    ...describe(description, expected),
    ...(typeof expected === 'string' && isLeaf && { errorMessage: `expected ${expected}` }),
  };
}

function describe(description: unknown, expected: unknown): JsonObject {
  if (typeof description !== 'string') return {};
  const text = typeof expected === 'string' ? `${description}\n\n${sentence(expected)}.` : description;
  // Editors escape what a plain description marks as code.
  return { description: text, ...(text.includes('`') && { markdownDescription: text }) };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
