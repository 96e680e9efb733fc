import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failedSteps, type RecordedEvent } from '@checklist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeRehearsalFolder, type RehearsalFolder, repository, statusesOf } from './rehearsals.ts';
import { type Going, makeWorkbench } from './workbench.ts';

/** What an undisturbed rehearsal came to. */
let statuses: Record<string, string> = {};
let refs = '';
const folders: { remove(): void }[] = [];

function makeFolder(): RehearsalFolder {
  const folder = makeRehearsalFolder();
  folders.push(folder);
  return folder;
}

beforeAll(async () => {
  const undisturbed = makeFolder();
  expect(await undisturbed.start('release').ended).toMatchObject({ code: 0 });
  statuses = statusesOf(await undisturbed.state());
  refs = undisturbed.refs();
  expect(Object.values(statuses).every((status) => status === 'passed')).toBe(true);
});
afterAll(() => {
  for (const folder of folders) folder.remove();
});

/** Kills the rehearsal each time that `moment` says so, and resumes it, until it gets through; gives the number of kills. */
async function crashThrough(
  folder: RehearsalFolder,
  moment: (going: Going, kill: number) => Promise<void>,
): Promise<number> {
  let going = folder.start('release');
  for (let kills = 0; ; kills++) {
    const { ended } = going;
    const isDue = await Promise.race([moment(going, kills).then(() => true), ended.then(() => false)]).catch(
      () => false,
    );
    if (isDue) going.kill('SIGKILL');
    const { code, stderr } = await ended;
    if (code !== null) {
      expect(differencesIn(stderr)).toEqual([]);
      return kills;
    }
    going = folder.resume();
  }
}

/** What came out otherwise than the scenario says; that programs which only read were called once more is no difference. */
function differencesIn(stderr: string): string[] {
  const lines = stderr.split('\n').filter((line) => line.startsWith('error') || line.startsWith('  '));
  return lines.filter((line) => !/^ {2}program_runs\.\S+ (check|launch): /.test(line));
}

/** The same end as without any crash, and nothing that passed was done again. */
async function expectSameEnd(folder: RehearsalFolder): Promise<void> {
  const state = await folder.state();
  // First what went wrong and why: it says more than a list of statuses.
  expect(failedSteps(state).map(({ id, index }) => [id, state.items.get(index).failure])).toEqual([]);
  expect(state.verdict).toBe('passed');
  expect(statusesOf(state)).toEqual(statuses);
  expect(folder.refs()).toBe(refs);
  const events = folder.events();
  expect(startedAfterPassing(events)).toEqual([]);
  for (const [step, program] of launches) {
    const calls = folder.calls().filter((call) => call === `${program} launch`).length;
    // A launch that was cut off may have been cut off before it began.
    expect(calls).toBeGreaterThanOrEqual(1);
    expect(calls).toBeLessThanOrEqual(1 + cutOffLaunches(events, step));
  }
}

const launches = [
  ['cluster_launch', 'devops/skypilot/tests/cluster_test'],
  ['recipe_launch', 'tests/experiments/recipes/recipe_test'],
] as const;

function startedAfterPassing(events: readonly RecordedEvent[]): string[] {
  const passed = new Set<string>();
  return events.flatMap((event) => {
    if (event.type === 'attempt-ended' && event.verdict === 'passed') passed.add(event.step);
    return event.type === 'attempt-started' && passed.has(event.step) ? [event.step] : [];
  });
}

/** Launches of which a person said, asked about an unknown step, that they left nothing behind. */
function cutOffLaunches(events: readonly RecordedEvent[], step: string): number {
  return events.filter((event, index) => {
    const isNo =
      event.type === 'attempt-ended' &&
      event.step === step &&
      event.verdict === 'interrupted' &&
      event.by !== undefined;
    const wasAsked = events
      .slice(0, index)
      .some((one) => one.type === 'question-asked' && one.step === step && one.ask.kind === 'recovery');
    return isNo && wasAsked;
  }).length;
}

