import type { Json } from './json.ts';

/** What a step keeps as proof. */
export type Evidence =
  | { readonly type: 'link'; readonly label: string; readonly url: string }
  | { readonly type: 'value'; readonly label: string; readonly value: Json }
  | { readonly type: 'file'; readonly label: string; readonly path: string }
  | {
      /** A person's approval or refusal that was given through a service. */
      readonly type: 'approval';
      /** As the service names the person. */
      readonly by: string;
      readonly isGiven: boolean;
      /** What they wrote or pressed, and where. */
      readonly label: string;
      readonly url: string;
    }
  | SeriesEvidence;

/** A point of a curve: where it lies along the run, and its value. */
export type CurvePoint = readonly [x: number, y: number];

/** How a metric went, what was demanded of it, and what came of that. */
export interface SeriesEvidence {
  readonly type: 'series';
  readonly label: string;
  /** Under which the metric is logged. */
  readonly key: string;
  /** What `x` counts: `step`. */
  readonly along: string;
  /** Thinned out, but with every high and every low that can be seen. */
  readonly points: readonly CurvePoint[];
  /** The part that was measured, along `x`; all of it when absent. */
  readonly window?: { readonly from: number; readonly to: number };
  /** The limit, in words and as numbers; both ends are right. */
  readonly limit: string;
  readonly low?: number;
  readonly high?: number;
  /** The measured number; null when there is none. */
  readonly actual: number | null;
  /** `passed`, or what stands against it. */
  readonly verdict: string;
  /** The metric of the run that it is compared with. */
  readonly compared?: { readonly label: string; readonly points: readonly CurvePoint[] };
}
