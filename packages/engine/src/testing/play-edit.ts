import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { replay } from '../core/apply.ts';
import { runFolder } from '../host/run-folder.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { RunState } from '../model/run-state.ts';
import { driveScenario, readJournalLines, readScenario, type Script, startScenario } from './play-script.ts';
import { printEvent } from './print-event.ts';
import { readLedger } from './scenario-step-types.ts';

/** An edit of a checklist while a run is open: how far the run was, what the edit makes of the file, and what people say then. */
export interface EditCase extends Script {
  readonly change: string;
  /** Keys above the steps. */
  readonly head?: JsonObject;
  readonly before: Json;
  /** The driver is gone behind this event: `attempt-started build`. */
  readonly until?: string;
  /** The steps by an edit before this one. */
  readonly between?: Json;
  readonly headAfter?: JsonObject;
  readonly after: Json;
  readonly then?: Script['says'];
  /** Files beside the checklist, and their texts afterwards. */
  readonly files?: Readonly<Record<string, string>>;
  readonly filesAfter?: Readonly<Record<string, string>>;
}

/** Plays an edit and prints what comes of it: what happens afterwards, where each step ends, and what was done, in order. */
export async function playEdit(one: EditCase, folder: string): Promise<string> {
  const [first, second, directory] = ['before', 'after', 'world'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const head = { version: 1, id: 'edited', title: 'Edited', contacts, ...one.head };
  writeFiles(first, { 'checklist.yaml': stringify({ ...head, steps: one.before }), ...one.files });
  const headAfter = { ...head, ...one.headAfter };
  const files = { ...one.files, ...one.filesAfter };
  writeFiles(second, { 'checklist.yaml': stringify({ ...headAfter, steps: one.after }), ...files });
  mkdirSync(directory);
  await startScenario(first, one, directory);
  let before = await driveScenario(one, directory, one.until === undefined ? {} : { until: one.until });
  if (one.until?.startsWith('attempt-started') === true) cutBehind(before.events, one.until, directory);
  if (one.between !== undefined) {
    const place = join(folder, 'between');
    writeFiles(place, { 'checklist.yaml': stringify({ ...head, steps: one.between }), ...one.files });
    const edit = readScenario(place, before.state.inputs);
    before = await driveScenario({ ...one, says: [] }, directory, { edit });
  }
  const done = readLedger(directory).length;
  const edit = readScenario(second, before.state.inputs);
  const then = { ...one, says: one.then ?? [] };
  const after = await driveScenario(then, directory, { edit });
  const seen = after.events.findIndex(({ type }) => type === 'checklist-changed');
  const happened = after.events
    .slice(one.between === undefined ? seen : before.events.length)
    .filter(({ type }) => !silent.has(type));
  const ledger = readLedger(directory).map(({ step, round }) => `${step} ${round}`);
  return [
    `== ${one.change}`,
    ...happened.map(
      (event) => `  ${event.type === 'checklist-changed' ? edited(after.events, event) : printEvent(event)}`,
    ),
    ...endOf(after.state).map((line) => `    ${line}`),
    `    done before: ${ledger.slice(0, done).join(', ')}; after: ${ledger.slice(done).join(', ')}`,
    '',
  ].join('\n');
}

const contacts = { robb: { name: 'Robb' }, axel: { name: 'Axel' } };
const silent: ReadonlySet<string> = new Set(['driver-started', 'preflight-ended']);

function edited(events: readonly RecordedEvent[], { seq }: RecordedEvent): string {
  const state = replay(events.filter((event) => event.seq <= seq));
  return ['checklist-changed', ...endOf(state)].join('\n    ');
}

/** A driver that is killed leaves the journal as it was behind the event, and the world as it came to be. */
function cutBehind(events: readonly RecordedEvent[], until: string, directory: string): void {
  const index = events.findIndex((event) => 'step' in event && `${event.type} ${event.step}` === until);
  const lines = readJournalLines(directory).slice(0, index + 1);
  writeFileSync(runFolder(directory, 'run').journal, lines.map((line) => `${line}\n`).join(''));
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function endOf({ graph, items }: RunState): string[] {
  return graph.nodes.map(({ id, index, isRemoved }) => {
    const { status, round, ask, earlier } = items.get(index);
    const before = earlier.map((one) => `${one.round} ${one.status}`);
    const facts = [
      ...(round === 1 ? [] : [`round ${round} after ${before.join(', ')}`]),
      ...(ask === undefined ? [] : [`asks ${ask.kind}`]),
      ...(isRemoved ? ['gone from the checklist'] : []),
    ];
    return [`${id} ${status}`, ...facts].join(', ');
  });
}
