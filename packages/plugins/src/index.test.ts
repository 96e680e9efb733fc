import { expect, it } from 'vitest';
import { builtinStepTypes } from './index.ts';

it('names every step type of the language once', () => {
  expect(builtinStepTypes.map(({ type, effect }) => `${type} ${effect}`)).toEqual([
    'shell local',
    'manual reads',
    'wait reads',
    'file.write reversible',
    'git.clean reads',
    'git.branch reversible',
    'git.commits_since reads',
    'git.commit_file reversible',
    'git.tag reversible',
    'git.push_tag irreversible',
    'git.reachable local',
    'git.delete_branch reversible',
    'github.checks local',
    'github.pull_request reversible',
    'github.approval reads',
    'github.merge irreversible',
    'github.release irreversible',
    'github.issue_sign_off reversible',
    'wandb.run reads',
    'checkpoint.files reads',
    'asana.no_open_tasks reads',
    'asana.comment irreversible',
    'asana.complete reversible',
    'discord.post irreversible',
    'discord.sign_off reversible',
  ]);
});

it('knows which results are the word of somebody, which another text voids', () => {
  const signOffs = builtinStepTypes.filter(({ isSignOff }) => isSignOff === true);
  expect(signOffs.map(({ type }) => type)).toEqual(['github.approval', 'github.issue_sign_off', 'discord.sign_off']);
});
