import { showText } from '../../output/show-text.ts';
import type { ReportStep, RunReport } from '../model/run-report.ts';

/**
 * The report as JUnit XML, for tools that show tests: a case for each step, with its time in seconds. A step that is not
 * through yet counts as skipped, and one that was waived too, with who decided it and what had gone wrong.
 */
export function junitReport(report: RunReport): string {
  const steps = report.items.filter((item) => item.kind === 'step');
  const cases = steps.map((step) => ({ step, ending: endingOf(step) }));
  const count = (type: Ending['type']) => cases.filter(({ ending }) => ending.type === type).length;
  const { run } = report;
  const counts = attributes({
    tests: String(steps.length),
    failures: String(count('failure')),
    errors: String(count('error')),
    skipped: String(count('skipped')),
  });
  const suite = attributes({
    name: run.checklist.title,
    id: run.id,
    timestamp: new Date(run.startedAt).toISOString(),
    time: seconds(run.lastAt - run.startedAt),
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${counts}>`,
    `  <testsuite${suite}${counts}>`,
    ...cases.flatMap(({ step, ending }) => caseLines(step, ending)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

type Ending =
  | { readonly type: 'passed' }
  | { readonly type: 'failure' | 'error' | 'skipped'; readonly message: string; readonly text: string };

function endingOf({ status, failure, rounds }: ReportStep): Ending {
  const decision = rounds.at(-1)?.decision;
  const text = [...(failure?.details ?? []), ...(failure?.hint === undefined ? [] : [failure.hint])].join('\n');
  switch (status) {
    case 'passed':
      return { type: 'passed' };
    case 'failed':
      return { type: 'failure', message: failure?.message ?? status, text };
    case 'inconclusive':
    case 'unknown':
      return { type: 'error', message: failure?.message ?? status, text };
    case 'skipped':
    case 'waived': {
      const by = decision?.by === undefined ? '' : ` by ${decision.by.name}`;
      const was = decision?.failure === undefined ? '' : decision.failure.message;
      return { type: 'skipped', message: `${status}${by}: ${decision?.reason ?? 'by the checklist'}`, text: was };
    }
    default:
      return { type: 'skipped', message: status, text: '' };
  }
}

function caseLines({ id, title, path, took = 0 }: ReportStep, ending: Ending): string[] {
  const head = attributes({ classname: path, name: `${id}: ${title}`, time: seconds(took) });
  if (ending.type === 'passed') return [`    <testcase${head}/>`];
  const inner = `<${ending.type}${attributes({ message: ending.message })}>${escapeText(ending.text)}</${ending.type}>`;
  return [`    <testcase${head}>`, `      ${inner}`, '    </testcase>'];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`)
    .join('');
}

/** XML has no place for control characters; they are taken out as on a screen. */
function escapeText(text: string): string {
  return showText(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
