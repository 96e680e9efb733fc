import {
  type CurvePoint,
  type Effect,
  effects,
  type Json,
  type JsonObject,
  type Status,
  statuses,
} from '@checklist/engine';
import { type Static, type TSchema, Type } from 'typebox';

/** An object without other keys; what is optional says so. */
export function record<P extends Record<string, TSchema>>(properties: P, description?: string) {
  return Type.Object(properties, {
    additionalProperties: false,
    ...(description === undefined ? {} : { description }),
  });
}

export const text = Type.String();
export const moment = Type.Number({ description: 'Epoch milliseconds.' });
export const duration = Type.Number({ description: 'Milliseconds.' });
export const json = Type.Unsafe<Json>({ description: 'Any JSON value.' });
export const jsonObject = Type.Unsafe<JsonObject>({ type: 'object' });
export const optional = Type.Optional;

/** A list that nobody changes. */
export function list<T extends TSchema>(of: T) {
  return Type.Unsafe<readonly Static<T>[]>(Type.Array(of));
}

export const status = Type.Unsafe<Status>({ enum: [...statuses] });

export const effect = Type.Unsafe<Effect>({ enum: [...effects] });

export const person = record({ name: text, email: optional(text), contact: optional(text) });

export const failure = record({
  reason: text,
  message: text,
  hint: optional(text),
  details: optional(list(text)),
  log: optional(text),
  exitCode: optional(Type.Number()),
});

export const signOff = record({
  by: person,
  recordedBy: person,
  at: moment,
  commit: optional(text),
  digest: text,
});

export const decision = record({
  type: Type.Enum(['skipped', 'waived']),
  reason: text,
  by: optional(person),
  at: moment,
  original: status,
  failure: optional(failure),
});

/** A point of a curve. */
export const point = Type.Unsafe<CurvePoint>(Type.Tuple([Type.Number(), Type.Number()]));

export const evidence = Type.Union([
  record({ type: Type.Literal('link'), label: text, url: text }),
  record({ type: Type.Literal('value'), label: text, value: json }),
  record({ type: Type.Literal('file'), label: text, path: text }),
  record({ type: Type.Literal('approval'), by: text, isGiven: Type.Boolean(), label: text, url: text }),
]);
