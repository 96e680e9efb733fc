import type { ReportFailure } from '../model/run-report.ts';
import { isBlank } from '../report-words.ts';
import { h, type Markup } from './markup.ts';

/** Why an attempt did not pass. */
export function failureMarkup({ message, hint, details = [], log }: ReportFailure): Markup {
  return h(
    'div',
    { class: 'note is-bad' },
    h('p', {}, message),
    isBlank(details) ? undefined : h('pre', {}, details.join('\n')),
    hint === undefined ? undefined : h('p', { class: 'dim small' }, hint),
    log === undefined ? undefined : h('p', { class: 'dim small' }, 'log: ', h('code', {}, log)),
  );
}
