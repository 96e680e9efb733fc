import { showMoment } from '../../output/show-time.ts';
import type { ReportOutside, RunReport } from '../model/run-report.ts';
import { undoText } from '../report-words.ts';
import { evidenceList } from './evidence-list.ts';
import { type Child, fragment, h, type Markup } from './markup.ts';
import { planMarkup } from './plan-markup.ts';
import { momentMarkup, roundMarkup, section, stepLink, tableMarkup } from './table-markup.ts';

/** What others can see of the run: branches, tags, pull requests, posts, programs that cost money. */
export function outsideSection({ outside }: RunReport): Markup | undefined {
  if (outside.length === 0) return undefined;
  const rows = outside.map((one): Child[] => [
    momentMarkup(one.at),
    fragment(one.title, ' ', stepLink(one.step)),
    fragment(planBlock(one), evidenceList(one.evidence)),
    stateOf(one),
  ]);
  return section('outside', 'Done outside', tableMarkup(['When', 'Step', 'What', 'State'], rows));
}

function planBlock({ plan, isByHand }: ReportOutside): Child {
  if (isByHand === true) return h('p', {}, 'done by hand');
  if (plan.length === 0) return undefined;
  return planMarkup(plan);
}

function stateOf({ verdict, undone, effect }: ReportOutside): Child {
  if (undone === 'undone') return h('span', { class: 'status is-skipped' }, 'taken back');
  if (undone === 'kept') return h('span', { class: 'status is-passed' }, 'stays');
  if (undone === 'failed') return h('span', { class: 'status is-failed' }, 'could not be taken back');
  const done = verdict === 'passed' ? 'done' : (verdict ?? 'under way, or cut off');
  const look = verdict === 'passed' ? 'is-passed' : verdict === undefined ? 'is-unknown' : 'is-failed';
  return fragment(
    h('span', { class: `status ${look}` }, done),
    effect === 'irreversible' ? h('span', { class: 'dim small' }, ' for good') : '',
  );
}

/** What was taken back, and what stays. */
export function undoSection({ undo }: RunReport): Markup | undefined {
  if (undo === undefined) return undefined;
  const looks = { undone: 'is-passed', failed: 'is-failed', impossible: 'is-skipped', kept: 'is-skipped' } as const;
  const rows = undo.steps.map(({ step, round, verdict, at, why, by }): Child[] => [
    momentMarkup(at),
    fragment(stepLink(step), roundMarkup(round)),
    h('span', { class: `status ${looks[verdict]}` }, undoText(verdict, by)),
    why ?? '',
  ]);
  return section(
    'undo',
    'Taken back',
    h('p', {}, `${undo.by.name} asked for it, ${showMoment(undo.at)}.`),
    rows.length === 0
      ? h('p', {}, 'Nothing was taken back yet.')
      : tableMarkup(['When', 'Step', 'Verdict', 'Why'], rows),
  );
}
