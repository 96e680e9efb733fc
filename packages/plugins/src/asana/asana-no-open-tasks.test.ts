import { checkStepType } from '@checklist/engine/testing';
import { describe, expect, it } from 'vitest';
import { asanaWorld, blocked, bugs, failing } from '../testing/asana-world.ts';
import { asanaNoOpenTasks } from './asana-no-open-tasks.ts';

const url = 'https://app.asana.com/0/100';
const project = { type: 'link', label: 'Asana project Bugs', url };

checkStepType(asanaNoOpenTasks, async () => ({
  ...(await asanaWorld()),
  options: { tag: 'blocker', custom_field: { name: 'Severity', value: 'high' } },
}));

describe('asana.no_open_tasks', () => {
  it('passes when every task of the section is completed', async () => {
    const { context } = await asanaWorld();
    const result = await asanaNoOpenTasks.start({}, context);
    expect(result).toEqual({ type: 'passed', outputs: { count: 0, url }, evidence: [project] });
  });

  it('fails with each open task, who has it and where it is', async () => {
    const { context } = await asanaWorld(blocked);
    expect(await asanaNoOpenTasks.start({ project: '100', section: 'Active' }, context)).toEqual({
      type: 'failed',
      outputs: { count: 2, url },
      evidence: [
        project,
        { type: 'link', label: 'Crash (Ada)', url: 'https://app.asana.com/0/100/301' },
        { type: 'link', label: 'Leak (nobody)', url: 'https://app.asana.com/0/100/302' },
      ],
      failure: {
        reason: 'expectation',
        message: 'section "Active" of project "Bugs" has 2 open tasks, expected none',
        hint: 'Complete them or move them out of the section, then retry the step; waive it only with a reason.',
        details: ['Crash (Ada) https://app.asana.com/0/100/301', 'Leak (nobody) https://app.asana.com/0/100/302'],
      },
    });
  });

  it('counts only tasks with the tag and the value of the custom field', async () => {
    const { context } = await asanaWorld(blocked);
    const count = async (options: Parameters<typeof asanaNoOpenTasks.start>[0]) => {
      const result = await asanaNoOpenTasks.start(options, context);
      return 'outputs' in result ? result.outputs?.count : result;
    };
    expect(await count({ tag: 'blocker' })).toBe(1);
    expect(await count({ custom_field: { name: 'Severity', value: 'high' } })).toBe(1);
    expect(await count({ custom_field: { name: 'Severity', value: 'low' } })).toBe(0);
  });

  it('reads all pages', async () => {
    const tasks = Array.from({ length: 250 }, (_, at) => ({ gid: `${1000 + at}`, section: '110', name: `Bug ${at}` }));
    const { context, asana } = await asanaWorld({ ...bugs, tasks });
    const result = await asanaNoOpenTasks.start({}, context);
    expect(result).toMatchObject({ type: 'failed', outputs: { count: 250 } });
    expect(result.type === 'failed' && result.failure.details?.at(-1)).toBe('and 200 more');
    expect(asana.requests.filter(({ path }) => path.includes('/sections/110/tasks'))).toHaveLength(3);
  });

  it.each([
    [{ section: 'Acitve' }, 'project "Bugs" has no section "Acitve", expected one of "Active", "Triage"'],
    [{ tag: 'bloker' }, 'the workspace has no tag "bloker", expected one of "blocker"'],
    [
      { custom_field: { name: 'Sev', value: 'high' } },
      'project "Bugs" has no custom field "Sev", expected one of "Severity"',
    ],
    [
      { project: '7' },
      'could not read Asana project "7": Asana answered 404 (project: Unknown object: 7), expected success',
    ],
  ])('is inconclusive where %j is not there, and preflight tells', async (options, message) => {
    const { context } = await asanaWorld();
    const result = await asanaNoOpenTasks.start(options, context);
    expect(result).toMatchObject({ type: 'inconclusive', failure: { reason: 'not-found', message } });
    expect(await asanaNoOpenTasks.preflight?.(options, context)).toMatchObject([{ message }]);
  });

  it('wants a token and a project', async () => {
    const { context, secrets } = await asanaWorld();
    const env = { ...context.env, ASANA_PROJECT_ID: '' };
    const lost = 'neither "project" nor ASANA_PROJECT_ID names a project, expected the id of one';
    expect(await asanaNoOpenTasks.preflight?.({}, { ...context, env })).toMatchObject([{ message: lost }]);
    delete secrets.ASANA_TOKEN;
    const message = 'ASANA_TOKEN is not set, expected a personal access token of Asana';
    const hint = "Make a token in Asana's developer console and set ASANA_TOKEN.";
    expect(await asanaNoOpenTasks.preflight?.({}, context)).toEqual([{ message, hint }]);
    expect(await asanaNoOpenTasks.start({}, context)).toMatchObject({ type: 'inconclusive', failure: { message } });
  });

  it.each([
    [401, 'Set ASANA_TOKEN to a credential that Asana accepts.'],
    [403, 'Give the account of ASANA_TOKEN the right to do this.'],
    [500, 'Check the network and whether Asana is up, then try again.'],
    [502, 'Check the network and whether Asana is up, then try again.'],
  ])('is inconclusive on %i, and says nothing of the token', async (status, hint) => {
    const { context } = await asanaWorld(bugs, [failing(status)]);
    const result = await asanaNoOpenTasks.start({}, context);
    const message = `could not read Asana project "100": Asana answered ${status} (out of order), expected success`;
    expect(result).toMatchObject({ type: 'inconclusive', failure: { message, hint } });
    expect(JSON.stringify([result, context.logged])).not.toContain('asana-token');
    expect(await asanaNoOpenTasks.preflight?.({}, context)).toEqual([{ message, hint }]);
  });

  it.each([
    ['cut', 'Asana could not be reached (ECONNRESET), expected an answer'],
    ['not-json', 'Asana sent an answer that cannot be read, expected JSON'],
  ] as const)('is inconclusive when the answer is %s', async (how, found) => {
    const { context } = await asanaWorld(bugs, [{ path: '/sections/110/tasks', how }]);
    const result = await asanaNoOpenTasks.start({}, context);
    const message = `could not read the tasks of section "Active": ${found}`;
    expect(result).toMatchObject({ type: 'inconclusive', failure: { reason: 'cannot-tell', message } });
  });

  it('waits as long as Asana asks and goes on', async () => {
    const { context } = await asanaWorld(bugs, [
      failing(429, { times: 3 }),
      { path: 'sections', how: 'cut', times: 1 },
    ]);
    expect(await asanaNoOpenTasks.start({}, context)).toMatchObject({ type: 'passed' });
    expect(context.logged.slice(0, 2)).toEqual([
      'Asana answered 429, asking again in 0.01 s',
      'Asana answered 429, asking again in 0.01 s',
    ]);
  });

  it('stops at once when the step is stopped', async () => {
    const { context } = await asanaWorld(bugs, [{ path: '.', how: 'slow', ms: 20_000 }]);
    const signal = AbortSignal.timeout(50);
    const result = await asanaNoOpenTasks.start({}, { ...context, signal });
    expect(result).toMatchObject({ type: 'inconclusive', failure: { reason: 'cannot-tell' } });
  });

  it('plans what it reads', () => {
    expect(asanaNoOpenTasks.plan?.({ tag: 'blocker' })).toEqual([
      'read the open tasks of section "Active" in Asana project of ASANA_PROJECT_ID with tag "blocker"',
    ]);
  });
});
