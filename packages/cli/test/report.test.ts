import { checkData, type Json } from '@checklist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runReport } from '../src/report/model/run-report.ts';
import { readPage } from '../src/report/testing/read-page.ts';
import { recordFigure } from '../trust/figures.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';

const release = `version: 1
id: release
title: Release
inputs: { version: { type: string } }
steps:
  - { id: build, title: Build it, type: shell, with: { command: [test, -e, "ok-{{inputs.version}}"] } }
  - id: branch
    title: Create the branch
    type: git.branch
    with: { name: "release/{{inputs.version}}", at: HEAD }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({
    'checklists/release.yaml': release,
    'checklists/other.yaml': release.replace('id: release', 'id: other'),
    'ok-1.0': '',
  });
  await bench.checklist('run', 'release', '--input', 'version=1.0');
  await bench.checklist('run', 'release', '--input', 'version=2.0');
  await bench.checklist('waive', 'build', '--reason', 'known');
  await bench.checklist('resume', 'release-2.0');
});
afterAll(() => bench.remove());

describe('checklist report', () => {
  it('is left as Markdown and as a page by whoever drove the run', async () => {
    const page = bench.read('.checklist/runs/release-2.0/report.html');
    expect(page).toContain('<title>Release: release-2.0</title>');
    expect(page).toContain('Compared with run <code>release-1.0</code>');
    expect(page).not.toMatch(/<script|\son\w+=| src=/);
    const left = bench.read('.checklist/runs/release-2.0/report.md');
    expect((await bench.checklist('report', 'release-2.0')).stdout).toBe(left);
    expect(left).toContain('- new failure: `build` ');
  });

  it('tells the exact commands of what others can see', async () => {
    const { stdout } = await bench.checklist('report', 'release-2.0');
    expect(stdout).toContain('  git branch --no-track -- release/2.0 HEAD\n');
  });

  it('is written to a file, in the format that its name tells', async () => {
    const written = await bench.checklist('report', 'release-1.0', '-o', 'release.html');
    expect(written).toEqual({ code: 0, stdout: 'release.html written\n', stderr: '' });
    expect(bench.read('release.html')).toBe(bench.read('.checklist/runs/release-1.0/report.html'));
    await bench.checklist('report', 'release-1.0', '--output', 'report.json');
    const value: Json = JSON.parse(bench.read('report.json'));
    expect(checkData(runReport, value, 'report.json')).toEqual({ ok: true, value });
    const printed = await bench.checklist('report', 'release-1.0', '--format', 'json');
    expect({ ...JSON.parse(printed.stdout), madeAt: 0 }).toEqual({
      ...JSON.parse(bench.read('report.json')),
      madeAt: 0,
    });
  });

  it('says where it cannot be written', async () => {
    const ended = await bench.checklist('report', 'release-1.0', '-o', 'nowhere/release.html');
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error: "nowhere/release.html" cannot be written: '),
    });
    expect(await bench.checklist('report', 'release-1.0', '--format', 'pdf')).toMatchObject({ code: 2 });
  });
});

describe('checklist history', () => {
  it('compares the runs, and tells of one that is damaged', async () => {
    await bench.checklist('run', 'release', '--input', 'version=3.0');
    const file = '.checklist/runs/release-3.0/journal.jsonl';
    bench.write(file, bench.read(file).replace('driver-started', 'driver-strated'));
    const { code, stdout, stderr } = await bench.checklist('history', 'release');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Release: 2 runs\n✓ \S+ {2}passed +\S+ {2}2\/2 +release-1\.0\n✓ /);
    expect(stdout).toContain('\nFails at first\n     1 of 2          build\n\nWaived\n     1 of 2          build\n');
    expect(stderr).toMatch(/^"release-3\.0" is left out: .*journal\.jsonl:2: .*\n$/);
    const json: unknown = JSON.parse((await bench.checklist('history', '--output', 'json')).stdout);
    expect(json).toMatchObject({
      checklist: 'release',
      runs: [{ id: 'release-1.0' }, { id: 'release-2.0' }],
      steps: [{ id: 'build', failedAtFirst: 1, waived: 1, skipped: 0 }, { id: 'branch' }],
      damaged: [{ run: 'release-3.0' }],
    });
  });

  it('asks which checklist is meant', async () => {
    await bench.checklist('run', 'other', '--input', 'version=1.0');
    expect(await bench.checklist('history')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: there are runs of "other", "release", expected the id of one\nhint: name the checklist\n',
    });
    expect(await bench.checklist('history', 'relaese')).toMatchObject({
      code: 2,
      stderr: 'error: there is no run of a checklist "relaese"\nhint: did you mean "release"?\n',
    });
  });
});

describe('a value that looks like HTML', () => {
  it('comes through a whole run into the page as text', async () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      "' onload='x",
      '[a](javascript:alert(1))',
    ];
    for (const [index, text] of hostile.entries()) {
      const run = `hostile-${index}`;
      await bench.checklist('run', 'release', '--run', run, '--input', `version=${text}`);
      await bench.checklist('waive', run, 'build', '--reason', text);
      await bench.checklist('resume', run);
      const elements = readPage(bench.read(`.checklist/runs/${run}/report.html`));
      expect(elements.filter(({ tag }) => ['img', 'script', 'iframe', 'object'].includes(tag))).toEqual([]);
      expect(
        elements.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => name.startsWith('on')),
      ).toEqual([]);
      expect(
        elements.flatMap(({ attributes: { href } }) => href ?? []).filter((href) => !/^(?:#|https?:)/.test(href)),
      ).toEqual([]);
      expect(elements.find(({ tag }) => tag === 'h1')?.text).toBe(`Release ${text}`);
    }
    recordFigure('Hostile values', 'hostile texts that a report shows as text', hostile.length);
  });
});
