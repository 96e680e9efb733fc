import { describe, expect, it } from 'vitest';
import type { Command } from '../model/command.ts';
import type { Contact, Person } from '../model/person.ts';
import type { Ask, SignOffRule } from '../model/question.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { type Simulation, simulate } from '../testing/simulate.ts';
import { decideCommand } from './decide-command.ts';

const contacts: Record<string, Contact> = {
  robb: { name: 'Robb', email: 'robb@example.org', github: 'robb' },
  axel: { name: 'Axel', email: 'axel@example.org', github: 'axel-k', discord: '@Axel' },
  axel_by_login: { name: 'A. Kerbec', github: '@AXEL-K' },
  axel_by_discord: { name: 'Kerbec', discord: 'axel' },
  axel_by_name: { name: ' AXEL' },
  axel_by_email: { name: 'Axel at work', email: 'Axel@Example.org' },
  robb_by_login: { name: 'Release manager', github: 'Robb' },
  pasha: { name: 'Pasha' },
};
const everybody = Object.keys(contacts);

/** A run whose step `approve` asks for sign-offs. */
function begin(rule: Partial<SignOffRule> = {}): Simulation {
  const step = buildStep('approve', { digest: 'text 1' });
  const checklist = buildChecklist([step, buildStep('after')], { contacts });
  const run = simulate(checklist, (id) => (id === 'approve' ? 'asks' : 'passed'));
  ask(run, rule);
  return run;
}

function ask(run: Simulation, rule: Partial<SignOffRule> = {}): void {
  const { round, attempts } = run.state.items.get(0);
  const key = { step: 'approve', round, attempt: attempts.length + 1 };
  const signOff = { by: everybody, atLeast: 2, notStarter: true, ...rule };
  const asked: Ask = { kind: 'questions', instructions: 'Approve it', questions: [], signOff };
  run.record({ type: 'attempt-started', ...key });
  run.record({ type: 'question-asked', ...key, ask: asked });
}

/** What becomes of a word: the refusal, or nothing when it counts. */
function say(
  run: Simulation,
  words: Partial<Command & { type: 'answer' }>,
  by: Person = { name: 'Robb' },
): string | undefined {
  const command = { type: 'answer', step: 'approve', answers: {}, ...words } as const;
  const decided = decideCommand(run.state, { id: 'c', by, command }, run.state.lastAt);
  if (!decided.ok) return decided.error;
  for (const event of decided.value) run.record(event);
  return undefined;
}

describe('a sign-off that does not count is refused', () => {
  it.each([
    [
      'by nobody in particular',
      {},
      { name: 'Somebody' },
      '"approve" needs the word of "axel" or "pasha": say whose word it is',
    ],
    [
      'by another contact',
      {},
      { name: 'Robb', contact: 'robb' },
      '"approve" needs the word of "axel" or "pasha", found "robb"',
    ],
    [
      'in the name of another contact',
      { signedBy: 'robb' },
      { name: 'Axel', contact: 'axel' },
      '"approve" needs the word of "axel" or "pasha", found "robb"',
    ],
    [
      'in the name of nobody',
      { signedBy: 'constructor' },
      { name: 'Axel', contact: 'axel' },
      '"approve" needs the word of "axel" or "pasha", found "constructor"',
    ],
  ] as const)('%s', (_, words, by, refusal) => {
    const run = begin({ by: ['axel', 'pasha'] });
    expect(say(run, words, by)).toBe(refusal);
    expect(run.state.items.get(0).signOffs).toEqual([]);
  });

  it.each(['robb', 'robb_by_login'])('of who started the run, as "%s"', (signedBy) => {
    const run = begin();
    const { name } = contacts[signedBy] as Contact;
    const starter = { ...run.state.starter, contact: 'robb' };
    run.state = { ...run.state, starter, operator: starter };
    expect(say(run, { signedBy })).toBe(`${name} started the run and cannot sign "approve" off`);
  });

  it.each(['axel', 'axel_by_login', 'axel_by_discord', 'axel_by_name', 'axel_by_email'])(
    'a second time by the same person, as "%s"',
    (signedBy) => {
      const run = begin();
      expect(say(run, { signedBy: 'axel' })).toBe(undefined);
      const alias = signedBy === 'axel' ? '' : ' as "axel"';
      const { name } = contacts[signedBy] as Contact;
      expect(say(run, { signedBy })).toBe(`${name} has signed "approve" off already${alias}, expected somebody else`);
      expect(run.state.items.get(0)).toMatchObject({ status: 'waiting', signOffs: [{ by: { contact: 'axel' } }] });
      expect(say(run, { signedBy: 'pasha' })).toBe(undefined);
      expect(run.state.items.get(0).answers).toEqual({});
    },
  );

  it('of what was asked before: an older text, an older round', () => {
    const run = begin();
    const asked = run.state.items.get(0).askedSeq ?? 0;
    const edited = buildChecklist([buildStep('approve', { digest: 'text 2' }), buildStep('after')], { contacts });
    run.record({ type: 'checklist-changed', checklist: edited });
    expect(say(run, { signedBy: 'axel', asked })).toBe('"approve" asks nothing, it is pending');
    ask(run);
    const outdated = '"approve" has asked anew since, expected an answer to what it asks now';
    expect(say(run, { signedBy: 'axel', asked })).toBe(outdated);
    const reject = { type: 'reject', step: 'approve', reason: 'no', signedBy: 'axel', asked } as const;
    expect(run.command(reject)).toBe(outdated);
    expect(say(run, { signedBy: 'axel', asked: run.state.items.get(0).askedSeq ?? 0 })).toBe(undefined);
    expect(run.state.items.get(0).signOffs).toMatchObject([{ digest: 'text 2' }]);
    run.command({ type: 'redo', item: 'approve', reason: 'a new candidate' });
    expect(say(run, { signedBy: 'pasha', asked })).toBe('"approve" asks nothing, it is pending');
    ask(run);
    expect(run.state.items.get(0).signOffs).toEqual([]);
    expect(say(run, { signedBy: 'pasha', asked })).toBe(outdated);
  });

  it('after the step was decided, and after the run has ended', () => {
    const run = begin({ atLeast: 1 });
    say(run, { signedBy: 'axel' });
    expect(say(run, { signedBy: 'pasha' })).toBe('"approve" asks nothing, it is waiting');
    run.settle();
    expect(run.state.verdict).toBe('passed');
    expect(say(run, { signedBy: 'pasha' })).toBe('the run has ended (passed), expected an open run');
  });

  it('where none is asked for', () => {
    const run = simulate(buildChecklist([buildStep('approve')], { contacts }), () => 'asks');
    run.settle();
    expect(say(run, { signedBy: 'axel' })).toBe(
      '"approve" needs nobody\'s sign-off, expected an answer without the word of "axel"',
    );
  });
});

