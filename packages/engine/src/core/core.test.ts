import { describe, expect, it } from 'vitest';
import { buildChecklist, buildGroup, buildStep } from '../testing/build-checklist.ts';
import { simulate, statusesOf } from '../testing/simulate.ts';
import { next } from './next.ts';
import { outcomeOf } from './outcome.ts';

const limits = { concurrency: 4 };
const wanted = (simulation: ReturnType<typeof simulate>) => next(simulation.state, limits).map(({ key }) => key);

describe('order', () => {
  it('runs items from top to bottom, and a group when the item above it passed', () => {
    const run = simulate(
      buildChecklist([buildStep('a'), buildGroup('g', [buildStep('b'), buildStep('c')]), buildStep('d')]),
    );
    run.settle();
    expect(run.started).toEqual(['a', 'b', 'c', 'd']);
    expect(run.state.verdict).toBe('passed');
  });

  it('lets needs replace the order, across groups too', () => {
    const run = simulate(
      buildChecklist([
        buildGroup('one', [buildStep('a'), buildStep('b')]),
        buildGroup('two', [buildStep('c', { needs: ['a'] }), buildStep('d', { needs: [] })], { needs: [] }),
      ]),
    );
    expect(wanted(run)).toEqual(['start:a:1:1', 'start:d:1:1']);
    run.settle();
    expect(run.started).toEqual(['a', 'd', 'b', 'c']);
  });

  it('starts the children of a parallel group side by side, up to its limit', () => {
    const steps = ['a', 'b', 'c'].map((id) => buildStep(id));
    expect(wanted(simulate(buildChecklist([buildGroup('g', steps, { parallel: true })])))).toHaveLength(3);
    expect(wanted(simulate(buildChecklist([buildGroup('g', steps, { parallel: true, limit: 2 })])))).toHaveLength(2);
  });

  it('keeps the place of what is being started, whatever has come before it meanwhile', () => {
    const steps = ['a', 'b'].map((id) => buildStep(id));
    const run = simulate(buildChecklist([buildGroup('g', steps, { parallel: true, limit: 1 })]));
    const b = run.state.graph.indexOf.get('b') ?? -1;
    expect(next(run.state, { ...limits, starting: new Set([b]) }).map(({ key }) => key)).toEqual(['start:b:1:1']);
  });

  it('makes one instance for each combination of a matrix, and waits for all of them', () => {
    const matrix = { os: ['linux', 'mac'], mode: [{ id: 'fast', flag: 1 }] };
    const run = simulate(buildChecklist([buildStep('job', { matrix }), buildStep('after')]));
    expect(wanted(run)).toEqual(['start:job[linux,fast]:1:1', 'start:job[mac,fast]:1:1']);
    run.settle();
    expect(run.started.at(-1)).toBe('after');
    expect(run.state.graph.nodes[1]?.matrix).toEqual({ os: 'linux', mode: { id: 'fast', flag: 1 } });
  });

  it('keeps the steps of a matrix group inside their instance', () => {
    const group = buildGroup('g', [buildStep('a'), buildStep('b', { needs: ['a'] })], { matrix: { n: [1, 2] } });
    const run = simulate(buildChecklist([group]), (id) => (id === 'a[1]' ? 'failed' : 'passed'));
    run.settle();
    expect(statusesOf(run.state)).toMatchObject({
      'a[1]': 'failed',
      'b[1]': 'pending',
      'b[2]': 'passed',
      'g[2]': 'passed',
      g: 'failed',
    });
  });

  it('does not pass a matrix without values', () => {
    const run = simulate(buildChecklist([buildStep('job', { matrix: { n: [] } }), buildStep('after')]));
    run.settle();
    expect(statusesOf(run.state)).toEqual({ job: 'inconclusive', after: 'pending' });
    expect(outcomeOf(run.state)).toBe('failed');
  });
});

