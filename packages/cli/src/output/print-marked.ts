import type { Status } from '@checklist/engine';
import { lookOfStatus } from '../view/look-of-status.ts';
import type { Paint } from './paint.ts';

/** A line with the mark of a status in front. */
export function markLine(paint: Paint, status: Status | undefined, text: string): string {
  if (status === undefined) return text;
  const { mark, look } = lookOfStatus(status);
  return `${paint(look, mark)} ${text}`;
}
