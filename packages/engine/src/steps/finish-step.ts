import type { Evidence } from '../model/evidence.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Ask } from '../model/question.ts';
import { conclude } from './conclude.ts';
import { ended, type Job, type JobEvents } from './job.ts';

/** Ends an attempt whose questions were answered: the answers are its outputs and its evidence. */
export async function* finishStep(job: Job): JobEvents {
  const { ask, answers } = job.item;
  if (ask === undefined || answers === undefined) {
    yield ended(job, 'inconclusive', { failure: { reason: 'cannot-tell', message: 'the answers are not there' } });
    return;
  }
  const given = Object.entries(answers).filter(([name]) => name !== 'happened');
  const isByHand = ask.kind !== 'questions';
  const outputs: JsonObject = Object.fromEntries(
    given.map(([name, value]) => [name, isByHand ? parseOutput(value) : value]),
  );
  const signers = job.item.signOffs.map(({ by }) => by.name);
  const signed: JsonObject = ask.signOff === undefined ? {} : { signed_by: signers };
  const who = job.item.answeredBy?.name ?? 'somebody';
  const note =
    ask.kind === 'recovery'
      ? `was cut off; ${who} says that it happened`
      : isByHand
        ? `done by hand by ${who}`
        : `answered by ${signers.length > 1 ? signers.join(', ') : who}`;
  const blank: JsonObject = isByHand
    ? {}
    : Object.fromEntries(ask.questions.filter((q) => q.optional === true).map(({ name }) => [name, '']));
  yield* conclude(job, { outputs: { ...blank, ...outputs, ...signed }, evidence: toEvidence(ask, answers), note });
}

/** Outputs that a person types for a program are JSON where they read as JSON; a number that would lose digits is a text. */
function parseOutput(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    const parsed = JSON.parse(value) as Json;
    return typeof parsed === 'number' && String(parsed) !== value.trim() ? value : parsed;
  } catch {
    return value;
  }
}

function toEvidence(ask: Ask, answers: JsonObject): Evidence[] {
  return ask.questions.flatMap(({ name, label, type }): Evidence[] => {
    const value = answers[name];
    if (value === undefined) return [];
    if (type === 'url') return [{ type: 'link', label, url: String(value) }];
    if (type === 'file') return [{ type: 'file', label, path: String(value) }];
    return [{ type: 'value', label, value }];
  });
}
