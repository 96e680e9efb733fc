import type { RunEvent } from '@checklist/engine';
import { describe, expect, it } from 'vitest';
import { first, passed, sampleRun } from '../testing/sample-run.ts';
import { describeEvent } from './describe-event.ts';

function lastOf(...events: readonly RunEvent[]) {
  const { state, recorded } = sampleRun(...events);
  const last = recorded.at(-1);
  return last === undefined ? undefined : describeEvent(last, state);
}

describe('describeEvent', () => {
  it('tells that a step passed, how long it took and why nothing was done', () => {
    expect(lastOf(...passed('branch'))).toMatchObject({
      status: 'passed',
      text: 'branch Create the branch',
      note: '(1.0s)',
    });
    const note = 'was already so at 0123';
    expect(
      lastOf({ type: 'attempt-ended', ...first('branch'), verdict: 'passed', outputs: {}, evidence: [], note }),
    ).toMatchObject({
      note,
      isEnding: true,
    });
  });

  it('tells a failure with what to type', () => {
    const failure = {
      reason: 'conflict',
      message: 'branch is at a, expected b',
      hint: 'Choose another name.',
    } as const;
    expect(
      lastOf({ type: 'attempt-ended', ...first('branch'), verdict: 'failed', outputs: {}, evidence: [], failure }),
    ).toMatchObject({
      status: 'failed',
      note: 'branch is at a, expected b',
      details: ['hint: Choose another name.'],
      commands: [
        'checklist retry release-1 branch',
        'checklist waive release-1 branch --reason "..."',
        'checklist skip release-1 branch --reason "..."',
      ],
    });
  });

  it('shows what a confirmation sets free', () => {
    const ask = {
      kind: 'confirmation',
      instructions: 'This cannot be undone.',
      questions: [{ name: 'confirm', type: 'confirm', label: 'Push the tag?', default: false }],
      plan: ['git push origin v1'],
    } as const;
    expect(lastOf({ type: 'question-asked', ...first('push'), ask })).toMatchObject({
      status: 'waiting',
      text: 'push Push the tag',
      details: ['This cannot be undone.', '  $ git push origin v1'],
      commands: ['checklist answer release-1 push --yes', 'checklist reject release-1 push'],
    });
  });

  it('tells who decided and why', () => {
    const by = { name: 'Robb' };
    expect(lastOf({ type: 'step-skipped', step: 'sweep', reason: 'the service\nis down', by })).toMatchObject({
      status: 'skipped',
      note: 'skipped by Robb: the service is down',
    });
    expect(lastOf({ type: 'command-refused', command: 'skip', reason: '"a" is running', by })).toMatchObject({
      text: '"skip" was refused',
    });
  });

  it('lists what is missing before the first change', () => {
    const lacks = [{ step: 'push', message: 'the variable TOKEN is not set', hint: 'Set it.' }];
    expect(lastOf({ type: 'preflight-ended', lacks })).toMatchObject({
      status: 'failed',
      details: ['push: the variable TOKEN is not set', '  hint: Set it.'],
    });
  });
});
