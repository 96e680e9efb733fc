import { recordFigure } from '../figures.ts';
import { choosePlaces, dealPlaces, roughKindOf, spread } from './choose-places.ts';
import { countAsked, judge } from './judge.ts';
import { type Outcome, type Trial, type Walk, walk } from './walk.ts';

/** How often one walk is killed at the most: the later kills then meet a run that was resumed often. */
const killsOfWalk = 12;

/** What a trial came to. */
export interface Survived {
  readonly kills: readonly string[];
  readonly asked: number;
  readonly effects: number;
}

/** How much of a trial is tried. */
export interface Extent {
  /** Places that only read. */
  readonly reads: number;
  /** Places in all; every one when absent. */
  readonly most?: number;
}

/** One failure that is to be repeated, as its message gave it. */
const repeated = process.env.CHECKLIST_CRASH;
const repeat = repeated === undefined ? undefined : (JSON.parse(repeated) as { trial: string; places: string[] });

/** Whether somebody wants to repeat a failure, and not of this trial. */
export function isLeftOut(trial: string): boolean {
  return repeat !== undefined && repeat.trial !== trial;
}

/** Kills a trial everywhere, in as many walks as it takes, and demands the end and the effects of the undisturbed run. */
export async function survive(trial: Trial, { reads, most = Number.POSITIVE_INFINITY }: Extent): Promise<Survived> {
  const undisturbed = await walk(trial, []);
  await undisturbed.world.remove();
  const faults = judge(undisturbed.outcome, undisturbed.outcome);
  if (faults.length > 0) throw new Error(`${trial.name} goes wrong without any kill:\n${faults.join('\n')}`);
  const kills: string[] = [];
  let asked = 0;
  const chosen = choosePlaces(undisturbed.order, reads);
  const places = repeat?.places ?? spread(chosen, Math.min(most, chosen.length));
  for (const dealt of dealPlaces(places, killsOfWalk)) {
    const walked = await walk(trial, dealt);
    const wrong = judge(undisturbed.outcome, walked.outcome, trial.mayAsk);
    if (wrong.length > 0) throw new Error(await describeFault(trial, undisturbed.outcome, walked, wrong));
    await walked.world.remove();
    kills.push(...walked.kills);
    asked += countAsked(walked.outcome).asked;
  }
  // A place that comes by only now and then, such as the third look at a thing, may be missed.
  const missed = places.filter((place) => !kills.includes(place));
  if (missed.length > places.length / 10) throw new Error(`never came by:\n${missed.join('\n')}`);
  return { kills, asked, effects: Object.values(undisturbed.outcome.effects).reduce((sum, count) => sum + count, 0) };
}

/** Names the one kill that did it, when it does it alone. */
async function describeFault(trial: Trial, undisturbed: Outcome, walked: Walk, wrong: readonly string[]) {
  for (const place of walked.kills) {
    const alone = await walk(trial, [place]);
    const faults = judge(undisturbed, alone.outcome, trial.mayAsk);
    if (faults.length > 0) return tell(trial, alone, faults);
    await alone.world.remove();
  }
  return tell(trial, walked, wrong);
}

function tell(trial: Trial, { kills, world }: Walk, faults: readonly string[]): string {
  const repeat = JSON.stringify({ trial: trial.name, places: kills });
  return [
    `${trial.name} did not survive being killed at:`,
    ...kills.map((kill) => `  ${kill}`),
    ...faults,
    `all of it is kept in ${world.root}; repeat it with`,
    `  CHECKLIST_CRASH='${repeat.replaceAll("'", `'\\''`)}' vitest run --project trust packages/cli/trust/crash`,
  ].join('\n');
}

const aroundWhat: Readonly<Record<string, string>> = {
  journal: 'writes of the journal',
  file: 'changes of other files',
  program: 'programs',
  request: 'requests to services',
};

/** Tells the figures of several trials. */
export function tellFigures(of: string, all: readonly Survived[]): void {
  const kills = all.flatMap((one) => one.kills);
  for (const kind of new Set(kills.map(roughKindOf))) {
    const count = kills.filter((kill) => roughKindOf(kill) === kind).length;
    recordFigure('Crash anywhere', `kills survived, around ${aroundWhat[kind] ?? kind}`, count);
  }
  recordFigure('Crash anywhere', `kills survived in ${of}`, kills.length);
  recordFigure(
    'Crash anywhere',
    `unknown attempts that asked in ${of}`,
    all.reduce((sum, { asked }) => sum + asked, 0),
  );
  recordFigure(
    'Crash anywhere',
    `effects counted in ${of}`,
    all.reduce((sum, { effects }) => sum + effects, 0),
  );
}
