import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, StepType } from '@checklist/engine';
import { checkpointFiles } from '../../src/checkpoint/checkpoint-files.ts';
import { discordSignOff } from '../../src/discord/discord-sign-off.ts';
import { fileWrite } from '../../src/file/file-write.ts';
import { githubApproval } from '../../src/github/github-approval.ts';
import { githubChecks } from '../../src/github/github-checks.ts';
import { manual } from '../../src/manual/manual.ts';
import { shell } from '../../src/shell/shell.ts';
import { temporaryFolder } from '../../src/testing/temporary-folder.ts';
import { wait } from '../../src/wait/wait.ts';
import { wandbRun } from '../../src/wandb/wandb-run.ts';
import type { Demand, Gate } from './pass-gate.ts';

/** One step and one cause on this machine, or with a person: what it comes to, and what is said. */
export interface LocalRow {
  readonly stepType: StepType;
  readonly cause: string;
  readonly status: string;
  readonly message: string | undefined;
  make(): Gate;
}

type Prepare = (directory: string) => void;

function row(
  stepType: StepType,
  cause: string,
  options: JsonObject,
  [status, message]: readonly [status: string, message?: string],
  { prepare = () => {}, ...demand }: Demand & { readonly prepare?: Prepare } = {},
): LocalRow {
  return {
    stepType,
    cause,
    status,
    message,
    make() {
      const directory = temporaryFolder();
      prepare(directory);
      return { stepType, directory, env: { PATH: process.env.PATH ?? '' }, with: options, demand };
    },
  };
}

const printed = (text: string, output: JsonObject = { stdout: 'json' }): JsonObject => ({
  command: ['printf', '%s', text],
  outputs: { report: output },
});
const fromFile = (script: string): JsonObject => ({
  script,
  outputs: { report: { file: 'report.json', format: 'json' } },
});
const expecting = (that: string): Demand => ({ expect: [{ name: 'all is well', that }] });
const put =
  (path: string, text: string): Prepare =>
  (directory) =>
    writeFileSync(join(directory, path), text);
const cannotTell = (that: string, why: string) =>
  ['inconclusive', `cannot tell whether "all is well": the expression "${that}" ${why}`] as const;

const jobs = 'outputs.report.jobs.all(job, job.state == "passed")';
const speed = 'outputs.report.sps > 30000';

const shellRows = [
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
    '"exit_codes" of "with" of shell has 0 elements',
  ]),
  row(
    shell,
    'it never has what is waited for',
    printed('{"jobs": []}'),
    ['failed', 'after 5m it still does not hold that outputs.report.jobs.size() > 0'],
    { effect: 'reads', poll: { until: 'outputs.report.jobs.size() > 0', every: 60_000, timeout: 300_000, grace: 0 } },
  ),
];

const signOff = { by: ['axel'] };

const peopleRows = [
  row(manual, 'nobody answers', { instructions: 'Look' }, ['waiting']),
  row(manual, 'nobody signs', { instructions: 'Look', sign_off: signOff }, ['waiting']),
  row(manual, 'more must sign than may', { instructions: 'Look', sign_off: { ...signOff, at_least: 2 } }, [
    'failed',
    'sign_off wants at least 2 of 1, expected no more than can approve',
  ]),
  row(manual, 'nobody may sign', { instructions: 'Look', sign_off: { by: [] } }, [
    'failed',
    '"sign_off.by" of "with" of manual is an empty list, expected a list that is not empty',
  ]),
  row(manual, 'a question has no choices', { instructions: 'Look', questions: { a: { type: 'choice' } } }, [
    'failed',
    'question "a" has no choices, expected some',
  ]),
  row(
    discordSignOff,
    'there is no bot and nobody answers',
    { user: '123456789', ask: 'Do sweeps work?', sign_off: signOff },
    ['waiting'],
  ),
];

