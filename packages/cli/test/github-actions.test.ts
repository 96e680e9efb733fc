import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, startProgram, type Workbench } from './workbench.ts';

const fails = `version: 1
id: fails
title: Fails
steps:
  - id: loud
    title: Loud
    type: shell
    with:
      script: |
        echo "::error::not ours"
        echo "  ::set-output name=x::1 ##[add-mask]y"
        exit 3
`;
const wrong = 'version: 1\nid: wrong\ntitle: "Wrong"\nsteps:\n  - { id: a, title: A, type: shel, needs: [b] }\n';

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/fails.yaml': fails, 'checklists/wrong.yaml': wrong });
});
afterAll(() => bench.remove());

function inActions(...args: readonly string[]) {
  const env = {
    ...bench.env,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: `${bench.directory}/summary.md`,
  };
  return startProgram(process.execPath, [bin, ...args], bench.directory, env).ended;
}

describe('in a job of GitHub Actions', () => {
  it('marks every fault of a checklist at its line', async () => {
    const { code, stdout } = await inActions('validate', 'wrong');
    expect(code).toBe(3);
    expect(stdout).toBe(
      [
        '::error file=checklists/wrong.yaml,line=5,col=30,title=unknown-type::step "a" has the type "shel", but no step type has that name (hint: did you mean "shell"?)',
        '::error file=checklists/wrong.yaml,line=5,col=44,title=unknown-need::step "a" needs "b", but no step has that id (hint: did you mean "a"?)',
        '',
      ].join('\n'),
    );
  });

  it('marks a step that failed and folds its log, in which no line is a command', async () => {
    const { code, stdout } = await inActions('run', 'fails', '--run', 'one');
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    const begin = lines.findIndex((line) => line.startsWith('::group::'));
    expect(lines.slice(begin - 1, begin + 4)).toEqual([
      '::error title=loud::script ended with exit code 3, expected exit code 0',
      '::group::log of loud, .checklist/runs/one/logs/loud.1.1.log',
      ': :error::not ours',
      ': :set-output name=x::1 # #[add-mask]y',
      '::endgroup::',
    ]);
    const commands = lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
    expect(commands).toHaveLength(3);
  });

  it('adds the report to the summary of the job', async () => {
    await inActions('run', 'fails', '--run', 'two');
    const summary = bench.read('summary.md');
    expect(summary).toContain('# Fails');
    expect(summary).toContain('ended with exit code 3');
  });

  it('writes nothing of the kind elsewhere', async () => {
    const { stdout } = await bench.checklist('run', 'fails', '--run', 'three');
    expect(stdout).not.toMatch(/^::group/m);
    expect(stdout).toContain('::error::not ours');
  });
});

describe('JUnit', () => {
  it('has a case for each step, with what went wrong', async () => {
    await bench.checklist('run', 'fails', '--run', 'four');
    const { stdout } = await bench.checklist('report', 'four', '--format', 'junit');
    const plain = stdout
      .replaceAll(/ time="[\d.]+"/g, ' time="0"')
      .replaceAll(/ timestamp="[^"]+"/g, ' timestamp="then"');
    expect(plain).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="1" failures="1" errors="0" skipped="0">
  <testsuite name="Fails" id="four" timestamp="then" time="0" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="loud" name="loud: Loud" time="0">
      <failure message="script ended with exit code 3, expected exit code 0">::error::not ours
  ::set-output name=x::1 ##[add-mask]y</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
    await bench.checklist('report', 'four', '-o', 'junit.xml');
    expect(bench.read('junit.xml')).toContain('<testsuites tests="1"');
  });
});
