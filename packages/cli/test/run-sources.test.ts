import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attemptLog, createFileHost } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunSources } from '../src/drive/open-run-sources.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

const timed = (id: string) => `version: 1
id: ${id}
title: Timed
steps:
  - { id: quick, title: Quick, type: shell, with: { command: ['true'] } }
  - { id: slow, title: Slow, type: shell, with: { command: [sleep, '0.3'] } }
  - { id: fails, title: Fails, type: shell, with: { command: ['false'] } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/timed.yaml': timed('timed'), 'checklists/other.yaml': timed('other') });
  for (const run of ['one', 'two', 'three']) await bench.checklist('run', 'timed', '--run', run);
});
afterAll(() => bench.remove());

function sources(runId: string) {
  const { directory } = bench;
  const env = { XDG_CACHE_HOME: join(directory, '.cache') };
  const host = createFileHost({ directory, env, now: Date.now });
  const reads: string[] = [];
  const read: typeof host.read = (id) => {
    reads.push(id);
    return host.read(id);
  };
  const counting = { ...host, read };
  return { reads, ...openRunSources({ directory, env, host: counting, stepTypes: builtinStepTypes }, runId) };
}

describe('usual times', () => {
  it('are the medians of what passed in other runs of the same checklist', async () => {
    const times = await sources('three').readUsualTimes('timed');
    expect([...times.keys()].toSorted()).toEqual(['quick', 'slow']);
    expect(times.get('slow')).toBeGreaterThanOrEqual(300);
    expect(times.get('quick')).toBeLessThan(times.get('slow') ?? 0);
    expect(await sources('three').readUsualTimes('other')).toEqual(new Map());
  });

  it('are read once from each journal, and again only from one that grew', async () => {
    await sources('none').readUsualTimes('timed');
    const again = sources('none');
    await again.readUsualTimes('timed');
    expect(again.reads).toEqual([]);
    await bench.checklist('retry', 'two', 'fails');
    const later = sources('none');
    await later.readUsualTimes('timed');
    expect(later.reads).toEqual(['two']);
  });

  it('make do with what can be read', async () => {
    writeFileSync(join(bench.directory, '.checklist/runs/one/journal.jsonl'), 'damaged\n');
    writeFileSync(join(bench.directory, '.cache/checklist', bench.directory, 'usual-times.json'), '[');
    const times = await sources('none').readUsualTimes('timed');
    expect(times.get('slow')).toBeGreaterThanOrEqual(300);
    expect(readdirSync(join(bench.directory, '.checklist')).toSorted()).toEqual(['.gitignore', 'runs']);
  });
});

describe('the log of an attempt', () => {
  const key = { step: 'slow', round: 1, attempt: 7 };

  it('is read from its end, and again when it has grown', () => {
    const { readLog } = sources('three');
    expect(readLog(key)).toBe(undefined);
    const file = attemptLog(bench.directory, 'three', key);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'one\n\u001b[31mtwo\u001b[0m\n');
    const path = '.checklist/runs/three/logs/slow.1.7.log';
    expect(readLog(key)).toEqual({ path, lines: ['one', 'two'], isWhole: true });
    appendFileSync(file, `${'x'.repeat(99)}\n`.repeat(5_000));
    appendFileSync(file, 'last\n');
    const end = readLog(key);
    expect(end?.isWhole).toBe(false);
    expect(end?.lines.at(-1)).toBe('last');
    expect(end?.lines.length).toBeLessThan(3_000);
    expect(end?.lines[0]).toBe('x'.repeat(99));
    expect(readLog(key)).toBe(end);
  });
});