const fileRows = [
  row(
    fileWrite,
    'another content is there',
    { path: 'a.txt', content: 'a' },
    ['failed', 'file "a.txt" is already there with another content, expected none or the same'],
    { prepare: put('a.txt', 'b') },
  ),
  row(
    fileWrite,
    'a folder is there',
    { path: 'a', content: 'a' },
    ['failed', 'file "a" cannot be read (EISDIR), expected a text file'],
    { prepare: (at) => mkdirSync(join(at, 'a')) },
  ),
  row(
    fileWrite,
    'a file is where a folder must be',
    { path: 'a/b', content: 'a' },
    ['failed', 'file "a/b" cannot be read (ENOTDIR), expected a text file'],
    {
      prepare: put('a', 'file'),
    },
  ),
  row(
    fileWrite,
    'the path leads out',
    { path: 'out/a.txt', content: 'a' },
    ['failed', 'path "out/a.txt" leads out of the repository through a link, expected one inside'],
    {
      prepare: (at) => symlinkSync('/tmp', join(at, 'out')),
    },
  ),
  row(checkpointFiles, 'the folder is missing', { path: 'nowhere' }, [
    'failed',
    '"nowhere" holds no files named "*", expected 1 or more',
  ]),
  row(
    checkpointFiles,
    'the folder is a file',
    { path: 'a' },
    ['inconclusive', 'folder "a" could not be read (ENOTDIR), expected its files'],
    { prepare: put('a', 'file') },
  ),
  row(checkpointFiles, 'the folder is empty', { path: '.' }, [
    'failed',
    '"." holds no files named "*", expected 1 or more',
  ]),
  row(
    checkpointFiles,
    'the files are empty',
    { path: '.' },
    ['failed', '"." holds no files named "*" besides 1 empty one, expected 1 or more'],
    { prepare: put('a.pt', '') },
  ),
  row(
    checkpointFiles,
    'the files lead nowhere',
    { path: '.' },
    ['failed', '"." holds no files named "*", expected 1 or more'],
    { prepare: (at) => symlinkSync('gone', join(at, 'a.pt')) },
  ),
];

const timeRows = [
  row(wait, 'the duration is none', { for: 'soon' }, [
    'failed',
    '"for" of "with" of wait is "soon", expected a duration such as 30m or 72h',
  ]),
  row(wait, 'the moment is no day', { until: '2026-02-30T00:00Z' }, [
    'failed',
    '"until" is "2026-02-30T00:00Z", expected a moment with its zone such as "2026-11-24T00:00Z"',
  ]),
  row(wait, 'the moment has no zone', { until: '2026-11-24T00:00' }, [
    'failed',
    '"until" of "with" of wait is "2026-11-24T00:00", expected a moment such as 2026-11-24T00:00Z',
  ]),
  row(wait, 'the zone is none', { until: { weekday: 'monday', at: '09:00', zone: 'Mars/Base' } }, [
    'failed',
    '"zone" is "Mars/Base", expected a time zone such as "Europe/Berlin"',
  ]),
  row(wait, 'the moment is further than time goes', { for: '99999999999d' }, [
    'failed',
    '"for" of "with" of wait is "99999999999d", expected a duration such as 30m or 72h',
  ]),
];

const repo = 'acme/rocket';
const commit = 'a'.repeat(40);

/** Lists that would have "all of them" hold because there are none. */
const emptyLists = [
  row(githubChecks, 'no job is named', { repo, commit, jobs: [] }, emptyList('jobs', 'github.checks')),
  row(githubApproval, 'nobody may approve', { repo, pull_request: 1, by: [] }, emptyList('by', 'github.approval')),
  row(githubApproval, 'nobody need approve', { repo, pull_request: 1, count: 0 }, [
    'failed',
    '"count" of "with" of github.approval is 0, expected 1 or more',
  ]),
  row(wandbRun, 'no metric is named', { run: 'arena.1', metrics: [] }, emptyList('metrics', 'wandb.run')),
  row(wandbRun, 'no key is named', { run: 'arena.1', keys: [] }, emptyList('keys', 'wandb.run')),
  row(wandbRun, 'no state is right', { run: 'arena.1', states: [] }, emptyList('states', 'wandb.run')),
  row(checkpointFiles, 'no file is enough', { path: '.', at_least: 0 }, [
    'failed',
    '"at_least" of "with" of checkpoint.files is 0, expected 1 or more',
  ]),
];

function emptyList(option: string, type: string) {
  return ['failed', `"${option}" of "with" of ${type} is an empty list, expected a list that is not empty`] as const;
}

/** What can be odd about steps that ask no service: with files, people and time, and with what they are told. */
export const localRows: readonly LocalRow[] = [...shellRows, ...peopleRows, ...fileRows, ...timeRows, ...emptyLists];
