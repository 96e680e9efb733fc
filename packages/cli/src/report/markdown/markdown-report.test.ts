import { describe, expect, it } from 'vitest';
import { first, passed, sampleRun } from '../testing/sample-run.ts';
import { block, code, inline } from './markdown.ts';
import { markdownReport } from './markdown-report.ts';

describe('markdownReport', () => {
  it('keeps the verdict that a waiver replaced, and who signed what', () => {
    const robb = { name: 'Robb' };
    const failure = { reason: 'exit-code', message: 'ended with | exit code 3' } as const;
    const signOff = {
      by: { name: 'Axel' },
      recordedBy: robb,
      at: Date.UTC(2026, 10, 24, 12, 5),
      commit: '0123456789abcdef',
      digest: 'sweep-1',
    };
    const { state } = sampleRun(
      ...passed('branch'),
      { type: 'attempt-started', ...first('build') },
      { type: 'attempt-ended', ...first('build'), verdict: 'failed', outputs: {}, evidence: [], failure },
      { type: 'step-waived', step: 'build', reason: 'known', by: robb },
      { type: 'question-asked', ...first('sweep'), ask: { kind: 'questions', instructions: 'Ask.', questions: [] } },
      { type: 'answer-given', ...first('sweep'), answers: {}, by: robb, signOff },
    );
    const report = markdownReport(state);
    expect(report).toContain('# Release\n');
    expect(report).toContain('| Commit | `0123456789abcdef` |');
    expect(report).toContain(
      '| `build` | waived | Robb | known | failed: ended with \\| exit code 3 | 2026-11-24 12:00 UTC |',
    );
    expect(report).toContain('| `sweep` | Axel | Robb | `0123456789` | 2026-11-24 12:05 UTC |');
    expect(report).toContain('| ✓ passed | `branch` | Create the branch |  | 1.0s |');
  });
});

describe('markdown', () => {
  it('keeps text of somebody else text', () => {
    expect(inline('<b>*x*</b> [a](b)')).toBe('\\<b\\>\\*x\\*\\</b\\> \\[a\\](b)');
    expect(code('a`b|c')).toBe('``a`b\\|c``');
    expect(block('```\n# x')).toBe('````text\n```\n# x\n````');
  });
});
