import { spawn } from 'node:child_process';
import { chmodSync, chownSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin, type Ended, makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { checklist, commands } from './sample.ts';

let bench: Workbench;
let journal = '';
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/sample.yaml': checklist });
  journal = join(bench.directory, '.checklist/runs/r/journal.jsonl');
  expect((await bench.checklist('run', 'sample', '--run', 'r')).code).toBe(4);
});
afterEach(() => bench.remove());

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

/** The program as somebody who owns nothing here. */
async function asNobody(...args: readonly string[]): Promise<Ended> {
  const ids = isRoot ? { uid: nobody, gid: nobody } : {};
  const child = spawn(process.execPath, [bin, ...args], { cwd: bench.directory, env: bench.env, ...ids });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

describe('missing permission', () => {
  const protect = (mode: number, ...files: readonly string[]) => {
    for (const file of files) chmodSync(join(bench.directory, file), mode);
  };

  it('to read is told with the file and what helps', async () => {
    protect(0o755, '.');
    protect(0o000, '.checklist/runs/r/journal.jsonl');
    for (const command of commands) {
      expect(await asNobody(...command)).toEqual({
        code: 5,
        stdout: '',
        stderr: `error: cannot read ${journal}: EACCES: permission denied, open '${journal}'\nhint: see to it that the file can be read, then try again: nothing was written\n`,
      });
    }
    protect(0o600, '.checklist/runs/r/journal.jsonl');
    expect((await bench.checklist('answer', 'r', 'look', 'seen=a heart')).code).toBe(0);
    expect((await bench.checklist('resume', 'r')).code).toBe(0);
  });

  it('to write is told with what cannot be written, and a reader still sees where the run stands', async () => {
    const before = readFileSync(journal);
    protect(0o755, '.', '.checklist/runs/r');
    protect(0o444, '.checklist/runs/r/journal.jsonl', '.checklist/runs/r/lock.db');
    protect(0o555, '.checklist/runs/r');
    expect((await asNobody('status', 'r')).code).toBe(0);
    const lock = join(bench.directory, '.checklist/runs/r/lock.db');
    expect(await asNobody('resume', 'r')).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(
        new RegExp(`^error: cannot lock ${lock}: .*\nhint: see to it that you may write there; .*\n$`),
      ),
    });
    expect(readFileSync(journal)).toEqual(before);
  });

  it.runIf(isRoot)('to write the journal alone is told with its name', async () => {
    const before = readFileSync(journal);
    protect(0o755, '.');
    for (const name of ['', 'lock.db', 'owner.json', 'inbox']) chownSync(join(journal, '..', name), nobody, nobody);
    protect(0o444, '.checklist/runs/r/journal.jsonl');
    expect(await asNobody('resume', 'r')).toEqual({
      code: 5,
      stdout: expect.any(String),
      stderr: `error: cannot write ${journal}: EACCES: permission denied, open '${journal}'\nhint: make room or give permission, then resume: what is recorded stays\n`,
    });
    expect(readFileSync(journal)).toEqual(before);
  });
});