const passed = '"verdict":"passed"';

/** How often a step has passed, by the journal. */
function countPassed(folder: RehearsalFolder): number {
  return folder.journal().split(passed).length - 1;
}

describe.concurrent('a rehearsal of the release that is killed again and again', { timeout: 180_000 }, () => {
  it.each([
    { steps: 4, more: 0 },
    { steps: 6, more: 2 },
  ])('whenever $steps more steps have passed', async ({ steps, more }) => {
    const folder = makeFolder();
    const kills = await crashThrough(folder, async (going, kill) => {
      await going.printed(passed, countPassed(folder) + steps);
      // A few lines later each time, so that all kinds of events are the last one.
      await going.printed('"seq":', folder.journalLength() + ((kill + more) % 5));
    });
    expect(kills).toBeGreaterThanOrEqual(5);
    await expectSameEnd(folder);
  });

  it('while programs that steps started are running', async () => {
    const folder = makeFolder();
    let seen = 0;
    const kills = await crashThrough(folder, async (going, kill) => {
      // A read that is killed is made again: killed each time, it would never come to an end.
      if (kill === 8) await going.ended;
      while (folder.calls().length <= seen && going.isRunning()) await sleep(1);
      seen = folder.calls().length;
      // Another moment of the program's life each time.
      await sleep((kill * 7) % 20);
    });
    expect(kills).toBeGreaterThan(3);
    await expectSameEnd(folder);
  });
});

/** The scenario all_green with a launch that tells that it has begun and goes on when the test says so. */
function slowLaunch(changes: object): Record<string, unknown> {
  const text = readFileSync(join(repository, 'checklists/release.scenarios/all_green.yaml'), 'utf8');
  const { programs } = parse(text) as { programs: Record<string, string> };
  const name = 'devops/skypilot/tests/cluster_test';
  const [shebang = '', ...rest] = (programs[name] ?? '').split('\n');
  const wait = [
    'if [[ $1 == launch && ! -e $CHECKLIST_REHEARSAL/go ]]; then',
    '  exec > /dev/null 2>&1',
    '  echo $$ > "$CHECKLIST_REHEARSAL/launching.tmp"; mv "$CHECKLIST_REHEARSAL/launching.tmp" "$CHECKLIST_REHEARSAL/launching"',
    '  until [[ -e $CHECKLIST_REHEARSAL/go ]] || ((SECONDS > 120)); do sleep 0.02; done',
    'fi',
  ];
  const slow = { [name]: [shebang, ...wait, ...rest].join('\n') };
  return { version: 1, title: 'The launch takes long', extends: 'all_green.yaml', programs: slow, ...changes };
}

async function killInLaunch(changes: object = {}) {
  const bench = await makeWorkbench({ 'checklists/release.scenarios/slow.yaml': JSON.stringify(slowLaunch(changes)) });
  cpSync(join(repository, 'checklists'), join(bench.directory, 'checklists'), { recursive: true });
  const folder = makeRehearsalFolder(bench.directory);
  folders.push(folder, bench);
  const going = folder.start('release', 'slow');
  const launching = () => join(folder.root(), 'launching');
  const programs = () => join(folder.root(), 'work/.checklist/runs/rehearsal/programs.jsonl');
  // Its number is noted by the driver as soon as the system gives it back.
  const noted = () => existsSync(programs()) && readFileSync(programs(), 'utf8').includes('"step":"cluster_launch"');
  while (!(existsSync(launching()) && noted()) && going.isRunning()) await sleep(2);
  going.kill('SIGKILL');
  await going.ended;
  return {
    folder,
    pid: Number(readFileSync(launching(), 'utf8')),
    go: () => writeFileSync(join(folder.root(), 'go'), ''),
  };
}

