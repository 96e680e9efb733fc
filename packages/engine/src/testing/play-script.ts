import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { createHastyClock } from '../host/clock.ts';
import { driveRunFile, type Edit } from '../host/drive-run-file.ts';
import { createFileHost } from '../host/file-host.ts';
import { runFolder } from '../host/run-folder.ts';
import { parseTemplate } from '../language/template.ts';
import { readChecklist } from '../load/read-checklist.ts';
import type { Checklist } from '../model/checklist.ts';
import type { Command } from '../model/command.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { JsonObject } from '../model/json.ts';
import type { Person } from '../model/person.ts';
import type { RunState } from '../model/run-state.ts';
import type { Status } from '../model/status.ts';
import { buildRunScope } from '../steps/build-scope.ts';
import { resolveMatrices } from '../steps/resolve-matrices.ts';
import { readLedger, scenarioStepTypes } from './scenario-step-types.ts';

/** How a scenario is played: what the run is started with, and what people say when nothing more happens by itself. */
export interface Script {
  readonly inputs?: JsonObject;
  readonly profile?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly confirmed?: readonly string[];
  readonly concurrency?: number;
  /** Of those that fit, the first is said; each once in an attempt. */
  readonly says?: readonly Saying[];
}

interface Saying {
  readonly when: { readonly step: string; readonly is: Status; readonly round?: number };
  readonly by?: Person;
  readonly do: Command;
}

/** The files of a world by their path, without the run's own. */
export type World = ReadonlyMap<string, Buffer>;

/** What was played, and how the world was when each event had been kept. */
export interface Played {
  readonly state: RunState;
  readonly events: readonly RecordedEvent[];
  readonly worlds: ReadonlyMap<number, World>;
}

const starter: Person = { name: 'Robb', contact: 'robb' };
const runId = 'run';
/** A Monday; the clock of the machine goes on from its own time. */
const startedAt = Date.UTC(2026, 0, 5, 10);

/** The checklist of a folder as a run takes it, with its matrices resolved; `inputs` are those that the run has. */
export function readScenario(folder: string, inputs: JsonObject): { checklist: Checklist; inputs: JsonObject } {
  const read = readChecklist('checklist.yaml', { directory: folder, stepTypes: scenarioStepTypes });
  if (!read.ok) throw new Error(read.error.map(({ message, place }) => `${place.line}: ${message}`).join('\n'));
  const { checklist } = read.value;
  const all = { ...defaults(checklist.inputs), ...inputs };
  const scope = buildRunScope({ runId, checklist, inputs: all, starter, startedAt, commit });
  if (!scope.ok) throw new Error(scope.error.message);
  const items = resolveMatrices(checklist.items, (text) => {
    const template = parseTemplate(text);
    if (!template.ok) throw new Error(template.error.message);
    return template.value.render(scope.value);
  });
  if (!items.ok) throw new Error(items.error.message);
  return { checklist: { ...checklist, items: items.value }, inputs: all };
}

/** Puts the run of a scenario on record in an empty folder. */
export async function startScenario(folder: string, script: Script, directory: string): Promise<void> {
  const { checklist, inputs } = readScenario(folder, script.inputs ?? {});
  const host = createFileHost({ directory, env: script.env ?? {}, now: () => startedAt });
  const { profile, confirmed = [] } = script;
  const chosen = profile === undefined ? {} : { profile };
  const request = {
    runId,
    checklist,
    inputs,
    commit,
    starter,
    confirmed,
    ...chosen,
  };
  const started = await host.start(request);
  if (!started.ok) throw new Error(JSON.stringify(started.error));
}

const commit = '0123456789abcdef0123456789abcdef01234567';

function defaults(inputs: Readonly<Record<string, { readonly default?: JsonObject[string] }>>): JsonObject {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([id, input]) => (input.default === undefined ? [] : [[id, input.default]])),
  );
}

/** Reads a scenario's script. */
export function readScript(folder: string): Script {
  return (parse(readFileSync(join(folder, 'script.yaml'), 'utf8')) ?? {}) as Script;
}

