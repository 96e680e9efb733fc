import type { Status } from '@checklist/engine';
import type { Look } from '../output/paint.ts';

/** How a status is shown. */
export interface StatusLook {
  readonly mark: string;
  readonly look: Look;
}

const looks: Readonly<Record<Status, StatusLook>> = {
  pending: { mark: '·', look: 'dim' },
  running: { mark: '▸', look: 'cyan' },
  waiting: { mark: '?', look: 'yellow' },
  passed: { mark: '✓', look: 'green' },
  failed: { mark: '✗', look: 'red' },
  inconclusive: { mark: '!', look: 'red' },
  unknown: { mark: '!', look: 'yellow' },
  skipped: { mark: '-', look: 'dim' },
  waived: { mark: '~', look: 'yellow' },
  cancelled: { mark: '×', look: 'red' },
};

export function lookOfStatus(status: Status): StatusLook {
  return looks[status];
}
