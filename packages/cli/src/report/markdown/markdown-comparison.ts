import { showElapsed, showMoment } from '../../output/show-time.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import type { Comparison, RunReport } from '../model/run-report.ts';
import { code, inline } from './markdown.ts';

/** How the run differs from that of the last release. */
export function comparisonPart({ previous }: RunReport): string {
  if (previous === undefined) return '';
  const { run, took, failing, healed, inputs, changed, slower, faster, added, removed, joined, left } = previous;
  const time = ({ step, before, now }: Comparison['slower'][number]) =>
    `${code(step)} ${showElapsed(before)}, now ${showElapsed(now)}`;
  const lines = [
    ...failing.map(({ step, message }) => `- new failure: ${code(step)} ${inline(message)}`),
    ...healed.map((step) => `- no longer fails: ${code(step)}`),
    ...inputs.map((change) => `- input ${describeChange(change)}`),
    ...changed.flatMap(({ step, options }) =>
      options.map((change) => `- changed: ${code(step)} ${describeChange(change)}`),
    ),
    ...slower.map((one) => `- slower: ${time(one)}`),
    ...faster.map((one) => `- faster: ${time(one)}`),
    ...added.map((step) => `- new step: ${code(step)}`),
    ...removed.map((step) => `- step that is gone: ${code(step)}`),
    ...joined.map((name) => `- only this time: ${inline(name)}`),
    ...left.map((name) => `- only last time: ${inline(name)}`),
  ];
  const head = `Compared with run ${code(run.id)} of ${showMoment(run.startedAt)}, which ended ${run.outcome}. It took ${showElapsed(took.before)}, this one ${showElapsed(took.now)}.`;
  return `## Since the last release\n\n${head}\n\n${lines.length === 0 ? 'Nothing else differs.' : lines.join('\n')}`;
}

function describeChange({ path, before, now }: Comparison['inputs'][number]): string {
  const value = (json: typeof now) => (json === undefined ? 'not there' : code(showAnswer(json)));
  return `${code(path)}: ${value(before)}, now ${value(now)}`;
}
