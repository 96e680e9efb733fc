import { checkStepType, fakeContext } from '@checklist/engine/testing';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { manual } from './manual.ts';

const options = {
  instructions: 'Ask **Axel** to verify sweeps.\nLook at the link.',
  questions: {
    link: { type: 'url' as const, label: 'W&B link', pattern: '^https://' },
    known_issues: { type: 'text' as const, optional: true, multiline: true },
    verdict: { type: 'choice' as const, choices: ['good', 'bad'], default: 'good' },
    sps: { type: 'number' as const, minimum: 1 },
    done: { type: 'confirm' as const },
  },
  sign_off: { by: ['axel', 'pasha'], at_least: 2, not_starter: true },
};

const context = fakeContext({ directory: '/' });

checkStepType(manual, async () => ({
  context: fakeContext({ directory: temporaryFolder() }),
  options,
  snapshot: async () => undefined,
}));

it('asks the questions in their order, with the rule for the sign-off', async () => {
  expect(await manual.start(options, context)).toEqual({
    type: 'asks',
    ask: {
      instructions: options.instructions,
      questions: [
        { name: 'link', type: 'url', label: 'W&B link', pattern: '^https://' },
        { name: 'known_issues', type: 'text', label: 'known issues', optional: true, multiline: true },
        { name: 'verdict', type: 'choice', label: 'verdict', choices: ['good', 'bad'], default: 'good' },
        { name: 'sps', type: 'number', label: 'sps', minimum: 1 },
        { name: 'done', type: 'confirm', label: 'done' },
      ],
      signOff: { by: ['axel', 'pasha'], atLeast: 2, notStarter: true },
    },
  });
  expect(await manual.start({ instructions: 'x', sign_off: { by: ['axel'] } }, context)).toEqual({
    type: 'asks',
    ask: { instructions: 'x', questions: [], signOff: { by: ['axel'], atLeast: 1, notStarter: false } },
  });
});

it('declares an output for each question, and who signed', () => {
  const names = (written: Parameters<typeof manual.outputs>[0]) => Object.keys(manual.outputs(written));
  expect(names(options)).toEqual(['link', 'known_issues', 'verdict', 'sps', 'done', 'signed_by']);
  expect(names({ instructions: 'x', questions: 'wrong' })).toEqual([]);
});

it('plans what is asked of whom', () => {
  expect(manual.plan?.(options)).toEqual([
    'ask a person:',
    '  Ask **Axel** to verify sweeps.',
    '  Look at the link.',
    'question link (url): W&B link',
    'question known_issues (text, may be left out): known issues',
    'question verdict (choice: good | bad): verdict',
    'question sps (number): sps',
    'question done (confirm): done',
    'sign-off by axel, pasha (at least 2 of them), not whoever started the run',
  ]);
});

it('finds options that contradict each other, before the run and at the start', async () => {
  const wrong = {
    instructions: 'x',
    questions: {
      signed_by: { type: 'choice' as const },
      sps: { type: 'number' as const, minimum: 2, maximum: 1 },
      link: { type: 'url' as const, pattern: '(' },
    },
    sign_off: { by: ['axel'], at_least: 2 },
  };
  const lacks = await manual.preflight?.(wrong, context);
  expect(lacks?.map(({ message }) => message)).toEqual([
    'sign_off wants at least 2 of 1, expected no more than can approve',
    'question "signed_by" has the name of the sign-off\'s output, expected another name',
    'question "signed_by" has no choices, expected some',
    'question "sps" has the minimum 2, expected no more than the maximum 1',
    expect.stringMatching(/^question "link" has the pattern "\(", expected RE2 syntax: /),
  ]);
  expect(await manual.start(wrong, context)).toEqual({
    type: 'failed',
    failure: { reason: 'options', ...lacks?.[0] },
  });
});
