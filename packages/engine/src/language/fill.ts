import type { Failure } from '../model/failure.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import { fail, ok } from '../model/result.ts';
import type { Scope } from './scope.ts';
import { isTemplate, parseTemplate } from './template.ts';

/**
 * Fills every template in a JSON value; the first that cannot be filled is the failure, which says where it stands,
 * counted from `where`. What holds no template comes back as it is.
 */
export function fillOptions(options: Json, scope: Scope, where = 'with'): Result<Json, Failure> {
  if (typeof options === 'string') return fillText(options, scope, where);
  if (Array.isArray(options)) return fillList(options, scope, where);
  return isJsonObject(options) ? fillObject(options, scope, where) : ok(options);
}

function fillText(text: string, scope: Scope, where: string): Result<Json, Failure> {
  if (!isTemplate(text)) return ok(text);
  const template = parseTemplate(text);
  if (!template.ok) return fail({ reason: 'template', message: `${where}: ${template.error.message}` });
  const filled = template.value.render(scope);
  return filled.ok ? filled : fail({ ...filled.error, message: `${where}: ${filled.error.message}` });
}

function fillList(list: readonly Json[], scope: Scope, where: string): Result<readonly Json[], Failure> {
  const elements: Json[] = [];
  for (const [index, element] of list.entries()) {
    const filled = fillOptions(element, scope, `${where}[${index}]`);
    if (!filled.ok) return filled;
    elements.push(filled.value);
  }
  return ok(elements.every((element, index) => element === list[index]) ? list : elements);
}

function fillObject(object: JsonObject, scope: Scope, where: string): Result<JsonObject, Failure> {
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(object)) {
    const filled = fillOptions(value, scope, `${where}.${key}`);
    if (!filled.ok) return filled;
    entries.push([key, filled.value]);
  }
  return ok(entries.every(([key, value]) => value === object[key]) ? object : Object.fromEntries(entries));
}

/** Fills what can be filled; entries of objects that cannot are left out, and so is a list with such an element. */
export function fillKnown(options: JsonObject, scope: Scope): JsonObject {
  const entries = Object.entries(options).flatMap(([key, value]): [string, Json][] => {
    if (isJsonObject(value)) return [[key, fillKnown(value, scope)]];
    const filled = fillOptions(value, scope);
    return filled.ok ? [[key, filled.value]] : [];
  });
  const isSame =
    entries.length === Object.keys(options).length && entries.every(([key, value]) => value === options[key]);
  return isSame ? options : Object.fromEntries(entries);
}