describe('failure', () => {
  it('blocks what depends on the step and lets the rest go on', () => {
    const run = simulate(
      buildChecklist([buildGroup('g', [buildStep('a'), buildStep('b')], { parallel: true }), buildStep('c')]),
      (id) => (id === 'a' ? 'failed' : 'passed'),
    );
    run.settle();
    expect(statusesOf(run.state)).toEqual({ g: 'failed', a: 'failed', b: 'passed', c: 'pending' });
    expect(outcomeOf(run.state)).toBe('failed');
  });

  it.each(['failed', 'inconclusive'] as const)('never lets anything through a step that is %s', (verdict) => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b')]), () => verdict);
    run.settle();
    expect(run.started).toEqual(['a']);
    expect(run.state.verdict).toBeUndefined();
  });

  it('tries again with growing delays and then stops', () => {
    const retry = { attempts: 3, delay: 1000, factor: 2, maxDelay: 1500 };
    const run = simulate(buildChecklist([buildStep('a', { retry })]), () => 'failed');
    const [first] = next(run.state, limits);
    if (first !== undefined) run.perform(first);
    expect(next(run.state, limits)).toMatchObject([{ key: 'start:a:1:2', at: run.state.lastAt + 1000 }]);
    const [second] = next(run.state, limits);
    if (second !== undefined) run.perform(second);
    expect(next(run.state, limits)).toMatchObject([{ key: 'start:a:1:3', at: run.state.lastAt + 1500 }]);
    run.settle();
    expect(run.started).toHaveLength(3);
    expect(outcomeOf(run.state)).toBe('failed');
  });

  it('goes on after a waiver, a skip or a retry, and keeps the verdict that was overridden', () => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b'), buildStep('c')]), (id, attempt) =>
      id === 'a' || (id === 'b' && attempt === 1) ? 'failed' : 'passed',
    );
    run.settle();
    expect(run.command({ type: 'waive', step: 'a', reason: 'known flake' })).toBeUndefined();
    run.settle();
    expect(run.command({ type: 'retry', step: 'b' })).toBeUndefined();
    run.settle();
    expect(run.state.verdict).toBe('passed');
    const item = run.state.items.get(0);
    expect(item).toMatchObject({
      status: 'waived',
      decision: { reason: 'known flake', original: 'failed', by: { name: 'Robb' } },
    });
  });

  it('refuses a skip or a waiver without a reason, and decisions that make no sense', () => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b')]), (id) => (id === 'b' ? 'failed' : 'passed'));
    run.settle();
    expect(run.command({ type: 'skip', step: 'b', reason: ' ' })).toBe('skipping "b" needs a reason');
    expect(run.command({ type: 'waive', step: 'b', reason: '' })).toBe('waiving "b" needs a reason');
    expect(run.command({ type: 'waive', step: 'a', reason: 'x' })).toBe(
      '"a" is passed, expected a step that failed or was inconclusive',
    );
    expect(run.command({ type: 'retry', step: 'a' })).toBe(
      '"a" is passed, expected a step that failed, was inconclusive, waived or skipped',
    );
    expect(run.command({ type: 'answer', step: 'a', answers: {} })).toBe('"a" asks nothing, it is passed');
    expect(run.command({ type: 'retry', step: 'zzz' })).toBe('the run has no step "zzz"');
  });
});

describe('when', () => {
  it('skips an item and what it holds, and goes on behind it', () => {
    const run = simulate(
      buildChecklist([
        buildGroup('g', [buildStep('a')], { when: 'false' }),
        buildStep('b', { when: 'false' }),
        buildStep('c', { when: 'true' }),
      ]),
    );
    run.settle();
    expect(statusesOf(run.state)).toEqual({ g: 'skipped', a: 'skipped', b: 'skipped', c: 'passed' });
    expect(run.state.verdict).toBe('passed');
  });
});

describe('profiles', () => {
  it('leaves out what the profile skips, and with it what it holds', () => {
    const profiles = { hotfix: { skip: ['g'], relax: {} }, only: { skip: [], only: ['b'], relax: {} } };
    const items = [buildGroup('g', [buildStep('a')]), buildGroup('h', [buildStep('b'), buildStep('c')])];
    const hotfix = simulate(buildChecklist(items, { profiles }), () => 'passed', 'hotfix');
    hotfix.settle();
    expect(hotfix.started).toEqual(['b', 'c']);
    const only = simulate(buildChecklist(items, { profiles }), () => 'passed', 'only');
    only.settle();
    expect(only.started).toEqual(['b']);
    expect(statusesOf(only.state)).toMatchObject({ a: 'skipped', c: 'skipped' });
    expect(only.state.verdict).toBe('passed');
  });
});

