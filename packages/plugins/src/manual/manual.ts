import {
  compilePattern,
  defineStepType,
  isJsonObject,
  type Json,
  type JsonObject,
  type KnownOptions,
  type Lack,
  type OutputSchemas,
  type Question,
  type SignOffRule,
} from '@checklist/engine/plugin';
import { type Static, type TSchema, Type } from 'typebox';
import { quoteText } from '../shell/quote-command.ts';
import { manualOptions } from './manual-options.ts';

type Options = Static<typeof manualOptions>;
type WrittenQuestion = NonNullable<Options['questions']>[string];

export const manual = defineStepType({
  type: 'manual',
  summary: 'Asks a person to do or to verify something',
  effect: 'reads',
  options: manualOptions,
  outputs: declareOutputs,
  preflight: async (options) => findFaults(options),
  plan: describe,
  start: async (options) => {
    const [fault] = findFaults(options);
    if (fault !== undefined) return { type: 'failed', failure: { reason: 'options', ...fault } };
    const signOff = options.sign_off === undefined ? undefined : toSignOffRule(options.sign_off);
    const questions = toQuestions(options);
    return { type: 'asks', ask: { instructions: options.instructions, questions, ...(signOff && { signOff }) } };
  },
});

function declareOutputs(options: JsonObject): OutputSchemas {
  const written = isJsonObject(options.questions) ? Object.entries(options.questions) : [];
  const signedBy = Type.Array(Type.String(), { description: 'The names of those who approved.' });
  return {
    ...Object.fromEntries(written.map(([name, question]) => [name, answerSchema(question)])),
    ...(options.sign_off !== undefined && { signed_by: signedBy }),
  };
}

function answerSchema(question: Json): TSchema {
  const { type, optional } = isJsonObject(question) ? question : {};
  const schema = type === 'confirm' ? Type.Boolean() : type === 'number' ? Type.Number() : Type.String();
  return optional === true ? Type.Union([schema, Type.Literal('')]) : schema;
}

function toQuestions({ questions = {} }: Options): Question[] {
  return Object.entries(questions).map(([name, question]) => ({ ...question, name, label: labelOf(name, question) }));
}

function labelOf(name: string, question: WrittenQuestion): string {
  return question.label ?? name.replaceAll('_', ' ');
}

function toSignOffRule(written: NonNullable<Options['sign_off']>): SignOffRule {
  return { by: written.by, atLeast: written.at_least ?? 1, notStarter: written.not_starter ?? false };
}

/** What no schema can say: rules between options. */
function findFaults({ questions = {}, sign_off }: KnownOptions<Options>): Lack[] {
  const faults: Lack[] = [];
  if (sign_off !== undefined && (sign_off.at_least ?? 1) > sign_off.by.length) {
    const message = `sign_off wants at least ${sign_off.at_least} of ${sign_off.by.length}, expected no more than can approve`;
    faults.push({ message, hint: 'Name more contacts in "by" or lower "at_least".' });
  }
  if (sign_off !== undefined && 'signed_by' in questions)
    faults.push({
      message: 'question "signed_by" has the name of the sign-off\'s output, expected another name',
      hint: 'Rename the question.',
    });
  return [...faults, ...Object.entries(questions).flatMap(([name, question]) => findQuestionFaults(name, question))];
}

function findQuestionFaults(name: string, { type, choices, pattern, minimum, maximum }: WrittenQuestion): Lack[] {
  const faults: Lack[] = [];
  if (type === 'choice' && choices === undefined)
    faults.push({
      message: `question "${name}" has no choices, expected some`,
      hint: 'Add "choices" to the question.',
    });
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    const message = `question "${name}" has the minimum ${minimum}, expected no more than the maximum ${maximum}`;
    faults.push({ message, hint: 'Correct "minimum" or "maximum".' });
  }
  const compiled = pattern === undefined ? undefined : compilePattern(pattern);
  if (compiled?.ok === false) {
    const message = `question "${name}" has the pattern "${pattern}", expected RE2 syntax: ${compiled.error}`;
    faults.push({ message, hint: 'Correct "pattern".' });
  }
  return faults;
}

function describe(options: Options): string[] {
  const { by = [], at_least = 1, not_starter } = options.sign_off ?? {};
  const some = by.length > 1 ? ` (at least ${at_least} of them)` : '';
  const starter = not_starter === true ? ', not whoever started the run' : '';
  return [
    'ask a person:',
    ...quoteText(options.instructions),
    ...Object.entries(options.questions ?? {}).map(([name, question]) => describeQuestion(name, question)),
    ...(by.length === 0 ? [] : [`sign-off by ${by.join(', ')}${some}${starter}`]),
  ];
}

function describeQuestion(name: string, question: WrittenQuestion): string {
  const choices = question.choices === undefined ? '' : `: ${question.choices.join(' | ')}`;
  const optional = question.optional === true ? ', may be left out' : '';
  return `question ${name} (${question.type}${choices}${optional}): ${labelOf(name, question)}`;
}
