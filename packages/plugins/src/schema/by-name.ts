import { type TSchema, Type } from 'typebox';

/** A mapping whose keys become names of outputs. */
export function byName<T extends TSchema>(value: T, description: string) {
  const propertyNames = {
    title: 'a name: small letters, digits and "_", with a letter first',
    pattern: '^[a-z][a-z0-9_]*$',
    maxLength: 64,
  };
  return Type.Record(Type.String(), value, { description, propertyNames });
}