describe('finally', () => {
  const items = [
    buildGroup('g', [buildStep('a'), buildStep('b')], { finally: [buildStep('f1'), buildStep('f2')] }),
    buildStep('c'),
  ];

  it('runs when the group failed, and does not make it pass', () => {
    const run = simulate(buildChecklist(items), (id) => (id === 'a' || id === 'f1' ? 'failed' : 'passed'));
    run.settle();
    expect(run.started).toEqual(['a', 'f1', 'f2']);
    expect(statusesOf(run.state)).toMatchObject({ g: 'failed', c: 'pending' });
  });

  it('runs again when the group has more to do after a retry', () => {
    const run = simulate(buildChecklist(items), (id, attempt) => (id === 'a' && attempt === 1 ? 'failed' : 'passed'));
    run.settle();
    run.command({ type: 'retry', step: 'a' });
    run.settle();
    expect(run.started).toEqual(['a', 'f1', 'f2', 'a', 'b', 'f1', 'f2', 'c']);
    expect(run.state.verdict).toBe('passed');
  });

  it('runs after a cancel when the group had begun, and not when it had not', () => {
    const begun = simulate(buildChecklist(items), (id) => (id === 'b' ? 'asks' : 'passed'));
    begun.settle();
    begun.command({ type: 'cancel', reason: 'wrong commit' });
    begun.settle();
    expect(begun.started).toEqual(['a', 'b', 'f1', 'f2']);
    expect(statusesOf(begun.state)).toEqual({
      g: 'cancelled',
      a: 'passed',
      b: 'cancelled',
      f1: 'passed',
      f2: 'passed',
      c: 'pending',
    });
    expect(begun.state.verdict).toBe('cancelled');
    const fresh = simulate(buildChecklist(items));
    fresh.command({ type: 'cancel', reason: 'wrong commit' });
    fresh.settle();
    expect(fresh.started).toEqual([]);
    expect(fresh.state.verdict).toBe('cancelled');
  });
});

describe('rounds', () => {
  it('redoes an item and all that depends on it, and keeps the round before', () => {
    const run = simulate(
      buildChecklist([buildStep('a'), buildGroup('g', [buildStep('b'), buildStep('c')]), buildStep('d')]),
    );
    run.settle();
    expect(run.command({ type: 'redo', item: 'b', reason: 'new candidate' })).toBeUndefined();
    run.settle();
    expect(run.started).toEqual(['a', 'b', 'c', 'd', 'b', 'c', 'd']);
    expect(run.state.items.get(2)).toMatchObject({ round: 2, earlier: [{ round: 1, status: 'passed' }] });
    expect(run.state.verdict).toBe('passed');
  });

  it('goes back where the group says when a person refuses', () => {
    const items = [buildGroup('g', [buildStep('a'), buildStep('ask')], { backTo: 'a' })];
    const run = simulate(buildChecklist(items), (id) => (id === 'ask' ? 'asks' : 'passed'));
    run.settle();
    expect(run.command({ type: 'reject', step: 'ask', reason: 'broken' })).toBeUndefined();
    run.settle();
    expect(run.started).toEqual(['a', 'ask', 'a', 'ask']);
    expect(run.state.items.get(2)).toMatchObject({
      status: 'waiting',
      earlier: [{ status: 'failed', failure: { message: 'Robb refused: broken' } }],
    });
  });
});

describe('resume', () => {
  it('makes a started attempt without an end unknown, and leaves a person and work elsewhere alone', () => {
    const items = [buildGroup('g', [buildStep('cut'), buildStep('asks'), buildStep('away')], { parallel: true })];
    const run = simulate(buildChecklist(items));
    const key = (step: string) => ({ step, round: 1, attempt: 1 });
    for (const step of ['cut', 'asks', 'away']) run.record({ type: 'attempt-started', ...key(step) });
    run.record({ type: 'question-asked', ...key('asks'), ask: { kind: 'questions', instructions: '', questions: [] } });
    run.record({ type: 'attempt-pending', ...key('away'), handle: 'job 7', checkAt: 99 });
    run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
    run.record({ type: 'preflight-ended', lacks: [] });
    expect(statusesOf(run.state)).toMatchObject({ cut: 'unknown', asks: 'waiting', away: 'running' });
    expect(wanted(run)).toEqual(['recover:cut:1:1', 'check:away:1:1:99']);
  });

  it('does nothing before preflight has passed again', () => {
    const run = simulate(buildChecklist([buildStep('a')]));
    run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
    expect(wanted(run)).toEqual(['preflight']);
    run.record({ type: 'preflight-ended', lacks: [{ step: 'a', message: 'git is missing', hint: '' }] });
    expect(wanted(run)).toEqual([]);
    expect(outcomeOf(run.state)).toBe('failed');
  });
});

