import type { ReportStep, RunReport } from './run-report.ts';

/** The steps of a report that the profile does not leave out. */
export function stepsOf({ items }: Pick<RunReport, 'items'>): ReportStep[] {
  return items.flatMap((item) => (item.kind === 'step' && item.isLeftOut !== true ? [item] : []));
}
