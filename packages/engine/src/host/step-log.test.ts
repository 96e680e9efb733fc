import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { createMask } from '../steps/mask.ts';
import { attemptLog, createStepLog } from './step-log.ts';

it('hides a secret although another stream prints between its halves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'step-log-'));
  const key = { step: 'a', round: 1, attempt: 1 };
  const log = createStepLog({
    folder,
    directory: folder,
    key,
    mask: createMask(['hush-hush-4711']),
    onBroken: () => {},
  });
  const [stdout, stderr] = [{}, {}];
  const shown = [
    log.write('it is hush-', stdout),
    log.write('meanwhile\n', stderr),
    log.write('hush-4711\n', stdout),
    log.write('hush-', stderr),
    log.write('a line\n'),
    log.close(),
  ].join('');
  expect(shown).toBe('it is meanwhile\n***\na line\nhush-');
  expect(readFileSync(join(folder, 'a.1.1.log'), 'utf8')).toBe(shown);
});

it('keeps the logs of ids apart that differ only in what a name of a file cannot hold', () => {
  const ids = ['a[x/y]', 'a[x y]', 'a[x_y]', 'a[日本]', 'a[中国]', `a[${'l'.repeat(300)}]`, `a[${'l'.repeat(301)}]`];
  const paths = ids.map((step) => attemptLog('/', 'run', { step, round: 1, attempt: 1 }));
  expect(new Set(paths).size).toBe(ids.length);
  expect(paths.filter((path) => Buffer.byteLength(basename(path)) > 255)).toEqual([]);
  expect(basename(paths[2] ?? '')).toBe('a[x_y].1.1.log');
});
