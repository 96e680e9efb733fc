import { showMoment } from '../../output/show-time.ts';
import type { ReportOutside, RunReport } from '../model/run-report.ts';
import { stepsOf } from '../model/steps-of.ts';
import { deedText, numberText, personText, undoText } from '../report-words.ts';
import { address, block, code, evidenceLines, inline, table } from './markdown.ts';

/** Skips and waivers stand first: a reader must not have to look for them. */
export function decisionsPart(report: RunReport): string {
  const rows = stepsOf(report).flatMap(({ id, rounds }) =>
    rounds.flatMap(({ decision, round }) => {
      if (decision?.by === undefined) return [];
      const { type, by, reason, original, failure, at } = decision;
      const before = failure === undefined ? original : `${original}: ${inline(failure.message)}`;
      return [[stepText(id, round), type, inline(personText(by)), inline(reason), before, showMoment(at)]];
    }),
  );
  return part('Skipped and waived', ['Step', 'Decision', 'By', 'Why', 'Before', 'When'], rows);
}

export function signaturesPart({ signatures }: RunReport): string {
  const rows = signatures.map(({ step, round, by, isGiven, recordedBy, through, url, commit, at }) => {
    const how =
      through === undefined ? inline(recordedBy ?? '') : `${inline(through)} ${url === undefined ? '' : address(url)}`;
    return [
      stepText(step, round),
      isGiven ? 'approved' : 'refused',
      inline(by),
      how,
      commit === undefined ? '' : code(commit.slice(0, 10)),
      showMoment(at),
    ];
  });
  return part('Sign-offs', ['Step', 'Word', 'By', 'Typed in by, or through', 'Commit', 'When'], rows);
}

export function metricsPart({ metrics }: RunReport): string {
  const rows = metrics.map(({ step, label, key, actual, limit, verdict }) => [
    code(step),
    inline(label),
    code(key),
    actual === null ? '' : numberText(actual),
    inline(limit),
    verdict.replaceAll('-', ' '),
  ]);
  return part('Metrics', ['Step', 'Metric', 'Key', 'Measured', 'Limit', 'Verdict'], rows);
}

/** What others can see of the run. */
export function outsidePart({ outside }: RunReport): string {
  if (outside.length === 0) return '';
  return `## Done outside\n\n${outside.map(describeOutside).join('\n\n')}`;
}

function describeOutside(one: ReportOutside): string {
  const end = one.verdict === 'passed' ? 'done' : (one.verdict ?? 'under way, or cut off');
  const state = one.undone === 'undone' ? 'taken back' : end;
  const final = one.effect === 'irreversible' ? ', for good' : '';
  const head = `- ${showMoment(one.at)} ${code(one.step)} ${inline(one.title)}: ${state}${final}${one.isByHand === true ? ', by hand' : ''}`;
  const plan = one.plan.length === 0 ? [] : [indent(block(one.plan.join('\n')))];
  return [head, ...plan, ...evidenceLines(one.evidence).map((line) => `  ${line}`)]
    .join('\n\n')
    .replaceAll('\n\n  - ', '\n  - ');
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}

export function undoPart({ undo }: RunReport): string {
  if (undo === undefined) return '';
  const rows = undo.steps.map(({ step, round, verdict, at, why, by }) => [
    stepText(step, round),
    inline(undoText(verdict, by)),
    inline(why ?? ''),
    showMoment(at),
  ]);
  const asked = `${inline(personText(undo.by))} asked for it, ${showMoment(undo.at)}.`;
  const list = rows.length === 0 ? 'Nothing was taken back yet.' : table(['Step', 'Verdict', 'Why', 'When'], rows);
  return `## Taken back\n\n${asked}\n\n${list}`;
}

/** What happened to the run as a whole. */
export function recordPart({ interventions, edits, refusals, cuts, drivers }: RunReport): string {
  const list = (word: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`${word} ${ids.map(code).join(', ')}`];
  const happenings = [
    ...interventions.map((one) => {
      const about = one.items.length === 0 ? '' : ` ${one.items.map(code).join(', ')}`;
      const why = one.reason === undefined ? '' : `: ${inline(one.reason)}`;
      return { at: one.at, what: `${inline(deedText(one))}${about}${why}` };
    }),
    ...edits.map(({ at, added, removed, changed }) => {
      const parts = [...list('added', added), ...list('removed', removed), ...list('changed', changed)];
      return { at, what: `the checklist was edited: ${parts.join('; ') || 'no step does or asks anything else'}` };
    }),
    ...refusals.map(({ at, command, by, reason }) => ({
      at,
      what: `${code(command)} of ${inline(by.name)} was refused: ${inline(reason)}`,
    })),
    ...cuts.map(({ at, bytes, kept }) => ({
      at,
      what: `the journal had a torn end of ${bytes} bytes, kept as ${code(kept)}`,
    })),
    ...drivers.map(({ at, hostname, pid }) => ({ at, what: `driven by process ${pid} on ${inline(hostname)}` })),
  ];
  const lines = happenings.toSorted((a, b) => a.at - b.at).map(({ at, what }) => `- ${showMoment(at)} ${what}`);
  return lines.length === 0 ? '' : `## What happened to the run\n\n${lines.join('\n')}`;
}

function part(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `## ${title}\n\n${table(head, rows)}`;
}

function stepText(id: string, round: number): string {
  return round === 1 ? code(id) : `${code(id)} round ${round}`;
}
