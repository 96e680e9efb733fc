import type { RecordedEvent, RunState } from '@checklist/engine';
import { type Call, type Met, startWatched, type Watched } from './start-watched.ts';

/** What a run came to, counted in the world and not in the journal. */
export interface Outcome {
  /** How the run stands, and the status of every item. */
  readonly end: Readonly<Record<string, string>>;
  /** How often each effect that must happen once is there: refs, requests, lines written by programs. */
  readonly effects: Readonly<Record<string, number>>;
  readonly events: readonly RecordedEvent[];
  readonly state: RunState;
  /** What the program itself complained about. */
  readonly complaints: readonly string[];
}

/** A world in which one checklist is run, with somebody who does what a person would. */
export interface World {
  /** The folder that holds all of it. */
  readonly root: string;
  /** What is called next, knowing how the call before ended; nothing when the run is through. */
  next(before: Watched | undefined): Promise<Call | undefined>;
  look(last: Watched): Promise<Outcome>;
  remove(): Promise<void>;
}

/** A checklist under trial. */
export interface Trial {
  readonly name: string;
  /** Steps that may ask although their step type looks: what it looks with is lacking in this world. */
  readonly mayAsk?: readonly string[];
  prepare(): Promise<World>;
}

/** One run from its start to its end, killed and resumed on the way. */
export interface Walk {
  readonly world: World;
  readonly kills: readonly string[];
  /** The places that its first call met. */
  readonly order: readonly string[];
  readonly outcome: Outcome;
}

/** Calls beyond those that were killed, before a run counts as one that never ends. */
const spareCalls = 40;

/** Runs a trial to its end; each of these places kills it once, if the run comes by. */
export async function walk(trial: Trial, places: readonly string[]): Promise<Walk> {
  const world = await trial.prepare();
  const left = new Set(places);
  const kills: string[] = [];
  const order: string[] = [];
  let met: Met = {};
  let last: Watched | undefined;
  for (let calls = 0; ; calls++) {
    const call = await world.next(last);
    if (call === undefined) break;
    if (calls > places.length + spareCalls)
      throw new Error(`${trial.name} does not come to an end in ${world.root}:\n${last?.stderr}`);
    last = await startWatched(call, world.root, [...left], met);
    met = last.met;
    order.push(...last.order);
    if (last.killedAt === undefined) continue;
    kills.push(last.killedAt);
    left.delete(last.killedAt);
  }
  if (last === undefined) throw new Error(`${trial.name} called nothing`);
  return { world, kills, order, outcome: await world.look(last) };
}
