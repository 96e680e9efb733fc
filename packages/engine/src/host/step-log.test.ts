import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createMask } from '../steps/mask.ts';
import { createStepLog } from './step-log.ts';

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
