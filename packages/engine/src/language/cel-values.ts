import type { Json, JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import type { Scope } from './scope.ts';

/** A JSON value as CEL takes it: whole numbers are bigints, and objects are maps, which inherit nothing. */
export type CelValue = null | boolean | number | bigint | string | readonly CelValue[] | CelMap;

export type CelMap = Map<string, CelValue>;

export function toCel(value: Json): CelValue {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (!isJsonObject(value)) return value.map(toCel);
  return new Map(Object.entries(value).map(([key, child]) => [key, toCel(child)]));
}

/** The part of a scope that an expression reads; the rest, which can be large, is not converted. */
export function toCelScope(scope: Scope, paths: readonly (readonly string[])[]): CelMap {
  const top: CelMap = new Map();
  for (const path of paths) copyPath(scope, path, top);
  return top;
}

function copyPath(from: JsonObject, [name = '', ...rest]: readonly string[], to: CelMap): void {
  const child = Object.hasOwn(from, name) ? from[name] : undefined;
  if (child === undefined) return;
  if (rest.length === 0 || !isJsonObject(child)) {
    to.set(name, toCel(child));
    return;
  }
  const known = to.get(name);
  const map: CelMap = known instanceof Map ? known : new Map();
  to.set(name, map);
  copyPath(child, rest, map);
}

/** A CEL value as JSON; `undefined` for what JSON has no form for, such as a duration or a number that is none. */
export function fromCel(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
    case 'object':
      return fromCelObject(value);
    default:
      return undefined;
  }
}

function fromCelObject(value: object | null): Json | undefined {
  if (value === null) return null;
  if (Array.isArray(value)) {
    const elements = value.map(fromCel);
    return elements.some((element) => element === undefined)
      ? undefined
      : elements.flatMap((x) => (x === undefined ? [] : [x]));
  }
  const isPlain = Object.getPrototypeOf(value) === Object.prototype;
  const entries = value instanceof Map ? [...value] : isPlain ? Object.entries(value) : undefined;
  if (entries === undefined) return undefined;
  const object: [string, Json][] = [];
  for (const [key, child] of entries) {
    const json = fromCel(child);
    if (json === undefined) return undefined;
    object.push([String(key), json]);
  }
  return Object.fromEntries(object);
}
