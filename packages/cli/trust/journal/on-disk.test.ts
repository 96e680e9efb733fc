import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { checklist, commands } from './sample.ts';

let bench: Workbench;
let journal = '';
beforeEach(async () => {
  bench = await makeWorkbench({ 'checklists/sample.yaml': checklist });
  journal = join(bench.directory, '.checklist/runs/r/journal.jsonl');
});
afterEach(() => bench.remove());

const begin = async () => expect((await bench.checklist('run', 'sample', '--run', 'r')).code).toBe(4);
const world = () => bench.read('.git/world').trim().split('\n');

async function expectRefused(message: string, hint: string) {
  const before = existsSync(journal) && readFileSync(journal);
  for (const command of commands) {
    expect({ command, ...(await bench.checklist(...command)) }).toEqual({
      command,
      code: 5,
      stdout: '',
      stderr: `error: ${message}\nhint: ${hint}\n`,
    });
  }
  expect(existsSync(journal) && readFileSync(journal)).toEqual(before);
}

async function expectGoesOn() {
  expect((await bench.checklist('status', 'r')).code).toBe(0);
  expect(await bench.checklist('answer', 'r', 'look', 'seen=a heart')).toMatchObject({ code: 0, stderr: '' });
  expect(await bench.checklist('resume', 'r')).toMatchObject({ code: 0, stderr: '' });
  expect(world()).toEqual(['one', 'two']);
}

const restore = 'restore the file from a copy, or start a new run; nothing was written over';

describe('a journal that is damaged', () => {
  it.each([
    ['empty', (_: Buffer) => Buffer.alloc(0), 1, 'the journal is empty, expected "run-started"'],
    [
      'all NULs',
      (whole: Buffer) => Buffer.alloc(whole.length),
      1,
      'the first line is not whole, expected "run-started"',
    ],
    [
      'cut in its first line',
      (whole: Buffer) => whole.subarray(0, 99),
      1,
      'the first line is not whole, expected "run-started"',
    ],
    [
      'without its first line',
      (whole: Buffer) => whole.subarray(whole.indexOf('\n') + 1),
      1,
      'the line has the number 2, expected 1',
    ],
    ['of another program', (_: Buffer) => Buffer.from('{"event":1}\n'), 1, 'the line does not begin with a checksum'],
    [
      'edited by hand',
      (whole: Buffer) => Buffer.from(whole.toString().replace('"hostname":"', '"hostname":"x')),
      2,
      "the line's checksum is [0-9a-f]{8}, expected [0-9a-f]{8}",
    ],
  ])('is told with its line by every command, and left as it is: %s', async (_, damage, line, why) => {
    await begin();
    writeFileSync(journal, damage(readFileSync(journal)));
    const told = (await bench.checklist('status', 'r')).stderr;
    expect(told).toMatch(new RegExp(`^error: ${journal}:${line}: ${why}; nothing was written\n`));
    await expectRefused(told.split('\n')[0]?.slice('error: '.length) ?? '', restore);
  });

  it('is told when there is a folder in its place', async () => {
    await begin();
    renameSync(journal, `${journal}.old`);
    mkdirSync(journal);
    const before = `${journal}:1: found a folder, expected the journal; nothing was written`;
    for (const command of commands)
      expect(await bench.checklist(...command)).toEqual({
        code: 5,
        stdout: '',
        stderr: `error: ${before}\nhint: ${restore}\n`,
      });
  });
});

describe('a journal that only looks odd', () => {
  it.each([
    ['a tail of NULs', () => appendFileSync(journal, Buffer.alloc(5_000)), 5_000],
    ['half a line', () => appendFileSync(journal, '{"sum":"12345678","seq":9,"at"'), 30],
  ])('goes on, and tells what was cut off: %s', async (_, change, bytes) => {
    await begin();
    const { length } = readFileSync(journal);
    change();
    const resumed = await bench.checklist('resume', 'r');
    expect(resumed).toMatchObject({ code: 4, stderr: '' });
    expect(resumed.stdout).toContain(
      `The journal had a torn end, as after a crash ${bytes} bytes were cut off and are kept as journal.jsonl.torn-${length}\n`,
    );
    expect(readFileSync(`${journal}.torn-${length}`)).toHaveLength(bytes);
    await expectGoesOn();
  });

  it('goes on, and loses nothing, when only the last line break is missing', async () => {
    await begin();
    const whole = readFileSync(journal);
    writeFileSync(journal, whole.subarray(0, -1));
    await expectGoesOn();
    expect(readFileSync(journal).subarray(0, whole.length)).toEqual(whole);
  });

  it('is written where its link leads', async () => {
    await begin();
    const elsewhere = join(bench.directory, 'kept.jsonl');
    renameSync(journal, elsewhere);
    symlinkSync(elsewhere, journal);
    await expectGoesOn();
    expect(readlinkSync(journal)).toBe(elsewhere);
    expect(readFileSync(elsewhere, 'utf8')).toContain('"type":"run-ended"');
  });
});

describe('a folder that is taken away', () => {
  it.each([
    ['removed', 'rm -r .checklist/runs/r', 'was removed while the run was driven'],
    ['emptied', ': > .checklist/runs/r/journal.jsonl', 'has 0 bytes, expected the \\d+ that this process left'],
  ])('stops the run before its next step: %s', async (_, script, why) => {
    bench.write(
      'checklists/sample.yaml',
      checklist.replace('echo one >> .git/world', `echo one >> .git/world; ${script}`),
    );
    const { code, stderr } = await bench.checklist('run', 'sample', '--run', 'r');
    expect({ code, stderr }).toEqual({
      code: 5,
      stderr: expect.stringMatching(
        new RegExp(
          `^error: ${journal} ${why}; nothing was written since\nhint: put the file back as it was, then resume: what had begun since is looked at, or asked about\n$`,
        ),
      ),
    });
    expect(world()).toEqual(['one']);
  });
});
