import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIns } from '@checklist/plugins/stand-ins';
import { bin, type Going, startProgram } from '../../test/workbench.ts';

/** Everything that must be nowhere; each can be told from the others. */
export const canaries = {
  NAMED: `canary-named/4711+"quoted" <b>'s</b> and as long as a token of a service that signs what it gives`,
  OTHER: 'canary-other-0815',
  GITHUB_TOKEN: 'ghp_canaryGithub0123456789',
  ASANA_TOKEN: '1/1200000000000:canaryAsana0123456789',
  WANDB_API_KEY: 'canarywandb0123456789abcdef0123456789abcd',
  DISCORD_BOT_TOKEN: 'canaryDiscord.Bot.0123456789',
  REMOTE: 'canary-remote-password-4711',
} as const;

const key = `-----BEGIN KEY-----\ncanaryKeyLineOne0123456789\ncanaryKeyLineTwo9876543210\n-----END KEY-----`;

/** Lets a secret out in every way that a program has. */
const leak = `
say() { printf '%s: %s\\n' "$1" "$2"; }
say plain "$NAMED"
say base64 "$(printf %s "$NAMED" | base64)"
say base64-1 "$(printf a%s "$NAMED" | base64 -w0)"
say base64-2 "$(printf ab%s "$NAMED" | base64)"
say hex "$(printf %s "$NAMED" | od -An -tx1)"
say quoted "$(printf %q "$NAMED")"
say key "$KEY" >&2
for ((i = 0; i < \${#NAMED}; i++)); do printf %s "\${NAMED:i:1}"; done; echo
node -e 'const s = process.env.NAMED; console.log(encodeURIComponent(s), JSON.stringify({ s }), new URLSearchParams({ s }).toString(), Buffer.from("u:" + s).toString("base64url"))'
set -x; : "$NAMED"
`;

function step(id: string, type: string, options: object, more: object = {}): object {
  return { id, title: `Do ${id}`, type, needs: [], with: options, ...more };
}

const checklist = {
  ...{ version: 1, id: 'leaky', title: 'Leaky', commit: 'main' },
  contacts: { axel: { name: 'Axel' } },
  inputs: { note: { type: 'string', default: 'nothing' } },
  secrets: {
    named: { env: 'NAMED' },
    other: { env: 'OTHER' },
    key: { env: 'KEY', command: ['cat', '.git/key'] },
  },
  steps: [
    step('leaks', 'shell', { script: leak, outputs: { all: { stdout: 'lines' } } }, { secrets: ['named', 'key'] }),
    step(
      'fails',
      'shell',
      { script: `${leak}exit 3` },
      { secrets: ['named', 'key'], retry: { attempts: 2, delay: '10ms' } },
    ),
    step('passes_on', 'shell', { command: ['sh', '-c', 'env; sleep 0.3'] }),
    step(
      'writes',
      'file.write',
      { path: 'notes.txt', content: "{{join steps.leaks.outputs.all ' '}}" },
      { needs: ['leaks'] },
    ),
    step(
      'asks',
      'manual',
      {
        instructions: "Look at {{join steps.leaks.outputs.all ' '}}",
        questions: { seen: { type: 'text', label: 'Seen' } },
      },
      { needs: ['leaks'] },
    ),
    step('traces', 'shell', {
      command: ['git', 'ls-remote', 'unreachable'],
      env: { GIT_TRACE: '1', GIT_CURL_VERBOSE: '1' },
    }),
    step('pull', 'github.pull_request', {
      repo: 'acme/rocket',
      head: 'topic',
      base: 'main',
      title: 'One',
      body: 'All',
    }),
    step('release', 'github.release', { repo: 'acme/rocket', tag: 'v0', name: 'Zero', body: 'Notes' }),
    step('task', 'asana.complete', { task: '203' }),
    step('bugs', 'asana.no_open_tasks', { project: '100' }),
    step('post', 'discord.post', { content: 'It is out' }),
    step('ask', 'discord.sign_off', { user: '123456789', ask: 'fine?', sign_off: { by: ['axel'] } }),
    step('train', 'wandb.run', {
      run: 'arena.1',
      entity: 'metta-research',
      project: 'metta',
      metrics: [{ name: 'A', key: 'a', reduce: 'last', at_least: 1 }],
    }),
  ],
};