describe('edits', () => {
  const before = buildChecklist([buildStep('a'), buildStep('b'), buildStep('c')]);

  it('takes the new text for what has not started, and asks about a finished step that changed', () => {
    const run = simulate(before, (id) => (id === 'b' ? 'asks' : 'passed'));
    run.settle();
    const after = [buildStep('a', { digest: 'new' }), buildStep('x'), buildStep('c', { title: 'C' })];
    run.record({ type: 'checklist-changed', checklist: buildChecklist(after, { digest: 'two' }) });
    expect(statusesOf(run.state)).toEqual({ a: 'waiting', x: 'pending', c: 'pending', b: 'waiting' });
    expect(run.state.graph.nodes.at(-1)).toMatchObject({ id: 'b', isRemoved: true });
    run.settle();
    expect(run.started).toEqual(['a', 'b']);
    expect(run.command({ type: 'answer', step: 'a', answers: { decision: 'keep' } })).toBeUndefined();
    run.settle();
    expect(run.started).toEqual(['a', 'b', 'x', 'c']);
    expect(run.state.verdict).toBe('passed');
  });

  it('redoes a changed step when a person says so', () => {
    const run = simulate(buildChecklist([buildStep('a'), buildStep('b')]), (id) => (id === 'b' ? 'asks' : 'passed'));
    run.settle();
    run.record({
      type: 'checklist-changed',
      checklist: buildChecklist([buildStep('a', { digest: 'new' }), buildStep('b')]),
    });
    run.command({ type: 'answer', step: 'a', answers: { decision: 'redo' } });
    run.settle();
    expect(run.started).toEqual(['a', 'b', 'a', 'b']);
  });
});

describe('a group that is left out', () => {
  const inside = buildGroup('group', [buildStep('b', { needs: ['a'] })], { needs: [], when: 'false' });

  it.each([0, 1])('takes with it what it holds, whether a need of that fails before or after (%i)', (first) => {
    const run = simulate(buildChecklist([buildStep('a'), inside]), () => 'failed');
    const works = next(run.state, limits);
    expect(works.map(({ key }) => key)).toEqual(['start:a:1:1', 'evaluate:group:1']);
    for (const at of [first, 1 - first]) run.perform(works[at] as (typeof works)[number]);
    expect(statusesOf(run.state)).toEqual({ a: 'failed', group: 'skipped', b: 'skipped' });
  });
});

describe('reevaluate', () => {
  const items = [buildStep('look', { effect: 'reads' }), buildStep('act')];

  it('looks again at what only reads, and leaves done what came after it', () => {
    let verdict: 'passed' | 'failed' = 'passed';
    const run = simulate(buildChecklist(items), (id) => (id === 'look' ? verdict : 'passed'));
    run.settle();
    verdict = 'failed';
    expect(run.command({ type: 'reevaluate', step: 'look' })).toBeUndefined();
    run.settle();
    expect(run.started).toEqual(['look', 'act', 'look']);
    expect(statusesOf(run.state)).toEqual({ look: 'failed', act: 'passed' });
    expect(outcomeOf(run.state)).toBe('failed');
    verdict = 'passed';
    run.command({ type: 'retry', step: 'look' });
    run.settle();
    expect(run.state.verdict).toBe('passed');
  });

  it('is refused for a step that does something', () => {
    const run = simulate(buildChecklist(items));
    run.settle();
    expect(run.command({ type: 'reevaluate', step: 'act' })).toBe(
      '"act" does more than reading, expected a step with the effect "reads"',
    );
  });
});

describe('before the first preflight has passed', () => {
  it('begins nothing, not even a group', () => {
    const checklist = buildChecklist([buildGroup('g', [buildStep('a')])]);
    const run = simulate(checklist, () => 'passed', undefined, undefined, [{ step: 'a', message: 'no git', hint: '' }]);
    expect(statusesOf(run.state)).toEqual({ g: 'pending', a: 'pending' });
    expect(outcomeOf(run.state)).toBe('failed');
    run.record({ type: 'driver-started', pid: 1, hostname: 'here' });
    run.record({ type: 'preflight-ended', lacks: [] });
    run.settle();
    expect(run.state.verdict).toBe('passed');
  });
});
