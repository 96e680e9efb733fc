import { createHash } from 'node:crypto';
import { showMoment } from '../../output/show-time.ts';
import type { RunReport } from '../model/run-report.ts';
import { isEnded } from '../report-words.ts';
import { answersSection } from './answers.ts';
import { comparisonSection } from './comparison.ts';
import { decisionsSection, signaturesSection } from './decisions.ts';
import { pageHeader } from './header.ts';
import { h, Markup } from './markup.ts';
import { metricsSection } from './metrics.ts';
import { openSection } from './open-steps.ts';
import { outsideSection, undoSection } from './outside.ts';
import { recordSection } from './record.ts';
import { stepsSection } from './steps.ts';
import { style } from './style.ts';
import { timelineSection } from './timeline.ts';

/** One page that holds all of itself: no script, no request, readable by anybody who gets the file. */
export function htmlReport(report: RunReport): string {
  const parts = [
    { id: 'open', title: 'What is open', body: openSection(report) },
    { id: 'timeline', title: 'Timeline', body: timelineSection(report) },
    { id: 'decisions', title: 'Skipped and waived', body: decisionsSection(report) },
    { id: 'sign-offs', title: 'Sign-offs', body: signaturesSection(report) },
    { id: 'metrics', title: 'Metrics', body: metricsSection(report) },
    { id: 'outside', title: 'Done outside', body: outsideSection(report) },
    { id: 'undo', title: 'Taken back', body: undoSection(report) },
    { id: 'comparison', title: 'Since the last release', body: comparisonSection(report) },
    { id: 'answers', title: 'Answers', body: answersSection(report) },
    { id: 'steps', title: 'Steps', body: stepsSection(report) },
    { id: 'record', title: 'What happened to the run', body: recordSection(report) },
  ].filter((part) => part.body !== undefined);
  const links = parts.map(({ id, title }) => h('li', {}, h('a', { href: `#${id}` }, title)));
  const body = h(
    'body',
    {},
    pageHeader(report, h('nav', { 'aria-label': 'Contents' }, h('ul', {}, ...links))),
    h('main', {}, ...parts.map(({ body: content }) => content)),
    h('footer', {}, footerText(report)),
  );
  return `<!doctype html>\n${h('html', { lang: 'en' }, head(report), body).html}\n`;
}

function head({ run }: RunReport): Markup {
  // The style is the only thing that the page may use, and only as it is here.
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return h(
    'head',
    {},
    h('meta', { charset: 'utf-8' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', {}, `${run.checklist.title}: ${run.id}`),
    new Markup(`<style>${style}</style>`),
  );
}

function footerText(report: RunReport): string {
  const { madeAt, run } = report;
  const moment = isEnded(report) ? '' : ` as of ${showMoment(madeAt)}`;
  return `Made from the journal of run ${run.id}${moment}. Times are UTC.`;
}
