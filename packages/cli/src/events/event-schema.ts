import type { RunEvent, RunProgress } from '@checklist/engine';
import { type TSchema, Type } from 'typebox';
import {
  evidence,
  failure,
  json,
  jsonObject,
  list,
  moment,
  optional,
  person,
  point,
  record,
  signOff,
  text,
} from '../report/model/record-schema.ts';

const number = Type.Number();
const checklist = Type.Unsafe<object>({ type: 'object', description: 'The checklist in its validated form.' });
const key = { step: text, round: number, attempt: number };

const series = record({
  type: Type.Literal('series'),
  label: text,
  key: text,
  along: text,
  points: list(point),
  window: optional(record({ from: number, to: number })),
  limit: text,
  low: optional(number),
  high: optional(number),
  actual: Type.Union([number, Type.Null()]),
  verdict: text,
  compared: optional(record({ label: text, points: list(point) })),
});

const question = record({
  name: text,
  type: Type.Enum(['confirm', 'text', 'choice', 'number', 'url', 'file']),
  label: text,
  word: optional(text),
  choices: optional(list(text)),
  default: optional(json),
  optional: optional(Type.Boolean()),
  multiline: optional(Type.Boolean()),
  pattern: optional(text),
  minimum: optional(number),
  maximum: optional(number),
});

const ask = record({
  kind: Type.Enum(['questions', 'confirmation', 'recovery', 'edited', 'revised', 'by-hand']),
  instructions: text,
  questions: list(question),
  signOff: optional(record({ by: list(text), atLeast: number, notStarter: Type.Boolean() })),
  plan: optional(list(text)),
});

const progress = record({
  text,
  fraction: optional(number),
  endsAt: optional(moment),
  waitsFor: optional(text),
  url: optional(text),
  series: optional(list(series)),
});
const basis = record({
  stepType: text,
  options: jsonObject,
  effect: optional(Type.Enum(['reads', 'local', 'reversible', 'irreversible'])),
  undo: optional(record({ command: list(text), scope: jsonObject })),
  before: optional(json),
});
const ofStep = { step: text, reason: text, by: person };

/** What each type of event holds beside its number and its time. */
const events: Readonly<Record<RunEvent['type'], Readonly<Record<string, TSchema>>>> = {
  'run-started': {
    format: Type.Literal(1),
    runId: text,
    checklist,
    inputs: jsonObject,
    profile: optional(text),
    commit: optional(text),
    starter: person,
    confirmed: list(text),
  },
  'driver-started': { pid: number, hostname: text },
  'journal-cut': { bytes: number, kept: text },
  'checklist-changed': { checklist, inputs: optional(jsonObject), by: optional(person) },
  'preflight-ended': { lacks: list(record({ step: text, message: text, hint: text })) },
  'condition-decided': { item: text, round: number, holds: Type.Boolean() },
  'condition-failed': { item: text, round: number, failure },
  'question-asked': { ...key, ask },
  'answer-given': { ...key, answers: jsonObject, by: person, signOff: optional(signOff) },
  'attempt-started': {
    ...key,
    plan: optional(list(text)),
    basis: optional(basis),
  },
  'attempt-pending': { ...key, handle: json, checkAt: moment, progress: optional(progress) },
  'attempt-ended': {
    ...key,
    verdict: Type.Enum(['passed', 'failed', 'inconclusive', 'cancelled', 'interrupted']),
    outputs: jsonObject,
    evidence: list(Type.Union([evidence, series])),
    failure: optional(failure),
    note: optional(text),
    by: optional(person),
  },
  'retry-requested': { step: text, opens: optional(list(text)), by: person },
  'round-opened': { items: list(text), reason: text, by: person },
  'step-skipped': ofStep,
  'step-waived': ofStep,
  'definition-kept': { step: text, by: person },
  'revision-decided': { step: text, decision: Type.Enum(['keep', 'redo']), items: list(text), by: person },
  'run-cancelled': { reason: text, by: person },
  'undo-requested': { by: person },
  'run-handed-over': { from: person, to: person, reason: optional(text), by: person },
  'run-paused': { reason: optional(text), by: person },
  'run-resumed': { by: person },
  'command-refused': { command: text, reason: text, by: person },
  'deadline-passed': { step: text, round: number },
  'undo-started': { step: text, round: number, attempt: optional(number) },
  'undo-ended': {
    step: text,
    round: number,
    attempt: optional(number),
    verdict: Type.Enum(['undone', 'failed', 'impossible', 'kept']),
    failure: optional(failure),
    note: optional(text),
    by: optional(person),
  },
  'run-ended': { verdict: Type.Enum(['passed', 'cancelled', 'undone']) },
};

/** What is only shown on the way, and not on record. */
const onTheWay: Readonly<Record<RunProgress['type'], Readonly<Record<string, TSchema>>>> = {
  output: { step: text, text },
  progress: { step: text, progress },
};

const kept = {
  seq: Type.Integer({ minimum: 1, description: 'The number of the event in the journal.' }),
  at: moment,
  commandId: optional(Type.String({ description: 'The id of the command that caused it.' })),
  isFollowed: optional(Type.Literal(true, { description: 'The next event belongs to it.' })),
};

/** A line that `run`, `resume` and `rehearse` print with `--output json`. */
export const eventSchema = Type.Union(
  [
    ...Object.entries(events).map(([type, fields]) => record({ type: Type.Literal(type), ...kept, ...fields })),
    ...Object.entries(onTheWay).map(([type, fields]) => record({ type: Type.Literal(type), ...fields })),
  ],
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'An event of a run of a checklist',
    description:
      'One line of what "checklist run --output json" prints: an event of the journal, or output and progress on the way. "format" of the first event grows when a field changes its meaning or goes away; new types and fields may come at any time.',
  },
);
