import { type TSchema, Type } from 'typebox';
import { durationPattern } from '../language/duration.ts';

/** Schemas of the small values that keys hold. A `title` is how messages name what is expected. */

const idRule = {
  title: 'an id: small letters, digits and "_", with a letter first',
  pattern: '^[a-z][a-z0-9_]*$',
  maxLength: 64,
} as const;

export function id(description: string, ...examples: readonly string[]) {
  return Type.String({ ...idRule, description, examples });
}

export function ids(description: string, ...examples: readonly (readonly string[])[]) {
  return Type.Array(Type.String(), { title: 'a list of ids', description, examples });
}

export function text(description: string, ...examples: readonly string[]) {
  return Type.String({ description, examples });
}

export function expression(description: string, ...examples: readonly string[]) {
  return Type.String({ title: 'an expression, as a text', description, minLength: 1, examples });
}

export function duration(description: string, ...examples: readonly string[]) {
  return Type.String({ title: 'a duration such as 30s, 5m or 1h30m', description, pattern: durationPattern, examples });
}

export function command(description: string, ...examples: readonly (readonly string[])[]) {
  return Type.Array(Type.String(), {
    title: 'a program and its arguments, as a list of texts',
    description,
    minItems: 1,
    examples,
  });
}

/** A mapping whose keys are ids. */
export function byId<T extends TSchema>(value: T, description: string) {
  return Type.Record(Type.String(), value, { description, propertyNames: idRule });
}

export const closed = { additionalProperties: false } as const;
