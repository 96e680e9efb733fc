import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StepType } from '@checklist/engine/plugin';
import { expect, it } from 'vitest';
import { builtinStepTypes } from '../index.ts';
import { type GitWorld, gitWorld } from '../testing/git-world.ts';

const hostile = ['--upload-pack=touch pwned', '$(id>pwned)', 'a;touch pwned', 'a\ntouch pwned', 'a\0b'];
const hostileRemotes = [...hostile, 'ext::sh -c touch% pwned'];

const harmless: Readonly<Record<string, (world: GitWorld) => Record<string, unknown>>> = {
  'git.clean': () => ({ ignore: ['out'] }),
  'git.branch': ({ commits }) => ({ name: 'x', at: commits.first, push: 'origin' }),
  'git.commits_since': ({ commits }) => ({ since: commits.first, until: 'HEAD' }),
  'git.commit_file': ({ commits }) => ({
    ...{ branch: 'release', parent: commits.third, path: 'notes.md', content: 'x', message: 'x' },
    push: 'origin',
  }),
  'git.tag': ({ commits }) => ({ name: 'x', at: commits.first, message: 'x' }),
  'git.push_tag': ({ commits }) => ({ name: 'x', at: commits.first, remote: 'origin' }),
  'git.reachable': ({ commits }) => ({ commit: commits.first, branch: 'main', remote: 'origin' }),
  'git.delete_branch': ({ commits }) => ({ name: 'release', remote: 'origin', at: commits.third }),
};

const gitTypes = builtinStepTypes.filter(({ type }) => type.startsWith('git.'));

it.each(gitTypes.map((stepType) => [stepType.type, stepType] as const))(
  '%s never runs a value',
  async (type, stepType) => {
    const world = gitWorld();
    world.inRemote('branch', 'release', world.commits.third);
    const options = harmless[type]?.(world) ?? {};
    for (const name of Object.keys(options)) {
      const values = name === 'remote' || name === 'push' ? hostileRemotes : hostile;
      for (const value of values)
        await attack(stepType, { ...options, [name]: name === 'ignore' ? [value] : value }, world);
    }
    await stepType.preflight?.({ remote: hostileRemotes.at(-1), push: hostileRemotes.at(-1) }, world.context);
    expect(existsSync(join(world.directory, 'pwned'))).toBe(false);
    expect(existsSync(join(world.remote, 'pwned'))).toBe(false);
  },
);

it.each(gitTypes.map((stepType) => [stepType.type, stepType] as const))('%s only looks', async (type, stepType) => {
  const world = gitWorld();
  world.inRemote('branch', 'release', world.commits.third);
  const options = harmless[type]?.(world) ?? {};
  const before = world.files();
  expect(await stepType.preflight?.(options, world.context)).toEqual([]);
  await stepType.probe?.(options, world.context);
  stepType.plan?.(options);
  expect(world.files()).toEqual(before);
});

/** A hostile value is refused, or taken as the mere text that it is. */
async function attack(stepType: StepType, options: Record<string, unknown>, world: GitWorld) {
  expect(stepType.plan?.(options).every((line) => !/\p{Cc}/u.test(line))).toBe(true);
  const result = await stepType.start(options, world.context);
  expect(result.type, JSON.stringify([options, result])).toMatch(/^(passed|failed)$/);
  await stepType.undo?.(
    options,
    { outputs: { commit: '--output=pwned' }, before: { branch: '--output=pwned', commit: '--output=pwned' } },
    world.context,
  );
}
