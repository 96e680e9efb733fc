import { expect, it } from 'vitest';
import type { Misbehaviour } from '../stand-in/stand-in.ts';
import { asanaWorld, bugs } from '../testing/asana-world.ts';
import { createAsanaClient } from './asana-client.ts';

async function client(misbehave: readonly Misbehaviour[], token = 'asana-token') {
  const { asana } = await asanaWorld(bugs, misbehave);
  const signal = new AbortController().signal;
  return createAsanaClient({ token, baseUrl: `${asana.url}/api/1.0/`, signal, timeLimit: 100, onWait: () => {} });
}

it('gives up on an answer that is too slow', async () => {
  const asana = await client([{ path: '.', how: 'slow', ms: 5_000 }]);
  const error = { type: 'unreachable', service: 'Asana', said: 'no answer in time' };
  expect(await asana.setCompleted('202', true)).toEqual({ ok: false, error });
}, 10_000);

it('keeps the token out of every trouble', async () => {
  const asana = await client([], 'wrong-token');
  const refused = await asana.me();
  expect(refused).toEqual({
    ok: false,
    error: { type: 'refused', service: 'Asana', status: 401, said: 'Not Authorized' },
  });
  const odd = await client([], 'line\nbreak-token');
  expect(JSON.stringify(await odd.addComment('202', 'x'))).not.toContain('break-token');
});

it('takes an answer of another shape for unreadable', async () => {
  const body = { data: [{ gid: '1', name: 'Crash' }], next_page: null };
  const asana = await client([{ path: 'tasks', how: 'answer', answer: { status: 200, body } }]);
  expect(await asana.openTasks('110')).toEqual({ ok: false, error: { type: 'unreadable', service: 'Asana' } });
});
