import { type Answers, type Ask, fail, type Json, ok, parseAnswer, type Result, readAnswer } from '@checklist/engine';
import { type Invocation, isSet, optionValue } from '../arguments/command-spec.ts';
import type { ExitCode } from '../exit-codes.ts';
import { askLine, confirmOnTerminal } from '../inputs/ask-line.ts';
import { promptFor, readAnswers } from '../inputs/read-answers.ts';
import { showLine } from '../output/show-text.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { commandsForStep } from '../view/commands-for-step.ts';
import { describeAsk } from '../view/describe-ask.ts';
import { viewStep } from '../view/step-view.ts';
import { findContact } from '../workspace/find-person.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { type PickedStep, pickStep } from '../workspace/pick-step.ts';
import { decide } from './decide.ts';

/** Answers what a step asks. */
export async function answerCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const workspace = openWorkspace(call);
  const isAnswer = (word: string) => /^[a-z][a-z0-9_]*=/.test(word);
  const picked = await pickStep(
    workspace,
    call.words.filter((word) => !isAnswer(word)),
  );
  if (!picked.ok) return picked;
  const { state, node } = picked.value;
  const { ask, answers: given, status } = state.items.get(node.index);
  if (ask === undefined || given !== undefined) {
    const found = given === undefined ? `it is ${status}` : 'it is answered already';
    return fail(wrongUsage(`"${node.id}" asks nothing, ${found}`, hintFor(picked.value)));
  }
  const answers = await takeAnswers(call, ask, call.words.filter(isAnswer), {
    ...picked.value,
    directory: workspace.directory,
  });
  if (!answers.ok) return answers;
  const signedBy = optionValue(call, 'signed-by');
  const signer = signedBy === undefined ? undefined : findContact(state.checklist.contacts, signedBy, '--signed-by');
  if (signer?.ok === false) return signer;
  const command = { type: 'answer', step: node.id, answers: answers.value } as const;
  return decide(
    call,
    workspace,
    state,
    signedBy === undefined ? command : { ...command, signedBy },
    `"${node.id}" is answered`,
  );
}

async function takeAnswers(
  call: Invocation,
  ask: Ask,
  words: readonly string[],
  picked: PickedStep & { readonly directory: string },
): Promise<Result<Answers, Trouble>> {
  if (ask.kind === 'confirmation') return takeConfirmation(call, ask, words, picked);
  const read = readAnswers(ask, words);
  if (!read.ok) return fail(wrongUsage(read.error.join('\nerror: '), `type: ${hintFor(picked)}`));
  const { answers, missing } = read.value;
  if (missing.length === 0) return ok(answers);
  if (!call.terminal.isInteractive) {
    const names = missing.map(({ name }) => `"${name}"`).join(', ');
    return fail(wrongUsage(`"${picked.node.id}" also asks for ${names}`, `type: ${hintFor(picked)}`));
  }
  call.terminal.print(describeAsk({ ...ask, questions: [] }).join('\n'));
  const typed: Record<string, Json> = { ...answers };
  for (const question of missing) {
    const answer = await askLine(call.terminal, promptFor(question), (text) =>
      readAnswer(question, text, picked.directory),
    );
    if (answer === undefined) return fail(wrongUsage('nothing was answered'));
    typed[question.name] = answer;
  }
  return ok(typed);
}

/** A confirmation is never taken for granted: who confirms says so. */
async function takeConfirmation(
  call: Invocation,
  ask: Ask,
  words: readonly string[],
  picked: PickedStep,
): Promise<Result<Answers, Trouble>> {
  const read = readAnswers({ ...ask, questions: ask.questions.map(({ default: _, ...question }) => question) }, words);
  if (!read.ok) return fail(wrongUsage(read.error.join('\nerror: ')));
  const [question] = ask.questions;
  if (isSet(call, 'yes') && question?.word === undefined) return ok({ confirm: true });
  if (read.value.missing.length === 0) return ok(read.value.answers);
  const { terminal } = call;
  if (!terminal.isInteractive) {
    return fail(
      wrongUsage(
        `"${picked.node.id}" asks for a confirmation of:\n${describeAsk(ask).join('\n')}`,
        `type: ${hintFor(picked)}`,
      ),
    );
  }
  terminal.print(describeAsk(ask).join('\n'));
  const label = showLine(question?.label ?? 'Confirm?');
  if (question?.word === undefined) return ok({ confirm: await confirmOnTerminal(terminal, `${label} [y/N] `) });
  const typed = await askLine(terminal, `${label}: `, (text) => parseAnswer(question, text));
  return typed === undefined ? fail(wrongUsage('nothing was typed')) : ok({ confirm: typed });
}

function hintFor({ state, node }: PickedStep): string {
  return (
    commandsForStep(viewStep(state, node, state.lastAt), state.runId)[0] ??
    `"checklist status ${state.runId}" shows what is asked`
  );
}
