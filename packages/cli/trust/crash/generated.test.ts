import { afterAll, describe, expect, it } from 'vitest';
import { generateChecklist } from './generate-checklist.ts';
import { generatedTrial } from './generated-trial.ts';
import { isLeftOut, type Survived, survive, tellFigures } from './survive.ts';

const survived: Survived[] = [];
afterAll(() => tellFigures('generated checklists', survived));

/** `CHECKLIST_CRASH_SEED` begins elsewhere, for those who have the time. */
const first = Number(process.env.CHECKLIST_CRASH_SEED ?? 1);
const seeds = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => first + at);

describe('a generated checklist that is killed wherever it touches the world', () => {
  it.for(seeds)('comes to the same end: seed %i', async (seed, { skip }) => {
    const trial = generatedTrial(`generated ${seed}`, generateChecklist(seed));
    skip(isLeftOut(trial.name));
    const one = await survive(trial, { reads: 8, most: 60 });
    survived.push(one);
    expect(one.kills.length).toBeGreaterThanOrEqual(process.env.CHECKLIST_CRASH === undefined ? 50 : 0);
  });
});

const slow = {
  checklist: {
    version: 1,
    id: 'gen',
    title: 'One program that takes its time',
    commit: 'main',
    contacts: { robb: { name: 'Robb' } },
    steps: [{ id: 'slow', title: 'Take time', type: 'shell', with: { command: ['slow', 'slow', '3'] } }],
  },
  confirmed: [],
  isUndone: false,
};

describe('a program that takes its time and outlives the driver', () => {
  it('is waited for, and not started beside itself, wherever the driver is killed', async ({ skip }) => {
    const trial = generatedTrial('slow', slow);
    skip(isLeftOut(trial.name));
    const one = await survive(trial, { reads: 0 });
    survived.push(one);
    expect(one.asked).toBeGreaterThan(0);
    // Nobody lived to note its process id; and the same once it was noted.
    if (process.env.CHECKLIST_CRASH === undefined)
      expect(one.kills).toEqual(
        expect.arrayContaining(['program, started: slow slow 3', 'file, after: note a program of slow']),
      );
  });
});
