import type { JsonObject } from '@checklist/engine/plugin';
import type { FakeContext } from '@checklist/engine/testing';

/** A world in which a step can be done and taken back, and the ways in which it can move on meanwhile. */
export interface UndoWorld {
  readonly context: FakeContext;
  readonly options: JsonObject;
  snapshot(): Promise<object>;
  /** Moves the world on, and gives the values of which an undo must tell: what is there, what it expected. */
  readonly moves: Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>>;
  /** Makes it so that the service refuses the credential. */
  expire?(): object;
}
