import { checkStepType } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { asanaWorld, bugs, failing } from '../testing/asana-world.ts';
import { asanaComment } from './asana-comment.ts';
import { asanaComplete } from './asana-complete.ts';

const url = 'https://app.asana.com/0/100/203';
const comment = { task: '203', text: 'Released 1.0\n\nSee the notes' };

checkStepType(asanaComment, async () => ({ ...(await asanaWorld()), options: comment }));
checkStepType(asanaComplete, async () => ({ ...(await asanaWorld()), options: { task: '203' } }));

describe('asana.comment', () => {
  it('plans the exact text', () => {
    expect(asanaComment.plan?.(comment)).toEqual([
      'comment on Asana task 203:',
      '  Released 1.0',
      '  ',
      '  See the notes',
    ]);
  });

  it.each(['lost', 'cut', 'not-json'] as const)('says it once when the answer is %s', async (how) => {
    const { context, asana } = await asanaWorld(bugs, [{ method: 'POST', path: '/stories', how }]);
    // The stand-in answers "not-json" without carrying the request out.
    const expected = how === 'not-json' ? 0 : 1;
    const result = await asanaComment.start(comment, context);
    expect(result).toMatchObject(
      expected === 0
        ? { type: 'inconclusive', failure: { reason: 'cannot-tell' } }
        : { type: 'passed', note: 'the answer was lost, but the comment is there', outputs: { comment: '2031', url } },
    );
    expect(asana.state.tasks.find(({ gid }) => gid === '203')?.comments).toHaveLength(expected);
  });

  it('waits on 429, and does not repeat on 500', async () => {
    const busy = await asanaWorld(bugs, [failing(429, { method: 'POST', times: 2 })]);
    expect(await asanaComment.start(comment, busy.context)).toMatchObject({ type: 'passed' });
    const broken = await asanaWorld(bugs, [failing(500, { method: 'POST' })]);
    const message = 'could not comment on Asana task "203": Asana answered 500 (out of order), expected success';
    const result = await asanaComment.start(comment, broken.context);
    expect(result).toMatchObject({ type: 'inconclusive', failure: { reason: 'cannot-tell', message } });
    expect(broken.asana.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('fails where it may not comment, and where there is no such task', async () => {
    const { context } = await asanaWorld(bugs, [failing(403, { method: 'POST' })]);
    const result = await asanaComment.start(comment, context);
    expect(result).toMatchObject({ type: 'failed', failure: { reason: 'http-status' } });
    const missing = { ...comment, task: '7' };
    const message = 'could not read Asana task "7": Asana answered 404 (task: Unknown object: 7), expected success';
    expect(await asanaComment.probe?.(missing, context)).toMatchObject({ type: 'conflict', failure: { message } });
    expect(await asanaComment.preflight?.(missing, context)).toMatchObject([{ message }]);
    expect(await asanaComment.preflight?.({ text: 'only' }, context)).toEqual([]);
  });

  it('cannot tell whether it was said when Asana does not answer', async () => {
    const { context } = await asanaWorld(bugs, [failing(502, { path: '/stories' })]);
    const probed = await asanaComment.probe?.(comment, context);
    expect(probed).toMatchObject({ type: 'cannot-tell', failure: { reason: 'cannot-tell' } });
  });
});

describe('asana.complete', () => {
  it('changes nothing about a task that is complete', async () => {
    const { context, asana } = await asanaWorld();
    const probed = await asanaComplete.probe?.({ task: '201' }, context);
    expect(probed).toMatchObject({ type: 'done', note: 'was already complete' });
    expect(await asanaComplete.start({ task: '201' }, context)).toMatchObject({ note: 'was already complete' });
    expect(asana.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('completes although an answer was lost', async () => {
    const { context, asana } = await asanaWorld(bugs, [{ method: 'PUT', path: '.', how: 'lost', times: 1 }]);
    expect(await asanaComplete.start({ task: '203' }, context)).toMatchObject({ type: 'passed', outputs: { url } });
    expect(asana.state.tasks.find(({ gid }) => gid === '203')?.completed).toBe(true);
  });

  it('fails where the account may not see the task, and asks for a valid token', async () => {
    const { context, secrets } = await asanaWorld({ ...bugs, forbidden: ['203'] });
    const message = 'could not read Asana task "203": Asana answered 403 (Forbidden), expected success';
    const result = await asanaComplete.start({ task: '203' }, context);
    expect(result).toMatchObject({ type: 'failed', failure: { message } });
    secrets.ASANA_TOKEN = 'expired-token';
    expect(await asanaComplete.preflight?.({}, context)).toEqual([
      {
        message: 'could not read the account of the token: Asana answered 401 (Not Authorized), expected success',
        hint: 'Set ASANA_TOKEN to a credential that Asana accepts.',
      },
    ]);
  });
});
