import { afterAll, describe, expect, it } from 'vitest';
import { rehearsalTrial } from './rehearsal-trial.ts';
import { isLeftOut, type Survived, survive, tellFigures } from './survive.ts';

const survived: Survived[] = [];
afterAll(() => tellFigures('rehearsals', survived));

const scenarios = [
  { scenario: 'all_green', extent: { reads: 12 }, kills: 270 },
  { scenario: 'hotfix', extent: { reads: 6, most: 24 }, kills: 20 },
  // It has no bot that could look for a message.
  { scenario: 'sign_off_refused', mayAsk: ['announce'], extent: { reads: 6, most: 24 }, kills: 20 },
  { scenario: 'discord_answer_lost', extent: { reads: 6, most: 24 }, kills: 20 },
];

describe('a rehearsal of the release that is killed wherever it touches the world', () => {
  it.for(scenarios)('comes to the same end: $scenario', async ({ scenario, mayAsk, extent, kills }, { skip }) => {
    const trial = rehearsalTrial(scenario, mayAsk);
    skip(isLeftOut(trial.name));
    const one = await survive(trial, extent);
    survived.push(one);
    if (process.env.CHECKLIST_CRASH === undefined) expect(one.kills.length).toBeGreaterThanOrEqual(kills);
  });
});
