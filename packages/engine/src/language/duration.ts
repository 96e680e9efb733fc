const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'm', ms: 60_000 },
  { name: 's', ms: 1_000 },
  { name: 'ms', ms: 1 },
] as const;

/**
 * Source of a regular expression that tells a duration, for the schema.
 * Eight digits keep every sum below the largest exact number.
 */
export const durationPattern = `^(?=\\d)${units.map(({ name }) => `(?:\\d{1,8}${name})?`).join('')}$`;

const duration = new RegExp(durationPattern);

/** Reads `500ms`, `30s`, `5m`, `20h`, `3d` or a sum such as `1h30m`, as milliseconds. */
export function parseDuration(text: string): number | undefined {
  if (!duration.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, name] of text.matchAll(/(\d+)([a-z]+)/g)) {
    sum += Number(amount) * (units.find((unit) => unit.name === name)?.ms ?? 0);
  }
  return sum;
}

/** Writes milliseconds for people, at most two neighbouring units: `450ms`, `12s`, `1h 30m`, `3d 2h`. */
export function formatDuration(ms: number): string {
  const rest = Math.max(0, Math.floor(ms));
  if (rest === 0) return '0s';
  const index = units.findIndex((unit) => rest >= unit.ms);
  const [large, small] = units.slice(index, index + 2);
  if (large === undefined) return '0s';
  const head = `${Math.floor(rest / large.ms)}${large.name}`;
  const remainder = small === undefined || small.name === 'ms' ? 0 : Math.floor((rest % large.ms) / small.ms);
  return remainder === 0 ? head : `${head} ${remainder}${small?.name}`;
}
