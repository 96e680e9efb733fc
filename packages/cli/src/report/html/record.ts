import { showElapsed } from '../../output/show-time.ts';
import type { RunReport } from '../model/run-report.ts';
import { deedText } from '../report-words.ts';
import { type Child, fragment, h, type Markup } from './markup.ts';
import { momentMarkup, section, stepLink, tableMarkup } from './table-markup.ts';

/** What happened to the run as a whole. */
export function recordSection(report: RunReport): Markup | undefined {
  const rows = [interventions, edits, refusals, cuts, drivers].flatMap((find) => find(report));
  if (rows.length === 0) return undefined;
  const cells = rows.toSorted((a, b) => a.at - b.at).map(({ at, what }): Child[] => [momentMarkup(at), what]);
  return section('record', 'What happened to the run', tableMarkup(['When', 'What'], cells));
}

interface Happening {
  readonly at: number;
  readonly what: Markup;
}

function interventions(report: RunReport): Happening[] {
  return report.interventions.map((one) => {
    const steps = one.items.flatMap((id, index) => [index === 0 ? ' ' : ', ', stepLink(id)]);
    const why = one.reason === undefined ? '' : `: ${one.reason}`;
    return { at: one.at, what: fragment(deedText(one), ...steps, why) };
  });
}

function edits(report: RunReport): Happening[] {
  const list = (word: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${word}: ${ids.join(', ')}`]);
  return report.edits.map(({ at, added, removed, changed }) => {
    const parts = [...list('added', added), ...list('removed', removed), ...list('changed', changed)];
    const what = parts.length === 0 ? 'no step does or asks anything else' : parts.join('; ');
    return { at, what: fragment(`The checklist was edited: ${what}`) };
  });
}

function refusals(report: RunReport): Happening[] {
  return report.refusals.map(({ at, command, reason, by }) => {
    return { at, what: fragment(h('code', {}, command), ` of ${by.name} was refused: ${reason}`) };
  });
}

function cuts(report: RunReport): Happening[] {
  return report.cuts.map(({ at, bytes, kept }) => {
    const what = fragment(`The journal had a torn end of ${bytes} bytes, kept as `, h('code', {}, kept));
    return { at, what };
  });
}

function drivers({ drivers: all, pauses }: RunReport): Happening[] {
  return all.map(({ at, hostname, pid }, index) => {
    const pause = pauses.find(({ to, by }) => to === at && by === undefined);
    const after = pause === undefined ? '' : `, ${showElapsed(at - pause.from)} after the last event before`;
    const word = index === 0 ? 'was driven' : 'was taken up again';
    return { at, what: fragment(`The run ${word} by process ${pid} on ${hostname}${after}`) };
  });
}
