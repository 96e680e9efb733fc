import { showElapsed, showMoment } from '../../output/show-time.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import type { Comparison, RunReport } from '../model/run-report.ts';
import { type Child, fragment, h, type Markup } from './markup.ts';
import { section, stepLink, tableMarkup } from './table-markup.ts';

/** How the run differs from that of the last release. */
export function comparisonSection({ previous }: RunReport): Markup | undefined {
  if (previous === undefined) return undefined;
  const { run, took } = previous;
  const parts = [
    failures(previous),
    inputs(previous),
    thresholds(previous),
    times(previous),
    steps(previous),
    people(previous),
  ].filter((part) => part !== undefined);
  return section(
    'comparison',
    'Since the last release',
    h(
      'p',
      {},
      'Compared with run ',
      h('code', {}, run.id),
      ` of ${showMoment(run.startedAt)}, which ended ${run.outcome}. It took ${showElapsed(took.before)}, this one ${showElapsed(took.now)}.`,
    ),
    ...(parts.length === 0 ? [h('p', {}, 'Nothing else differs.')] : parts),
  );
}

function failures({ failing, healed }: Comparison): Markup | undefined {
  if (failing.length === 0 && healed.length === 0) return undefined;
  return fragment(
    h('h3', {}, 'Failures'),
    h(
      'ul',
      {},
      ...failing.map(({ step, message }) =>
        h('li', {}, h('span', { class: 'delta-bad' }, 'new '), stepLink(step), ` ${message}`),
      ),
      ...healed.map((step) => h('li', {}, h('span', { class: 'delta-good' }, 'gone '), stepLink(step))),
    ),
  );
}

function inputs({ inputs: changed }: Comparison): Markup | undefined {
  if (changed.length === 0) return undefined;
  const rows = changed.map(({ path, before, now }): Child[] => [h('code', {}, path), value(before), value(now)]);
  return fragment(h('h3', {}, 'Inputs'), tableMarkup(['Input', 'Before', 'Now'], rows));
}

function thresholds({ changed }: Comparison): Markup | undefined {
  if (changed.length === 0) return undefined;
  const rows = changed.flatMap(({ step, options }) =>
    options.map(({ path, before, now }): Child[] => [stepLink(step), h('code', {}, path), value(before), value(now)]),
  );
  return fragment(h('h3', {}, 'Changed definitions'), tableMarkup(['Step', 'Option', 'Before', 'Now'], rows));
}

function value(json: Comparison['changed'][number]['options'][number]['now']): Child {
  return json === undefined ? h('span', { class: 'dim' }, 'not there') : h('code', {}, showAnswer(json));
}

function times({ slower, faster }: Comparison): Markup | undefined {
  const row =
    (look: string, word: string) =>
    ({ step, before, now }: Comparison['slower'][number]): Child[] => [
      stepLink(step),
      h('span', { class: look }, word),
      showElapsed(before),
      showElapsed(now),
    ];
  const rows = [...slower.map(row('delta-bad', 'slower')), ...faster.map(row('delta-good', 'faster'))];
  if (rows.length === 0) return undefined;
  return fragment(h('h3', {}, 'Times'), tableMarkup(['Step', '', 'Before', 'Now'], rows));
}

function steps({ added, removed }: Comparison): Markup | undefined {
  if (added.length === 0 && removed.length === 0) return undefined;
  return fragment(
    h('h3', {}, 'Steps'),
    h(
      'ul',
      {},
      ...added.map((id) => h('li', {}, 'added ', stepLink(id))),
      ...removed.map((id) => h('li', {}, 'no longer there ', h('code', {}, id))),
    ),
  );
}

function people({ joined, left }: Comparison): Markup | undefined {
  if (joined.length === 0 && left.length === 0) return undefined;
  const said = [
    ...(joined.length === 0 ? [] : [`This time also: ${joined.join(', ')}.`]),
    ...(left.length === 0 ? [] : [`Only last time: ${left.join(', ')}.`]),
  ];
  return fragment(h('h3', {}, 'People'), h('p', {}, said.join(' ')));
}
