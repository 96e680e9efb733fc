import { durationPattern, fail, ok, parseDuration, type Result } from '@checklist/engine/plugin';
import type { Sample, Span } from './series.ts';

/** The part of a run that a criterion looks at. */
export type Window =
  | { readonly type: 'whole' }
  /** From this fraction of the run's steps to its end. */
  | { readonly type: 'from'; readonly fraction: number }
  /** The last so many milliseconds. */
  | { readonly type: 'last'; readonly duration: number }
  | { readonly type: 'steps'; readonly first: number; readonly last: number };

const percentage = '(?:100|\\d{1,2}(?:\\.\\d{1,6})?)%';

/** Source of a regular expression that tells a window, for the schema. */
export const windowPattern = `^(?:(?:last|after) ${percentage}|last ${durationPattern.slice(1, -1)}|steps \\d{1,15}\\.\\.\\d{1,15})$`;

export const windowTitle = 'a window such as "last 25%", "after 10%", "last 30m" or "steps 1000..2000"';

/** Reads `last 25%`, `after 10%`, `last 30m` or `steps 1000..2000`; without a text it is the whole run. */
export function parseWindow(text: string | undefined): Result<Window, string> {
  if (text === undefined) return ok({ type: 'whole' });
  const [, side, percent] = /^(last|after) ([\d.]+)%$/.exec(text) ?? [];
  if (new RegExp(windowPattern).test(text)) {
    if (percent !== undefined) {
      const share = side === 'last' ? 100 - Number(percent) : Number(percent);
      return ok({ type: 'from', fraction: share / 100 });
    }
    const [, first, last] = /^steps (\d+)\.\.(\d+)$/.exec(text) ?? [];
    if (first === undefined) return ok({ type: 'last', duration: parseDuration(text.slice('last '.length)) ?? 0 });
    if (Number(first) <= Number(last)) return ok({ type: 'steps', first: Number(first), last: Number(last) });
  }
  return fail(`"over" is "${text}", expected ${windowTitle}`);
}

/** The samples inside the window. Shares are of the whole run's steps, so a metric that fell silent early has none at the end. */
export function cutWindow(samples: readonly Sample[], window: Window, span: Span): readonly Sample[] {
  switch (window.type) {
    case 'whole':
      return samples;
    case 'from':
      return samples.filter(({ step }) => step >= window.fraction * span.lastStep);
    case 'last': {
      const from = span.lastAt === undefined ? Number.POSITIVE_INFINITY : span.lastAt - window.duration;
      return samples.filter(({ at }) => at !== undefined && at >= from);
    }
    case 'steps':
      return samples.filter(({ step }) => step >= window.first && step <= window.last);
  }
}
