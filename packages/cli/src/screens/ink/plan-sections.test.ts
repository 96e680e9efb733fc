import fc from 'fast-check';
import { expect, it } from 'vitest';
import { places } from '../../view/place-of-step.ts';
import { type Counts, planActive, planRest, type SectionPlan } from './plan-sections.ts';

const counts = (failed: number, running: number, waiting: number, finished: number, later: number): Counts => {
  return { failed, running, waiting, finished, later };
};
const shown = (plans: readonly SectionPlan[]) => plans.map(({ place, first, count }) => [place, first, count]);

it('shows a step of each place, and then those that need somebody', () => {
  expect(shown(planActive(counts(1, 9, 2, 30, 8), 12, undefined))).toEqual([
    ['failed', 0, 1],
    ['running', 0, 3],
    ['waiting', 0, 2],
    ['finished', 29, 1],
    ['later', 0, 1],
  ]);
});

it('shows the newest of what is over and the first of what comes, as there is room', () => {
  const all = counts(0, 1, 0, 30, 30);
  const plans = planRest(planActive(all, 10, undefined), all, 6, undefined);
  expect(shown(plans)).toEqual([
    ['running', 0, 1],
    ['finished', 26, 4],
    ['later', 0, 4],
  ]);
});

it('keeps the chosen step in sight and within the room, whatever the run', () => {
  const some = fc.integer({ min: 0, max: 200 });
  const choice = fc.record({ place: fc.constantFrom(...places), at: fc.double({ min: 0, max: 0.999, noNaN: true }) });
  fc.assert(
    fc.property(
      fc.tuple(some, some, some, some, some),
      fc.integer({ min: 1, max: 60 }),
      choice,
      (list, rows, { place, at }) => {
        const all = counts(...list);
        const chosen = all[place] === 0 ? undefined : { place, offset: Math.floor(at * all[place]) };
        const active = planActive(all, rows, chosen);
        const used = active.reduce((sum, { count }) => sum + count, 0);
        expect(used).toBeLessThanOrEqual(rows);
        const plans = planRest(active, all, rows - used, chosen);
        expect(plans.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(rows);
        for (const plan of plans) expect(plan.first + plan.count).toBeLessThanOrEqual(all[plan.place]);
        if (chosen === undefined) return;
        const own = plans.find((plan) => plan.place === place);
        const isSeen = own !== undefined && own.first <= chosen.offset && chosen.offset < own.first + own.count;
        expect(isSeen).toBe(true);
      },
    ),
  );
});
