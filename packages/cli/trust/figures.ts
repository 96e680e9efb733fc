import { appendFileSync } from 'node:fs';

/** Tells how much was tried, such as `kill points survived: 512`; `pnpm promises` gathers what is told and prints it. */
export function recordFigure(promise: string, what: string, value: number | string): void {
  const file = process.env.CHECKLIST_FIGURES;
  if (file) appendFileSync(file, `${JSON.stringify({ promise, what, value })}\n`);
}
