import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { readMember, type Scope } from './scope.ts';

/** What is read of a scope at these paths, and nothing else; lists stay whole. */
export function narrowScope(scope: Scope, paths: readonly (readonly string[])[]): Scope {
  return paths.reduce((narrow, path) => copyPath(narrow, scope, path), {});
}

function copyPath(into: JsonObject, from: Json, [name, ...rest]: readonly string[]): JsonObject {
  const value = name === undefined ? undefined : readMember(from, name);
  if (name === undefined || value === undefined) return into;
  if (rest.length === 0 || !isJsonObject(value)) return { ...into, [name]: value };
  const begun = readMember(into, name);
  return { ...into, [name]: copyPath(isJsonObject(begun) ? begun : {}, value, rest) };
}
