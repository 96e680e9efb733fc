import type { Status } from '@checklist/engine';

/** Fill and line of a status on a light ground; dark text can be read on each fill. */
export const statusColours: Readonly<Record<Status, { readonly fill: string; readonly line: string }>> = {
  pending: { fill: '#f6f8fa', line: '#8c959f' },
  running: { fill: '#ddf4ff', line: '#0969da' },
  waiting: { fill: '#fff8c5', line: '#9a6700' },
  passed: { fill: '#dafbe1', line: '#1a7f37' },
  failed: { fill: '#ffebe9', line: '#cf222e' },
  inconclusive: { fill: '#ffebe9', line: '#cf222e' },
  unknown: { fill: '#fff8c5', line: '#bc4c00' },
  skipped: { fill: '#eaeef2', line: '#8c959f' },
  waived: { fill: '#fff1e5', line: '#bc4c00' },
  cancelled: { fill: '#eaeef2', line: '#cf222e' },
};
