import { startStandIns } from '@checklist/plugins/stand-ins';
import { expect, it, onTestFinished } from 'vitest';
import { bin, makeWorkbench, startProgram } from './workbench.ts';

const channel = '800000000000000010';

function checklistAbout(what: string): string {
  return `version: 1
id: drop
title: Drop
contacts: { axel: { name: Axel } }
steps:
  - id: ask
    title: Ask
    type: discord.sign_off
    with: { user: "111111", ask: Delete the ${what}?, sign_off: { by: [axel] }, channel: "${channel}" }
`;
}

it('asks on Discord anew what an edit changed, and does not look at the answer to the old text', async () => {
  const seed = { channels: [{ id: channel, name: 'x' }], users: [{ id: '111111', username: 'axel' }] };
  const discord = (await startStandIns({ discord: seed }, {})).get('discord');
  if (discord === undefined) throw new Error('there is no stand-in');
  onTestFinished(() => discord.close());
  const bench = await makeWorkbench({ 'checklists/drop.yaml': checklistAbout('test table') });
  onTestFinished(bench.remove);
  const call = (...args: readonly string[]) =>
    startProgram(process.execPath, [bin, ...args, '--no-wait'], bench.directory, { ...bench.env, ...discord.env })
      .ended;
  expect(await call('run', 'drop', '--run', 'one')).toMatchObject({ code: 4 });
  bench.write('checklists/drop.yaml', checklistAbout('database'));
  const resumed = await call('resume', 'one');
  expect(resumed).toMatchObject({ code: 4 });
  expect(resumed.stdout).toContain('  ~ ask  with.ask: its sign-offs are void, and it is asked anew\n');
  const posts = discord.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.stringify(body));
  expect(posts).toEqual([
    expect.stringContaining('Delete the test table?'),
    expect.stringContaining('Delete the database?'),
  ]);
  const reads = discord.requests.filter(({ path }) => path.includes('/reactions/'));
  expect(reads).toEqual([]);
});
