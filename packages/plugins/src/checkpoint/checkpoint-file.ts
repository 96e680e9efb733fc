import type { Failure, Result } from '@checklist/engine/plugin';

/** A file below a folder or a prefix of a bucket. */
export interface CheckpointFile {
  /** Below the folder, with `/` between its parts. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Epoch milliseconds. */
  readonly savedAt: number;
}

/** The files of a place; none when the place is not there. */
export type Listing = Promise<Result<readonly CheckpointFile[], Failure>>;
