import type { Invocation } from '../arguments/command-spec.ts';

/** Where names are looked for. */
export interface Here extends Pick<Invocation, 'cwd' | 'env'> {
  /** The repository's root, absolute. */
  readonly directory: string;
}
