import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunState } from '../model/run-state.ts';
import {
  driveScenario,
  layOut,
  type Played,
  readJournalLines,
  readScenario,
  readScript,
  startScenario,
  type World,
} from '../testing/play-script.ts';
import { printEvent } from '../testing/print-event.ts';
import { readLedger, scenarioStepTypes } from '../testing/scenario-step-types.ts';
import { planRun } from './plan-run.ts';

const folder = join(import.meta.dirname, '../../test/scenarios');
const cases = readdirSync(folder).toSorted();

let temporary = '';
beforeAll(() => {
  temporary = mkdtempSync(join(tmpdir(), 'scenarios-'));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const makeDirectory = () => mkdtempSync(join(temporary, 'world-'));

/** Where every step ended, and in which round. */
function endOf(state: RunState): string[] {
  return state.graph.nodes.map(
    ({ id, index }) => `${id} ${state.items.get(index).status} ${state.items.get(index).round}`,
  );
}

/** How often each effect was had, but for reads, which may be repeated. */
function effectsOf(state: RunState, directory: string): string[] {
  const reads = new Set(
    state.graph.nodes.flatMap(({ id, item }) => (item.kind === 'step' && item.effect === 'reads' ? [id] : [])),
  );
  return readLedger(directory)
    .filter(({ step }) => !reads.has(step))
    .map(({ step, round, result, value }) => `${step} ${round} ${result} ${JSON.stringify(value)}`)
    .toSorted();
}

/** Everything below a folder, by path: when it changed, and what it holds. */
function filesOf(directory: string): string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.map((file) => `${file} ${statSync(file).mtimeMs} ${readFileSync(file, 'base64')}`).toSorted();
}

function printEnd({ state, events }: Played): string {
  return [...events.map(printEvent), '', ...endOf(state), ''].join('\n');
}

describe.each(cases)('scenario %s', (name) => {
  const script = readScript(join(folder, name));
  let directory = '';
  let played: Played;
  let journal: string[] = [];
  beforeAll(async () => {
    directory = makeDirectory();
    await startScenario(join(folder, name), script, directory);
    played = await driveScenario(script, directory);
    journal = readJournalLines(directory);
  });

  it('is planned without a deed, before it was played and after', async () => {
    const { checklist, inputs } = readScenario(join(folder, name), script.inputs ?? {});
    const profile = script.profile === undefined ? {} : { profile: script.profile };
    const request = { runId: 'plan', checklist, inputs, commit: 'a'.repeat(40), starter: { name: 'Robb' }, ...profile };
    const setting = {
      stepTypes: scenarioStepTypes,
      env: script.env ?? {},
      signal: new AbortController().signal,
      now: Date.now,
    };
    for (const place of [makeDirectory(), directory]) {
      const before = filesOf(place);
      const planned = await planRun({ ...request, ...setting, directory: place });
      expect(planned.ok && planned.value.length).toBeGreaterThan(0);
      expect(filesOf(place)).toEqual(before);
    }
  });

  it('happens as it is written', () => {
    const file = join(folder, name, 'expected.events');
    const printed = printEnd(played);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, printed);
    expect(printed).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
  });

  it('comes to the same end after a crash behind any event, with every effect had as often', async () => {
    const expected = { end: endOf(played.state), effects: effectsOf(played.state, directory) };
    for (let length = 1; length < journal.length; length++) {
      for (const world of worldsAt(played, length)) {
        const crashed = makeDirectory();
        layOut(crashed, journal.slice(0, length), world);
        const { state } = await driveScenario(script, crashed);
        expect({ length, end: endOf(state), effects: effectsOf(state, crashed) }).toEqual({ length, ...expected });
        rmSync(crashed, { recursive: true });
      }
    }
  });
});

/** The world at the two ends of a crash's moment: right behind the event, and right before the next one. */
function worldsAt({ worlds }: Played, seq: number): World[] {
  const [early, late] = [worlds.get(seq), worlds.get(seq + 1)];
  return [...new Set([early, late])].flatMap((world) => (world === undefined ? [] : [world]));
}
