import { Type } from 'typebox';
import {
  decision,
  duration,
  effect,
  evidence,
  failure,
  json,
  jsonObject,
  list,
  moment,
  optional,
  person,
  record,
  signOff,
  status,
  text,
} from './record-schema.ts';

const attempt = record(
  {
    attempt: Type.Number(),
    startedAt: optional(moment),
    endedAt: optional(moment),
    verdict: optional(Type.Enum(['passed', 'failed', 'inconclusive', 'cancelled', 'interrupted'])),
    plan: optional(list(text)),
    by: optional(person),
    failure: optional(failure),
    note: optional(text),
    outputs: jsonObject,
    evidence: list(evidence),
  },
  'One try of a step. `plan` holds the exact commands or texts of an effect that others can see; without `startedAt` nothing was done.',
);

const answer = record({ by: person, at: moment, answers: jsonObject, signOff: optional(signOff) });

const ask = record(
  {
    kind: Type.Enum(['questions', 'confirmation', 'recovery', 'edited', 'revised', 'by-hand']),
    askedAt: moment,
    instructions: text,
    questions: list(record({ name: text, label: text })),
    plan: optional(list(text)),
    answers: list(answer),
  },
  'What people were asked, and what they answered.',
);

export const undoVerdict = Type.Enum(['undone', 'failed', 'impossible', 'kept']);

const undone = record(
  { verdict: undoVerdict, at: moment, why: optional(text), by: optional(person) },
  'What became of taking back what the round did: gone, not gone, no way, or a person wants it to stay.',
);

const round = record(
  {
    round: Type.Number(),
    status,
    opened: optional(record({ at: moment, by: person, reason: text })),
    attempts: list(attempt),
    asks: list(ask),
    decision: optional(decision),
    undone: optional(undone),
  },
  'One pass over the step; the last one counts.',
);

const span = record(
  {
    kind: Type.Enum(['here', 'elsewhere', 'person', 'retry']),
    round: Type.Number(),
    attempt: Type.Number(),
    from: moment,
    to: optional(moment),
  },
  'A stretch of time: work here, work that goes on elsewhere, a person who is asked, or the time before the next attempt. Without `to` it goes on.',
);

const definition = record(
  {
    digest: text,
    with: jsonObject,
    expect: list(record({ name: text, that: text })),
  },
  'What the step does, as it is written; templates are not filled.',
);

export const reportGroup = record({
  kind: Type.Literal('group'),
  id: text,
  title: text,
  depth: Type.Number(),
  status,
  failure: optional(failure),
});

export const reportStep = record({
  kind: Type.Literal('step'),
  id: text,
  path: text,
  title: text,
  depth: Type.Number(),
  type: text,
  effect,
  owner: optional(text),
  waitsFor: optional(text),
  status,
  isLeftOut: optional(Type.Literal(true)),
  isRemoved: optional(Type.Literal(true)),
  isLate: optional(Type.Literal(true)),
  took: optional(duration),
  waited: optional(duration),
  by: optional(person),
  note: optional(text),
  failure: optional(failure),
  outputs: jsonObject,
  rounds: list(round),
  spans: list(span),
  definition,
});

export const optionChange = record({ path: text, before: optional(json), now: optional(json) });
