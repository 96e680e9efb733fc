import { showLine } from '../output/show-text.ts';
import { lookOfStatus } from '../view/look-of-status.ts';
import type { GraphGroup } from './checklist-graph.ts';

/** A title with the mark of its status, so that nothing is said by colour alone. */
export function markTitle({ title, status }: Pick<GraphGroup, 'title' | 'status'>): string {
  const shown = showLine(title);
  return status === undefined ? shown : `${lookOfStatus(status).mark} ${shown}`;
}