/** What is different from one driving to the next. */
export interface Changes {
  readonly edit?: Edit;
  /** The driver is gone behind this event: `attempt-started build`. */
  readonly until?: string;
}

/** Drives the run in a folder to its end, with the real host on a clock that hurries; people speak as the script says. */
export async function driveScenario(script: Script, directory: string, changes: Changes = {}): Promise<Played> {
  const clock = createHastyClock(1);
  const host = createFileHost({ directory, env: script.env ?? {}, now: clock.now });
  const worlds = new Map<number, World>();
  const events: RecordedEvent[] = [];
  const sent = new Set<string>();
  const speak = (state: RunState) => {
    const saying = nextSaying(script, state, directory, changes.edit === undefined ? '' : 'later-');
    if (saying === undefined) return false;
    if (!sent.has(saying.id)) void host.send(runId, saying);
    sent.add(saying.id);
    return true;
  };
  const gone = new AbortController();
  const ended = await driveRunFile({
    ...(changes.edit === undefined ? {} : { edit: changes.edit }),
    runId,
    directory,
    stepTypes: scenarioStepTypes,
    env: script.env ?? {},
    clock,
    signal: gone.signal,
    concurrency: script.concurrency ?? 4,
    stayFor: (_outcome, state) => speak(state),
    onEvents(batch) {
      const world = readWorld(directory);
      for (const event of batch) worlds.set(event.seq, world);
      events.push(...batch);
      if (batch.some((event) => 'step' in event && `${event.type} ${event.step}` === changes.until)) gone.abort();
    },
    onProgress: () => {},
  });
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  return { state: ended.value, events, worlds };
}

/** What somebody says now. The ids are the same after a crash, so that nothing is said twice to one question. */
function nextSaying(script: Script, state: RunState, directory: string, prefix: string) {
  for (const [index, { when, by, do: command }] of (script.says ?? []).entries()) {
    const item = state.items.get(state.graph.indexOf.get(when.step) ?? -1);
    const fits = item.status === when.is && item.round === (when.round ?? item.round) && item.answers === undefined;
    const id = `${prefix}saying-${index}-${item.round}-${item.attempts.length}`;
    if (fits && !state.commandIds.has(id)) return { id, by: by ?? starter, command };
  }
  const unknown = state.graph.nodes.find(({ index }) => state.items.get(index).ask?.kind === 'recovery');
  return unknown === undefined ? undefined : recover(state, unknown.index, directory);
}

/** Somebody looks at the world and says what became of an attempt that was cut off. */
function recover(state: RunState, index: number, directory: string) {
  const step = state.graph.nodes[index]?.id ?? '';
  const { round, attempts } = state.items.get(index);
  const attempt = attempts.length;
  const deed = readLedger(directory).find((one) => one.step === step && one.round === round && one.attempt === attempt);
  const happened = deed === undefined ? 'no' : deed.result === 'passed' ? 'yes' : 'failed';
  const outputs = deed?.result === 'passed' ? { value: JSON.stringify(deed.value) } : {};
  const command: Command = { type: 'answer', step, answers: { happened, ...outputs } };
  return { id: `recovery-${step.replaceAll(/\W/g, '_')}-${round}-${attempt}`, by: starter, command };
}

/** Makes a folder as it was when a process died: these lines of the journal, and this world. */
export function layOut(directory: string, journal: readonly string[], world: World): void {
  const { root, journal: file } = runFolder(directory, runId);
  mkdirSync(root, { recursive: true });
  writeFileSync(file, journal.map((line) => `${line}\n`).join(''));
  for (const [path, content] of world) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

/** The lines of a run's journal. */
export function readJournalLines(directory: string): string[] {
  return readFileSync(runFolder(directory, runId).journal, 'utf8').split('\n').slice(0, -1);
}

function readWorld(directory: string): World {
  const names = readdirSync(directory).filter((name) => statSync(join(directory, name)).isFile());
  return new Map(names.map((name) => [name, readFileSync(join(directory, name))]));
}
