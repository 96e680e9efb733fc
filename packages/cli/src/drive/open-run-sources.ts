import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { relative } from 'node:path';
import { type AttemptKey, attemptLog, planStep } from '@checklist/engine';
import { showLines } from '../output/show-text.ts';
import type { LogEnd, RunSources } from '../screens/run-sources.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { readUsualTimes } from '../workspace/usual-times.ts';

/** Bytes of a log that are shown; the rest is left on the disk. */
const shown = 256 * 1024;

/** What a screen may look up of a run of this workspace. Nothing is read before it is asked for. */
export function openRunSources(
  workspace: Pick<Workspace, 'directory' | 'env' | 'host' | 'stepTypes'>,
  runId: string,
): RunSources {
  let newest: { readonly file: string; readonly size: number; readonly end: LogEnd } | undefined;
  return {
    readLog(key: AttemptKey) {
      const file = attemptLog(workspace.directory, runId, key);
      const read = readEnd(file, newest?.file === file ? newest.size : undefined);
      if (read === 'unchanged') return newest?.end;
      if (read === undefined) return undefined;
      const end = { path: relative(workspace.directory, file), lines: showLines(read.text), isWhole: read.isWhole };
      newest = { file, size: read.size, end };
      return end;
    },
    doingsOf: (state, node) => planStep(state, node, workspace.stepTypes),
    readUsualTimes: (checklistId) => readUsualTimes(workspace, { checklistId, but: runId }),
  };
}

/** The end of a file, cut at a line; `unchanged` when it is as long as it was. */
function readEnd(file: string, before: number | undefined) {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size === before) return 'unchanged';
      const from = Math.max(0, size - shown);
      const bytes = Buffer.alloc(size - from);
      const count = readSync(descriptor, bytes, 0, bytes.length, from);
      const text = bytes.toString('utf8', 0, count);
      return { size, isWhole: from === 0, text: from === 0 ? text : text.slice(text.indexOf('\n') + 1) };
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
