import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointFiles } from '../../src/checkpoint/checkpoint-files.ts';
import { discordSignOff } from '../../src/discord/discord-sign-off.ts';
import { fileWrite } from '../../src/file/file-write.ts';
import { githubApproval } from '../../src/github/github-approval.ts';
import { githubChecks } from '../../src/github/github-checks.ts';
import { manual } from '../../src/manual/manual.ts';
import { wait } from '../../src/wait/wait.ts';
import { wandbRun } from '../../src/wandb/wandb-run.ts';
import { type LocalRow, put, row } from './local-row.ts';
import { shellRows } from './shell-rows.ts';

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
    '"count" of "with" of github.approval is the number 0, expected a whole number of at least 1',
  ]),
  row(wandbRun, 'no metric is named', { run: 'arena.1', metrics: [] }, emptyList('metrics', 'wandb.run')),
  row(wandbRun, 'no key is named', { run: 'arena.1', keys: [] }, emptyList('keys', 'wandb.run')),
  row(wandbRun, 'no state is right', { run: 'arena.1', states: [] }, emptyList('states', 'wandb.run')),
  row(checkpointFiles, 'no file is enough', { path: '.', at_least: 0 }, [
    'failed',
    '"at_least" of "with" of checkpoint.files is the number 0, expected a whole number of at least 1',
  ]),
];

function emptyList(option: string, type: string) {
  return ['failed', `"${option}" of "with" of ${type} is an empty list, expected a list that is not empty`] as const;
}

/** What can be odd about steps that ask no service: with files, people and time, and with what they are told. */
export const localRows: readonly LocalRow[] = [...shellRows, ...peopleRows, ...fileRows, ...timeRows, ...emptyLists];
