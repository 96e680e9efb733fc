import { appendFileSync } from 'node:fs';

/** The promises that figures are told of, in the order in which they are printed. */
export const promises = [
  'Crash anywhere',
  'Journal',
  'Two operators',
  'Edits in mid-run',
  'Gates',
  'Dry run',
  'Undo',
  'Hostile values',
  'Secrets',
  'Bad checklists',
  'Long and large',
  'Screens',
] as const;

export type Promised = (typeof promises)[number];

/** Tells how much was tried, such as `kill points survived: 512`; `pnpm promises` gathers what is told, adds up what has the same name, and prints it. */
export function recordFigure(promise: Promised, what: string, value: number | string): void {
  const file = process.env.CHECKLIST_FIGURES;
  if (file) appendFileSync(file, `${JSON.stringify({ promise, what, value })}\n`);
}