it('forgets who approved what did not pass in the end, when it is asked again', () => {
  const run = begin();
  say(run, { signedBy: 'axel' });
  run.command({ type: 'reject', step: 'approve', reason: 'it is broken', signedBy: 'pasha' });
  expect(run.state.items.get(0)).toMatchObject({ status: 'failed', signOffs: [{ by: { contact: 'axel' } }] });
  run.command({ type: 'retry', step: 'approve' });
  ask(run);
  expect(run.state.items.get(0).signOffs).toEqual([]);
  expect(say(run, { signedBy: 'axel' })).toBe(undefined);
});

it('keeps whose word it is, who typed it in, and what it is bound to', () => {
  const run = begin({ atLeast: 1 });
  run.state = { ...run.state, commit: 'a'.repeat(40) };
  const by = { name: 'Robb', email: 'robb@example.org' };
  expect(say(run, { signedBy: 'axel' }, by)).toBe(undefined);
  expect(run.state.items.get(0).signOffs).toEqual([
    {
      by: { name: 'Axel', contact: 'axel', email: 'axel@example.org' },
      recordedBy: by,
      at: run.state.lastAt - 1,
      digest: 'text 1',
      commit: 'a'.repeat(40),
    },
  ]);
});

describe('who takes the run over between two words', () => {
  const axel = { name: 'Axel', contact: 'axel' };
  const pasha = { name: 'Pasha', contact: 'pasha' };
  const handOver = (run: Simulation) =>
    run.record({ type: 'run-handed-over', from: { name: 'Robb' }, to: axel, by: axel });
  const signers = (run: Simulation) => run.state.items.get(0).signOffs.map(({ by }) => by.name);

  it('is no judge of it any more: the word that was given is void', () => {
    const run = begin();
    expect(say(run, {}, axel)).toBeUndefined();
    handOver(run);
    expect(signers(run)).toEqual([]);
    expect(say(run, {}, pasha)).toBeUndefined();
    expect(run.state.items.get(0).answers).toBeUndefined();
  });

  it('is no judge either when the last word was given and not yet carried out', () => {
    const run = begin();
    say(run, {}, axel);
    say(run, {}, pasha);
    expect(run.state.items.get(0).answers).toEqual({});
    handOver(run);
    expect([signers(run), run.state.items.get(0).answers]).toEqual([['Pasha'], undefined]);
  });

  it('keeps the word where whoever runs it may approve it', () => {
    const run = begin({ notStarter: false });
    say(run, {}, axel);
    handOver(run);
    expect(signers(run)).toEqual(['Axel']);
  });
});