/** Its preflight cannot reach the remote, whose address holds a password. */
const remote = {
  ...{ version: 1, id: 'remote', title: 'Remote', commit: 'main' },
  steps: [step('branch', 'git.branch', { name: 'r1', at: '{{run.commit}}', push: 'unreachable' })],
};

/** A world full of secrets, whose services fail in all the ways that make clients talkative. */
export interface LeakyWorld {
  readonly root: string;
  readonly work: string;
  start(...args: readonly string[]): Going;
  remove(): Promise<void>;
}

export async function makeLeakyWorld(misbehave: Parameters<typeof startStandIns>[1]): Promise<LeakyWorld> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'checklist-leaky-')));
  const work = join(root, 'work');
  const standIns = await startStandIns(
    {
      github: {
        tokens: { [canaries.GITHUB_TOKEN]: { login: 'release-bot' } },
        repositories: { 'acme/rocket': { git: join(root, 'remote.git') } },
      },
      asana: {
        token: canaries.ASANA_TOKEN,
        projects: [{ gid: '100', name: 'Bugs', sections: [{ gid: '110', name: 'Active' }] }],
        tasks: [{ gid: '203', section: '110', name: 'Release' }],
      },
      discord: {
        bot_token: canaries.DISCORD_BOT_TOKEN,
        channels: [{ id: '800000000000000010', name: 'releases' }],
        users: [{ id: '123456789', username: 'axel' }],
      },
      wandb: {
        api_key: canaries.WANDB_API_KEY,
        runs: [{ name: 'arena.1', history: [{ key: 'a', value: 1, steps: 9 }] }],
      },
    },
    misbehave,
  );
  for (const folder of ['home', 'tmp', 'cache', 'work/checklists']) mkdirSync(join(root, folder), { recursive: true });
  const { REMOTE, ...credentials } = canaries;
  const env = {
    ...process.env,
    ...Object.assign({}, ...[...standIns.values()].map((one) => one.env)),
    ...{ HOME: join(root, 'home'), TMPDIR: join(root, 'tmp'), XDG_CACHE_HOME: join(root, 'cache') },
    ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', FORCE_COLOR: undefined },
    ...credentials,
  };
  writeFileSync(join(work, 'checklists/leaky.yaml'), JSON.stringify(checklist));
  writeFileSync(join(work, 'checklists/remote.yaml'), JSON.stringify(remote));
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: work, env });
  git('init', '-q', '--bare', '-b', 'main', '../remote.git');
  git('init', '-q', '-b', 'main', '.');
  for (const [name, value] of [
    ['user.name', 'Robb'],
    ['user.email', 'robb@example.org'],
  ] as const)
    git('config', name, value);
  git('remote', 'add', 'origin', '../remote.git');
  git('remote', 'add', 'unreachable', `https://bot:${REMOTE}@127.0.0.1:9/x.git`);
  git('add', '.');
  git('commit', '-qm', 'one');
  git('tag', '-a', '-m', 'zero', 'v0');
  git('push', '-q', 'origin', 'main', 'v0');
  git('commit', '-q', '--allow-empty', '-m', 'two');
  git('push', '-q', 'origin', 'main:topic');
  git('reset', '-q', '--hard', 'HEAD~1');
  writeFileSync(join(work, '.git/key'), `${key.replaceAll('\n', ' ')}\n`);
  return {
    root,
    work,
    start: (...args) => startProgram(process.execPath, [bin, ...args], work, env),
    async remove() {
      for (const standIn of standIns.values()) await standIn.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
