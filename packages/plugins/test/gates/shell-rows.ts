import type { JsonObject } from '@checklist/engine';
import { shell } from '../../src/shell/shell.ts';
import { put, row } from './local-row.ts';
import type { Demand } from './pass-gate.ts';

const printed = (text: string, output: JsonObject = { stdout: 'json' }): JsonObject => ({
  command: ['printf', '%s', text],
  outputs: { report: output },
});
const fromFile = (script: string): JsonObject => ({
  script,
  outputs: { report: { file: 'report.json', format: 'json' } },
});
const expecting = (that: string): Demand => ({ expect: [{ name: 'all is well', that }] });
const cannotTell = (that: string, why: string) =>
  ['inconclusive', `cannot tell whether "all is well": the expression "${that}" ${why}`] as const;

const jobs = 'outputs.report.jobs.all(job, job.state == "passed")';
const speed = 'outputs.report.sps > 30000';

/** What a program can print and leave behind. */
export const shellRows = [
  row(shell, 'a file is missing', fromFile('true'), [
    'failed',
    'file "report.json" is not there, expected it to be written by this attempt for the output "report"',
  ]),
  row(
    shell,
    'a file is of an earlier attempt',
    fromFile('true'),
    [
      'failed',
      'file "report.json" is older than this attempt, expected it to be written by this attempt for the output "report"',
    ],
    { prepare: put('report.json', '{}') },
  ),
  row(shell, 'a file is malformed', fromFile(`printf '{"jobs": [' > report.json`), [
    'failed',
    'file "report.json" is no JSON, expected JSON for the output "report"',
  ]),
  row(shell, 'a file is empty', fromFile('touch report.json'), [
    'failed',
    'file "report.json" is empty, expected JSON for the output "report"',
  ]),
  row(shell, 'a file is a folder', fromFile('mkdir report.json'), [
    'failed',
    'file "report.json" cannot be read, expected it to be written by this attempt for the output "report"',
  ]),
  row(shell, 'a number is none', printed('{"sps": NaN}'), [
    'failed',
    'standard output is no JSON, expected JSON for the output "report"',
  ]),
  row(
    shell,
    'a number is too large',
    printed('{"sps": 1e999}'),
    ['inconclusive', 'output "report" holds Infinity, expected a value that JSON has a form for'],
    expecting(speed),
  ),
  row(
    shell,
    'a number is null',
    printed('{"sps": null}'),
    cannotTell(speed, 'cannot be evaluated: no operator fits "null > int"'),
    expecting(speed),
  ),
  row(
    shell,
    'a number is a text',
    printed('{"sps": "40000"}'),
    cannotTell(speed, 'cannot be evaluated: no operator fits "string > int"'),
    expecting(speed),
  ),
  row(
    shell,
    'a list is empty',
    printed('{"jobs": []}'),
    cannotTell(jobs, 'cannot be evaluated: "outputs.report.jobs" is empty, so that "all" says nothing'),
    expecting(jobs),
  ),
  row(
    shell,
    'a list is missing',
    printed('{}'),
    cannotTell(jobs, 'cannot be evaluated: "outputs.report.jobs" is missing'),
    expecting(jobs),
  ),
  row(
    shell,
    'a list is null',
    printed('{"jobs": null}'),
    cannotTell(
      jobs,
      'cannot be evaluated: expression of type "null" cannot be range of a comprehension (must be list, map, or dynamic).',
    ),
    expecting(jobs),
  ),
  row(
    shell,
    'a word is new',
    printed('{"jobs": [{"state": "excellent"}]}'),
    ['failed', 'it does not hold that "all is well"'],
    expecting(jobs),
  ),
  row(
    shell,
    'a word is missing',
    printed('{"jobs": [{}]}'),
    cannotTell(jobs, 'cannot be evaluated: "job.state" is missing'),
    expecting(jobs),
  ),
  row(shell, 'nothing matches', printed('all is well', { match: 'Exit code: (\\d+)' }), [
    'failed',
    'standard output has nothing that matches "Exit code: (\\d+)", expected a match for the output "report"',
  ]),
  row(
    shell,
    'nothing matches of many',
    printed('all is well', { match: 'Exit code: (\\d+)', all: true }),
    cannotTell(
      'outputs.report.all(code, code == "0")',
      'cannot be evaluated: "outputs.report" is empty, so that "all" says nothing',
    ),
    expecting('outputs.report.all(code, code == "0")'),
  ),
  row(shell, 'no exit code counts as passed', { command: ['true'], exit_codes: [] }, [
    'failed',
    '"exit_codes" of "with" of shell is an empty list, expected a list that is not empty',
  ]),
  row(
    shell,
    'it never has what is waited for',
    printed('{"jobs": []}'),
    ['failed', 'after 5m it still does not hold that outputs.report.jobs.size() > 0'],
    { effect: 'reads', poll: { until: 'outputs.report.jobs.size() > 0', every: 60_000, timeout: 300_000, grace: 0 } },
  ),
];
