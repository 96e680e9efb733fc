import type { RunReport } from '../model/run-report.ts';
import { stepsOf } from '../model/steps-of.ts';
import { markOf } from '../report-words.ts';
import { type Child, fragment, h, link, type Markup } from './markup.ts';
import { momentMarkup, roundMarkup, section, stepLink, tableMarkup } from './table-markup.ts';

/** What people decided not to do or to accept, with the verdict that stood before. */
export function decisionsSection(report: RunReport): Markup | undefined {
  const rows = stepsOf(report).flatMap(({ id, title, rounds }) =>
    rounds.flatMap(({ decision, round }): Child[][] => {
      if (decision?.by === undefined) return [];
      const { type, reason, by, at, original, failure } = decision;
      return [
        [
          fragment(title, ' ', stepLink(id), roundMarkup(round)),
          h('span', { class: `status is-${type}` }, `${markOf(type)} ${type}`),
          by.name,
          reason,
          fragment(
            h('span', { class: `status is-${original}` }, original),
            failure === undefined ? '' : `: ${failure.message}`,
          ),
          momentMarkup(at),
        ],
      ];
    }),
  );
  if (rows.length === 0) return undefined;
  return section(
    'decisions',
    'Skipped and waived',
    tableMarkup(['Step', 'Decision', 'By', 'Why', 'Before', 'When'], rows),
  );
}

/** Whose word the release rests on. */
export function signaturesSection({ signatures, items }: RunReport): Markup | undefined {
  if (signatures.length === 0) return undefined;
  const titles = new Map(items.map(({ id, title }) => [id, title]));
  const rows = signatures.map(({ step, round, by, recordedBy, through, url, at, commit, isGiven }): Child[] => [
    fragment(titles.get(step) ?? step, ' ', stepLink(step), roundMarkup(round)),
    h('span', { class: isGiven ? 'status is-passed' : 'status is-failed' }, isGiven ? '✓ approved' : '✗ refused'),
    by,
    through === undefined ? typedBy(recordedBy) : url === undefined ? through : link(url, through),
    commit === undefined ? '' : h('code', {}, commit.slice(0, 10)),
    momentMarkup(at),
  ]);
  return section('sign-offs', 'Sign-offs', tableMarkup(['Step', 'Word', 'By', 'How', 'Commit', 'When'], rows));
}

function typedBy(recordedBy: string | undefined): string {
  return recordedBy === undefined ? 'in person' : `typed in by ${recordedBy}`;
}
