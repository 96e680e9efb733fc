import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Path } from './places.ts';
import type { SchemaFault } from './schema-fault.ts';
import { suggest } from './suggest.ts';

/**
 * What is right of a value that has faults, so that its other parts can be checked in the same pass. Keys that the
 * value must have and has not are taken from the defaults, which must be right themselves.
 */
export function soundPart(
  value: JsonObject,
  defaults: JsonObject,
  check: (value: JsonObject) => readonly SchemaFault[],
): { readonly sound: JsonObject; readonly faults: readonly SchemaFault[] } {
  const faults = check(value);
  let sound = value;
  for (let open = faults; open.length > 0; open = check(sound)) {
    for (const fault of open) sound = withoutFault(sound, defaults, fault);
  }
  return { sound, faults };
}

function withoutFault(value: JsonObject, defaults: JsonObject, fault: SchemaFault): JsonObject {
  switch (fault.type) {
    case 'missing-key':
      if (fault.path.length > 0) return without(value, fault.path);
      return { ...value, ...Object.fromEntries(fault.keys.map((key) => [key, defaults[key] ?? null])) };
    case 'unknown-key':
    case 'wrong-key':
      return without(value, [...fault.path, fault.key]);
    default:
      return without(value, fault.path);
  }
}

function without(value: JsonObject, path: Path): JsonObject {
  const [key, ...rest] = path.map(String);
  if (key === undefined || !Object.hasOwn(value, key)) return value;
  const { [key]: part = null, ...others } = value;
  // A list is left out whole: its positions are places in the file.
  return rest.length > 0 && isJsonObject(part) ? { ...others, [key]: without(part, rest) } : others;
}

/** The keys at the top of a value below which something is wrong. */
export function faultyKeys(faults: readonly SchemaFault[]): ReadonlySet<string> {
  const keys = faults.flatMap((fault) => {
    const [first] = fault.path;
    if (first !== undefined) return [String(first)];
    // A mistyped key leaves open what the right one would have held.
    if (fault.type === 'unknown-key') return [fault.key, suggest(fault.key, fault.known) ?? fault.key];
    if (fault.type === 'wrong-key') return [fault.key];
    return fault.type === 'missing-key' || fault.type === 'clashing-keys' ? [...fault.keys] : [];
  });
  return new Set(keys);
}

/** The elements of a list, and nothing of any other value. */
export function elementsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
