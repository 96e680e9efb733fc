import { describe, expect, it } from 'vitest';
import { sampleChecklist, sampleStep } from '../testing/sample-run.ts';
import { compareChecklists, describeDifference } from './compare-checklists.ts';

describe('compareChecklists', () => {
  it('tells by step id what an edit added, removed and changed', () => {
    const [group, sweep] = sampleChecklist.items;
    if (group === undefined || sweep?.kind !== 'step') throw new Error('the sample has changed');
    const after = {
      ...sampleChecklist,
      items: [group, { ...sweep, digest: 'sweep-2' }, sampleStep('play', 'Play', 'manual')],
    };
    expect(describeDifference(compareChecklists(sampleChecklist, after))).toEqual([
      '  + play',
      '  - push',
      '  ~ sweep  does or asks something else',
    ]);
    expect(describeDifference(compareChecklists(sampleChecklist, sampleChecklist))).toEqual([
      '  no step does or asks anything else',
    ]);
  });
});
