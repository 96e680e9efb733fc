import type { Checklist } from '../model/checklist.ts';

/** All of a checklist but its items. */
export type Head = Omit<Checklist, 'items' | 'digest'>;
