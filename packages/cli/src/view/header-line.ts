import type { RunView } from './run-view.ts';

/** The run in one line: `Release qualification · 3 of 40 done · run release-1 · commit 0123456789`. */
export function headerLine({ title, runId, commit, done, total, operator, paused }: RunView): string {
  const pinned = commit === undefined ? [] : [`commit ${commit.slice(0, 10)}`];
  const operated = operator === undefined ? [] : [`operated by ${operator}`];
  const held = paused === undefined ? [] : [`paused by ${paused}`];
  // What changes stands early: a narrow window cuts the end off.
  return [title, `${done} of ${total} done`, ...held, `run ${runId}`, ...pinned, ...operated].join(' · ');
}
