import type { Draft } from '../draft.ts';
import type { Report } from '../report.ts';

/** One question about the meaning of a checklist; tells what it finds wrong. */
export type Rule = (draft: Draft, report: Report) => void;
