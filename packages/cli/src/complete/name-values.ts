import type { Candidate } from './candidate.ts';

/** Something that is written `name=value`. */
export interface Field {
  readonly name: string;
  readonly about: string;
  /** The values that are known; none when any may be given. */
  readonly values: readonly string[];
}

/** The names that were not given yet, each with its sign, or the values of the one that was begun. */
export function nameValues(fields: readonly Field[], text: string, given: readonly string[]): Candidate[] {
  const split = text.indexOf('=');
  if (split === -1) {
    const open = fields.filter(({ name }) => !given.some((word) => word.startsWith(`${name}=`)));
    return open.map(({ name, about }) => ({ text: `${name}=`, about }));
  }
  const field = fields.find(({ name }) => name === text.slice(0, split));
  return (field?.values ?? []).map((value) => ({ text: `${field?.name}=${value}` }));
}