const launch = 'devops/skypilot/tests/cluster_test launch';
const countLaunches = (folder: RehearsalFolder) => folder.calls().filter((call) => call === launch).length;

describe.concurrent('a launch during which the driver is killed', { timeout: 180_000 }, () => {
  it('is waited for while it goes on, and counts when it left its result', async () => {
    const { folder, pid, go } = await killInLaunch();
    const resumed = folder.resume();
    await resumed.printed(`process ${pid} of the attempt that was cut off is still running`);
    expect(folder.journal()).not.toContain('"kind":"recovery"');
    go();
    expect(await resumed.ended).toMatchObject({ code: 0 });
    const state = await folder.state();
    expect(statusesOf(state)).toEqual(statuses);
    expect(state.items.get(state.graph.indexOf.get('cluster_launch') ?? -1).note).toBe(
      'was cut off; Robb says that it happened',
    );
    expect(countLaunches(folder)).toBe(1);
  });

  it('is made again, after the usual question, when a person says that it did not happen', async () => {
    const { folder, pid, go } = await killInLaunch();
    process.kill(-pid, 'SIGKILL');
    go();
    await folder.resume().ended;
    expect(statusesOf(await folder.state())).toEqual(statuses);
    const asked = folder
      .events()
      .flatMap((event) => (event.type === 'question-asked' && event.step === 'cluster_launch' ? [event.ask.kind] : []));
    expect(asked).toEqual(['confirmation', 'recovery', 'confirmation']);
    expect(countLaunches(folder)).toBe(2);
  });

  it('stays unknown as long as nobody says what became of it', async () => {
    const { folder, pid } = await killInLaunch({ recoveries: null });
    process.kill(-pid, 'SIGKILL');
    const { code, stderr } = await folder.resume().ended;
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('outcome: found "waiting", expected "passed"'),
    });
    const state = await folder.state();
    expect(state.items.get(state.graph.indexOf.get('cluster_launch') ?? -1)).toMatchObject({
      status: 'unknown',
      ask: { kind: 'recovery', plan: [launch] },
    });
    expect(countLaunches(folder)).toBe(1);
  });
});

const late = {
  version: 1,
  title: 'The answer to the announcement takes long',
  extends: 'all_green.yaml',
  misbehave: { discord: [{ path: '/api/webhooks/', method: 'POST', times: 1, how: 'late', ms: 20_000 }] },
  expect: { requests: { 'discord POST /api/webhooks/.*': 1 } },
};

/** The requests that the rehearsal's Discord has received so far. */
async function requestsOf(folder: RehearsalFolder): Promise<readonly string[]> {
  const file = join(folder.root(), 'services.running.json');
  if (!existsSync(file)) return [];
  const { urls } = JSON.parse(readFileSync(file, 'utf8')) as { urls: { discord: string } };
  const answer = await fetch(`${urls.discord}/__requests`);
  return (await answer.json()) as string[];
}

describe('an announcement that is posted and not yet recorded when the driver is killed', { timeout: 180_000 }, () => {
  it('is found where it was posted, and not posted again', async () => {
    const bench = await makeWorkbench({ 'checklists/release.scenarios/late.yaml': JSON.stringify(late) });
    cpSync(join(repository, 'checklists'), join(bench.directory, 'checklists'), { recursive: true });
    const folder = makeRehearsalFolder(bench.directory);
    folders.push(folder, bench);
    const going = folder.start('release', 'late');
    const isPosted = async () => (await requestsOf(folder)).some((line) => line.startsWith('POST /api/webhooks/'));
    while (going.isRunning() && !(await isPosted())) await sleep(5);
    going.kill('SIGKILL');
    await going.ended;
    const { code, stderr } = await folder.resume().ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const state = await folder.state();
    expect(statusesOf(state)).toEqual(statuses);
    expect(state.items.get(state.graph.indexOf.get('announce') ?? -1).note).toMatch(/^was cut off, but /);
  });
});
