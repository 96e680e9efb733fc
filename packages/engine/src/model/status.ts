/** Where an item of a run is. */
export const statuses = [
  'pending',
  'running',
  'waiting',
  'passed',
  'failed',
  'inconclusive',
  'unknown',
  'skipped',
  'waived',
  'cancelled',
] as const;

export type Status = (typeof statuses)[number];

/** Tells whether what depends on an item with this status may go on. */
export function letsThrough(status: Status): boolean {
  return status === 'passed' || status === 'skipped' || status === 'waived';
}

/** Tells whether an item with this status stops what depends on it until a person steps in. */
export function blocks(status: Status): boolean {
  return status === 'failed' || status === 'inconclusive' || status === 'cancelled';
}
