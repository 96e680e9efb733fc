import { isJsonObject, type Json, type JsonObject } from '@checklist/engine';

/** One value that differs, with where it stands: `metrics[SPS near 40k].within`. */
export interface OptionChange {
  readonly path: string;
  readonly before?: Json;
  readonly now?: Json;
}

/** The values that differ between two definitions of a step. */
export function diffOptions(before: JsonObject, now: JsonObject): OptionChange[] {
  return diffValues('', before, now);
}

function diffValues(path: string, before: Json | undefined, now: Json | undefined): OptionChange[] {
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  const [old, young] = [entriesOf(before), entriesOf(now)];
  if (old === undefined || young === undefined) {
    return [{ path, ...(before === undefined ? {} : { before }), ...(now === undefined ? {} : { now }) }];
  }
  const keys = new Set([...old.keys(), ...young.keys()]);
  return [...keys].flatMap((key) => diffValues(join(path, key, Array.isArray(now)), old.get(key), young.get(key)));
}

/** The parts of a value by name; the parts of a list of named things are known by their names, wherever they stand. */
function entriesOf(value: Json | undefined): Map<string, Json> | undefined {
  if (isJsonObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return undefined;
  const names = value.map(nameOf);
  const isNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return isNamed ? new Map(value.map((one: Json, index) => [names[index] ?? '', one])) : undefined;
}

function nameOf(value: Json): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const name = value.name ?? value.key ?? value.id;
  return typeof name === 'string' ? name : undefined;
}

function join(path: string, key: string, isList: boolean): string {
  if (isList) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
