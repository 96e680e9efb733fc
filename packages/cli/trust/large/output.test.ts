import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';
import { watchMemory } from './use.ts';

const gigabyte = 1_000_000_000;
const promise = 'Long and large';

const checklist = (script: string) => `version: 1
id: loud
title: Loud
steps:
  - id: loud
    title: Loud
    type: shell
    with:
      script: ${script}
  - { id: after, title: After, type: shell, with: { script: "true" } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({
    'checklists/gigabyte.yaml': checklist(
      `head -c ${gigabyte} /dev/zero | tr '\\0' x | fold -b -w 99 -; echo; echo end`,
    ),
    'checklists/line.yaml': checklist("head -c 100000000 /dev/zero | tr '\\0' x; echo; echo end"),
  });
});
afterEach(() => rmSync(join(bench.directory, '.checklist'), { recursive: true, force: true }));
afterAll(() => bench.remove());

const logs = () => join(bench.directory, '.checklist/runs/r/logs');
const logFile = () => join(logs(), readdirSync(logs()).find((name) => name.startsWith('loud')) ?? '');

/** The end of a file, without reading the rest. */
async function readEnd(file: string, bytes: number): Promise<string> {
  const chunks = await createReadStream(file, { start: statSync(file).size - bytes }).toArray();
  return Buffer.concat(chunks as Buffer[]).toString();
}

/** Runs the checklist, and gives what was read of its output by a reader who waits so long before each of its reads. */
async function run(id: string, output: string, readEvery = 0) {
  const memory = watchMemory(bench);
  const args = [bin, 'run', id, '--run', 'r', '--output', output];
  const child = spawn(process.execPath, args, {
    ...memory,
    cwd: bench.directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let read = 0;
  let end = '';
  let notices = 0;
  for await (const chunk of child.stdout) {
    read += (chunk as Buffer).length;
    const text = (chunk as Buffer).toString();
    notices += text.split('characters were left out, because the reader is slow; the log has them]').length - 1;
    end = (end + text).slice(-600);
    if (readEvery > 0) await sleep(readEvery);
  }
  const [code] = await ended;
  return { code, read, end, notices, megabytes: memory.megabytes() };
}

describe('a step that prints', { timeout: 600_000 }, () => {
  it('a gigabyte has a whole log, and the driver stays small', async () => {
    const { code, megabytes } = await run('gigabyte', 'plain');
    expect(code).toBe(0);
    const { size } = statSync(logFile());
    expect(size).toBeGreaterThan(gigabyte);
    expect(await readEnd(logFile(), 5)).toBe('\nend\n');
    expect(megabytes).toBeLessThan(300);
    recordFigure(promise, 'megabytes that one step printed, all of them in its log', Math.round(size / 1e6));
    recordFigure(promise, 'most memory of the driver meanwhile, in megabytes', megabytes);
  });

  it('a gigabyte for a slow reader of JSON: the driver stays small, every event arrives, and what was left out is told', async () => {
    const { code, read, end, notices, megabytes } = await run('gigabyte', 'json', 1);
    expect(code).toBe(0);
    expect(read).toBeLessThan(gigabyte);
    expect(notices).toBeGreaterThan(0);
    expect(end).toMatch(/"type":"attempt-ended","step":"loud".*"type":"run-ended","verdict":"passed"\}\n$/s);
    expect(statSync(logFile()).size).toBeGreaterThan(gigabyte);
    expect(megabytes).toBeLessThan(500);
    recordFigure(promise, 'most memory with a slow reader of JSON, in megabytes', megabytes);
  });

  it('one line of 100 MB has it whole in its log', async () => {
    const { code, megabytes } = await run('line', 'plain');
    expect(code).toBe(0);
    expect(statSync(logFile()).size).toBe(100_000_005);
    expect(megabytes).toBeLessThan(300);
    recordFigure(promise, 'most memory for one line of 100 MB, in megabytes', megabytes);
  });
});
