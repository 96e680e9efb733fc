import type { UndoBasis, UndoVerdict } from './event.ts';
import type { Failure } from './failure.ts';
import type { Json, JsonObject } from './json.ts';
import type { Person } from './person.ts';

/** How far taking back what a round did has come; without a verdict it is under way, or was cut off. */
export interface Undoing {
  readonly verdict?: UndoVerdict;
  readonly failure?: Failure;
  readonly note?: string;
  readonly by?: Person;
}

/** What attempts of a round did before others of it went another way, with other options or another undo command. */
export interface Detour {
  /** The newest of them. */
  readonly attempt: number;
  readonly basis: UndoBasis;
  readonly outputs: JsonObject;
  readonly handle?: Json;
  readonly undoing?: Undoing;
}
