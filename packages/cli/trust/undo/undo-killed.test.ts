import { expect, it } from 'vitest';
import { startWatched, type Watched } from '../crash/start-watched.ts';
import { recordFigure } from '../figures.ts';
import { makeUndoWorld, type UndoWorld } from './undo-world.ts';

/** How often one undo is killed at the most; the later kills meet one that was taken up often. */
const killsOfOne = 18;

/** A program or a request that changes something; the rest only reads. */
const changes =
  /^(?:program, \w+(?: \w+)?: (?:.*\b(?:push|update-ref|checkout|tag --delete|branch --delete|cancel)\b)|request, \w+: (?:POST|PUT|PATCH|DELETE)|file, (?!.*programs)|journal)/;

interface Walk {
  readonly kills: readonly string[];
  readonly order: readonly string[];
}

/** Undoes a run, killed once at each of these places, each time by typing the same again. */
async function undoKilledAt(world: UndoWorld, places: readonly string[]): Promise<Walk> {
  const left = new Set(places);
  const kills: string[] = [];
  const order: string[] = [];
  let met: Watched['met'] = {};
  for (let calls = 0; calls <= 2 * places.length + 1; calls++) {
    const call = { args: ['undo', 'one', '--yes', '--output', 'json'], cwd: world.work, env: world.env };
    const ended = await startWatched(call, world.root, [...left], met);
    met = ended.met;
    order.push(...ended.order);
    // Who was told that the command was cut off has looked, and undoes again.
    if (ended.killedAt === undefined && ended.code === 1 && (await isCutOff(world))) continue;
    if (ended.killedAt === undefined) {
      expect(ended.code, ended.stdout + ended.stderr).toBe(0);
      return { kills, order };
    }
    kills.push(ended.killedAt);
    left.delete(ended.killedAt);
  }
  throw new Error(`the undo does not come to an end in ${world.root}`);
}

async function isCutOff(world: UndoWorld): Promise<boolean> {
  const { graph, items } = await world.read();
  return graph.nodes.some(({ index }) => items.get(index).undoing?.failure?.reason === 'interrupted');
}

/** One moment of every write to the journal, the moments taking turns, and every moment around every change. */
function choosePlaces(order: readonly string[]): string[] {
  const places = [...new Set(order)].filter((place) => changes.test(place));
  const moments = ['journal, before', 'journal, half a line', 'journal, not synced', 'journal, after'];
  const writes = [
    ...new Set(places.flatMap((place) => (place.startsWith('journal') ? place.split(': ').slice(1) : []))),
  ];
  const onJournal = new Set(writes.map((write, at) => `${moments[at % moments.length]}: ${write}`));
  return places.filter((place) => !place.startsWith('journal') || onJournal.has(place));
}

/** All is as it was before the run, but what cannot be taken back. */
async function judge(world: UndoWorld, { kills }: Walk): Promise<void> {
  const why = `killed at\n${kills.join('\n')}\nin ${world.root}`;
  const state = await world.read();
  expect(state.verdict, why).toBe('undone');
  const verdicts = state.graph.nodes.map(({ id, index }) => `${id} ${state.items.get(index).undoing?.verdict}`);
  const stays = ['pushed impossible'];
  expect(
    verdicts.filter((line) => !line.endsWith(' undone')),
    why,
  ).toEqual(stays);
  expect(world.look(), why).toEqual(world.before);
  const count = (line: string) => world.lines().filter((one) => one === line).length;
  expect([count('launch'), count('pushed')], why).toEqual([1, 1]);
  // It is run once more only when a person, who was told that it was cut off, undoes again.
  const begun = world.events().filter(({ type, step }) => type === 'undo-started' && step === 'launch').length;
  expect(count('cancel'), why).toBeGreaterThanOrEqual(1);
  expect(count('cancel'), why).toBeLessThanOrEqual(begun);
}

it('comes to the same end, wherever it is killed and typed again', async () => {
  const undisturbed = await makeUndoWorld();
  const walked = await undoKilledAt(undisturbed, []);
  await judge(undisturbed, walked);
  await undisturbed.remove();
  const places = choosePlaces(walked.order);
  const walks = Math.ceil(places.length / killsOfOne);
  let kills = 0;
  for (let at = 0; at < walks; at++) {
    const world = await makeUndoWorld();
    const killed = await undoKilledAt(
      world,
      places.filter((_, place) => place % walks === at),
    );
    await judge(world, killed);
    kills += killed.kills.length;
    await world.remove();
  }
  expect(kills).toBeGreaterThan(100);
  recordFigure('Undo', 'kill points survived', kills);
});
