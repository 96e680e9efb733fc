/** How many values become one. */
export const reductions = ['last', 'mean', 'min', 'max', 'median', 'p5', 'p95', 'slope', 'count'] as const;

export type Reduction = (typeof reductions)[number];

/** A sample whose value is a finite number. */
export interface Point {
  readonly step: number;
  readonly value: number;
}

/** One number for all points; `undefined` when there are too few for it. Slope is by step, by least squares. */
export function reduce(points: readonly Point[], reduction: Reduction): number | undefined {
  if (reduction === 'count') return points.length;
  if (reduction === 'slope') return slopeOf(points);
  if (reduction === 'last') return points.at(-1)?.value;
  const sorted = points.map(({ value }) => value).sort((a, b) => a - b);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return undefined;
  switch (reduction) {
    case 'min':
      return lowest;
    case 'max':
      return highest;
    case 'mean':
      // The sum is rounded, but a mean outside of its values would break a limit that all of them keep.
      return Math.min(highest, Math.max(lowest, meanOf(sorted)));
    case 'median':
      return quantile(sorted, 0.5);
    case 'p5':
      return quantile(sorted, 0.05);
    case 'p95':
      return quantile(sorted, 0.95);
  }
}

/** Between two ranks, by linear interpolation. */
function quantile(sorted: readonly number[], share: number): number | undefined {
  const rank = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  if (low === undefined || high === undefined) return undefined;
  return Math.min(high, low + (high - low) * (rank - Math.floor(rank)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

function slopeOf(points: readonly Point[]): number | undefined {
  const middle = meanOf(points.map(({ step }) => step));
  const level = meanOf(points.map(({ value }) => value));
  const spread = points.reduce((sum, { step }) => sum + (step - middle) ** 2, 0);
  const together = points.reduce((sum, { step, value }) => sum + (step - middle) * (value - level), 0);
  const isFlat = points.every(({ step }) => step === points[0]?.step);
  return isFlat || spread === 0 ? undefined : together / spread;
}
