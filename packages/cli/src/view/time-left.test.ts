import { describe, expect, it } from 'vitest';
import type { StepView } from './step-view.ts';
import { estimateTimeLeft } from './time-left.ts';

const now = 1_000_000;
const step = (more: Partial<StepView>) => ({ elapsed: 60_000, ...more }) as StepView;

describe('estimateTimeLeft', () => {
  it('takes the end that the step knows', () => {
    const left = estimateTimeLeft(step({ progress: { text: '', endsAt: now + 180_000 } }), now);
    expect(left).toEqual({ fraction: 0.25, isGuess: false, endsAt: now + 180_000 });
  });

  it('goes on from the pace that was seen, and from no shorter look', () => {
    const pace = { since: now - 10_000, from: 0.5, at: now, fraction: 0.6 };
    expect(estimateTimeLeft(step({ progress: { text: '', fraction: 0.6 }, pace }), now)).toEqual({
      fraction: 0.6,
      isGuess: false,
      endsAt: now + 40_000,
    });
    const short = { ...pace, since: now - 1_000 };
    expect(estimateTimeLeft(step({ progress: { text: '', fraction: 0.6 }, pace: short }), now)).toEqual({
      fraction: 0.6,
      isGuess: false,
    });
  });

  it('holds a silent step against the time that it usually takes, and says nothing when that is over', () => {
    expect(estimateTimeLeft(step({ usual: 240_000 }), now)).toEqual({
      fraction: 0.25,
      isGuess: true,
      endsAt: now + 180_000,
    });
    expect(estimateTimeLeft(step({ usual: 50_000 }), now)).toBe(undefined);
    expect(estimateTimeLeft(step({}), now)).toBe(undefined);
  });
});
