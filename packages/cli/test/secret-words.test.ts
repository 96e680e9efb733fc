import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const benches: Workbench[] = [];
afterEach(() => {
  for (const bench of benches.splice(0)) bench.remove();
});

async function benchWith(checklist: string, env: Readonly<Record<string, string>>): Promise<Workbench> {
  const bench = await makeWorkbench({ 'checklists/go.yaml': checklist });
  benches.push(bench);
  Object.assign(bench.env, env);
  return bench;
}

/** Secrets that are words of the journal, ids of the checklist, or stand in half of all texts. */
const words = ['passed', 'step', 'type', 'publish', 'outputs', 'attempt-ended', 'shell', 'result', 'yes, go', 'failed'];

it.each(words)('goes on with a secret that is an everyday word: %s', async (word) => {
  const bench = await benchWith(
    `version: 1
id: go
title: Go
secrets: { word: { env: WORD } }
steps:
  - id: publish
    title: Publish
    type: shell
    secrets: [word]
    with: { script: 'echo "$WORD"; echo plain', outputs: { result: { stdout: lines } } }
  - id: choose
    title: Choose
    type: manual
    with: { instructions: "Look at {{json steps.publish.outputs.result}}", questions: { outputs: { type: choice, choices: [good, bad] } } }
  - { id: tag, title: Tag, type: git.tag, confirm: true, with: { name: v1, at: main, message: "{{steps.choose.outputs.outputs}}" } }
`,
    { WORD: word },
  );
  expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(4);
  expect((await bench.checklist('answer', 'one', 'choose', 'outputs=good')).code).toBe(0);
  expect((await bench.checklist('resume', 'one')).code).toBe(4);
  expect((await bench.checklist('answer', 'one', 'tag', '--yes')).code).toBe(0);
  const ended = await bench.checklist('resume', 'one');
  expect(ended, ended.stdout).toMatchObject({ code: 0, stderr: '' });
  expect((await bench.checklist('status', 'one')).code).toBe(0);
  expect(bench.read('.checklist/runs/one/logs/publish.1.1.log')).toBe('***\nplain\n');
  expect((await bench.checklist('undo', 'one', '--yes')).code).toBe(0);
  expect((await bench.run('git', 'tag')).stdout).toBe('');
});

it('refuses a secret that is too short to hide, and one that is empty, and names neither', async () => {
  const checklist = `version: 1
id: go
title: Go
secrets: { short: { env: SHORT }, empty: { env: EMPTY } }
steps: [{ id: a, title: A, type: shell, secrets: [short, empty], with: { command: ["true"] } }]
`;
  const bench = await benchWith(checklist, { SHORT: 'xyz', EMPTY: '' });
  const ended = await bench.checklist('run', 'go', '--run', 'one');
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain('the secret "short" has 3 characters, expected at least 4');
  expect(ended.stdout).toContain('the secret "empty" is missing: the variable EMPTY is not set');
});

it('gives a program the secrets that its step names, and no others, not even of services that nothing uses', async () => {
  const checklist = `version: 1
id: go
title: Go
secrets:
  mine: { env: MINE }
  theirs: { env: THEIRS }
  printed: { env: PRINTED, command: [sh, -c, 'env > command.env; echo from-a-command'] }
  github: { env: GITHUB_TOKEN }
steps:
  - { id: a, title: A, type: shell, secrets: [mine, printed], with: { command: [sh, -c, 'env > a.env'] }, undo: { command: [sh, -c, 'env > undo.env'] } }
  - { id: b, title: B, type: shell, secrets: [github], with: { command: [sh, -c, 'env > b.env'] } }
  - { id: c, title: C, type: git.branch, with: { name: r1, at: main } }
`;
  const canaries = {
    MINE: 'canary-mine',
    THEIRS: 'canary-theirs',
    GITHUB_TOKEN: 'canary-github',
    GH_TOKEN: 'canary-gh',
    WANDB_API_KEY: 'canary-wandb',
    ASANA_TOKEN: 'canary-asana',
    DISCORD_BOT_TOKEN: 'canary-discord',
    DISCORD_WEBHOOK_URL: 'canary-webhook',
  };
  const bench = await benchWith(checklist, canaries);
  const shim = `#!/bin/sh\nenv >> "${bench.directory}/git.env"\nexec "${(await bench.run('sh', '-c', 'command -v git')).stdout.trim()}" "$@"\n`;
  bench.write('.git/shim/git', shim);
  await bench.run('chmod', '+x', '.git/shim/git');
  Object.assign(bench.env, { PATH: `${bench.directory}/.git/shim:${bench.env.PATH}` });
  expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(0);
  expect((await bench.checklist('undo', 'one', '--yes')).code).toBe(0);
  const seen = (file: string) => [...new Set(bench.read(file).match(/canary-\w+|from-a-command/g) ?? [])].toSorted();
  expect(seen('a.env')).toEqual(['canary-mine', 'from-a-command']);
  expect(seen('undo.env')).toEqual(['canary-mine', 'from-a-command']);
  expect(seen('b.env')).toEqual(['canary-github']);
  expect(seen('command.env')).toEqual([]);
  expect(seen('git.env')).toEqual([]);
});

it('asks a secret of its command once, however often the call needs it', async () => {
  const checklist = `version: 1
id: go
title: Go
secrets: { key: { env: KEY, command: [sh, -c, 'echo asked >> .git/asked; echo from-a-command'] } }
steps: [{ id: a, title: A, type: shell, secrets: [key], with: { command: ["true"] } }]
`;
  const bench = await benchWith(checklist, {});
  expect((await bench.checklist('run', 'go', '--run', 'one')).code).toBe(0);
  expect(bench.read('.git/asked')).toBe('asked\n');
});

it('hides secrets in what it prints when it fails itself', async () => {
  const checklist = `version: 1
id: go
title: Go
secrets: { mine: { env: MINE } }
steps: [{ id: a, title: A, type: shell, secrets: [mine], with: { script: "echo begun; sleep 5" } }]
`;
  const bench = await benchWith(checklist, { MINE: 'canary-mine/4711', GH_TOKEN: 'canary-gh' });
  // A bug, wherever it may be: it is thrown as soon as the step prints something.
  bench.write(
    '.git/bug.mjs',
    `import { Socket } from 'node:net';
const { push } = Socket.prototype;
Socket.prototype.push = function (chunk) {
  if (String(chunk).includes('begun')) throw new Error('\\u001b[2Jleak of ' + process.env.MINE + ' and ' + process.env.GH_TOKEN);
  return push.call(this, chunk);
};
`,
  );
  Object.assign(bench.env, { NODE_OPTIONS: `--import ${join(bench.directory, '.git/bug.mjs')}` });
  const ended = await bench.checklist('run', 'go', '--run', 'one');
  expect(ended.code).toBe(70);
  expect(ended.stderr).toContain('leak of *** and ***');
  expect(ended.stdout + ended.stderr).not.toMatch(/canary|\p{Cc}\[2J/u);
});
