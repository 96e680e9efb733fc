import { isJsonObject, type Json } from '@checklist/engine/plugin';

/** One change to a right answer: all values of that name, wherever they stand, become another. */
export interface Alteration {
  /** A regular expression for the name; the whole answer and the elements of a list that is the answer have the empty name. */
  readonly key: string;
  /** Texts, numbers, truth values and nulls when absent; or lists. */
  readonly of?: 'value' | 'list';
  readonly to: Json;
}

/** A right answer with something wrong in it. */
export function alterAnswer(body: Json, alterations: readonly Alteration[]): Json {
  return alterations.reduce((altered, alteration) => alter(altered, '', alteration), body);
}

function alter(value: Json, name: string, alteration: Alteration): Json {
  const { key, of = 'value', to } = alteration;
  const kind = Array.isArray(value) ? 'list' : isJsonObject(value) ? 'mapping' : 'value';
  if (kind === of && new RegExp(key).test(name)) return to;
  if (Array.isArray(value)) return value.map((element: Json) => alter(element, name, alteration));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, child]) => [field, alter(child, field, alteration)]));
}
