import { expect, it } from 'vitest';
import { buildChecklist, buildGroup, buildStep } from '../testing/build-checklist.ts';
import { simulate } from '../testing/simulate.ts';
import { buildRunScope, buildScope } from './build-scope.ts';

const text = '{{json run.decisions}} {{steps.ask.answered_by}} {{steps.ask.ended_at}} {{steps.bad.status}}';

it('tells what was left out and waived so far, who answered a step, and when it ended', () => {
  const items = [
    buildGroup('g', [buildStep('a'), buildStep('b')]),
    buildStep('ask'),
    buildStep('bad'),
    buildStep('tell', { with: { text } }),
  ];
  const checklist = buildChecklist(items, { profiles: { hotfix: { skip: ['g'], relax: {} } } });
  const pretend = (id: string) => (id === 'ask' ? 'asks' : id === 'bad' ? 'failed' : 'passed');
  const run = simulate(checklist, pretend, 'hotfix');
  run.settle();
  expect(run.command({ type: 'answer', step: 'ask', answers: {} })).toBeUndefined();
  run.settle();
  expect(run.command({ type: 'waive', step: 'bad', reason: 'known' })).toBeUndefined();
  const node = run.state.graph.nodes[run.state.graph.indexOf.get('tell') ?? -1];
  const scope = buildRunScope(run.state);
  if (node === undefined || !scope.ok) throw new Error('the run has no step "tell"');
  expect(buildScope(scope.value, run.state, node)).toMatchObject({
    run: {
      decisions: [
        { id: 'g', title: 'g', status: 'skipped', reason: 'profile hotfix', by: null },
        { id: 'bad', title: 'bad', status: 'waived', reason: 'known', by: 'Robb' },
      ],
    },
    steps: {
      ask: { status: 'passed', answered_by: 'Robb', ended_at: expect.stringMatching(/^1970-01-01T/) },
      bad: { status: 'waived', answered_by: null },
    },
  });
});
