import type { RunView } from './run-view.ts';

/** The run in one line: `Release qualification · run release-1 · commit 0123456789 · 3 of 40 done`. */
export function headerLine({ title, runId, commit, done, total }: RunView): string {
  const pinned = commit === undefined ? [] : [`commit ${commit.slice(0, 10)}`];
  return [title, `run ${runId}`, ...pinned, `${done} of ${total} done`].join(' · ');
}
