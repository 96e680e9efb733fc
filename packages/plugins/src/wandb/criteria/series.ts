import type { Json } from '@checklist/engine/plugin';

/** One logged value of a metric. */
export interface Sample {
  readonly step: number;
  /** Epoch milliseconds; absent when the service does not tell. */
  readonly at?: number;
  /** As it was logged: a number, or anything else that somebody logged under this key. */
  readonly value: Json;
}

/** How far a run has come, whatever it logged on the way. */
export interface Span {
  readonly lastStep: number;
  /** Epoch milliseconds of the last logged row. */
  readonly lastAt?: number;
}

/** All that a run logged under one key, by step. */
export interface Series {
  readonly samples: readonly Sample[];
  readonly span: Span;
}
