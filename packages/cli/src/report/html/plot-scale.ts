/** Maps values to a length, with round values to write beside it. */
export interface PlotScale {
  place(value: number): number;
  readonly ticks: readonly number[];
}

/** A scale from `start` to `end` in pixels, for values between these. */
export function makePlotScale(low: number, high: number, start: number, end: number, wanted: number): PlotScale {
  const size = high - low || Math.abs(high) || 1;
  const [from, to] = high === low ? [low - size / 2, high + size / 2] : [low, high];
  return {
    place: (value) => start + ((value - from) / (to - from)) * (end - start),
    ticks: roundValues(from, to, wanted),
  };
}

/** Values such as 0, 250, 500 between two others, about so many. */
function roundValues(from: number, to: number, wanted: number): number[] {
  const rough = (to - from) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** A number for an axis: `40k`, `1.5M`, `0.25`. */
export function axisText(value: number): string {
  const size = Math.abs(value);
  for (const [unit, name] of units) if (size >= 10 * unit) return `${Number((value / unit).toPrecision(4))}${name}`;
  return size !== 0 && size < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

const units = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;
