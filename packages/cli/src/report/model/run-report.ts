import { type Static, Type } from 'typebox';
import {
  duration,
  effect,
  evidence,
  type failure,
  json,
  list,
  moment,
  optional,
  person,
  point,
  record,
  type status,
  text,
} from './record-schema.ts';
import { optionChange, reportGroup, reportStep, undoVerdict } from './step-schema.ts';

const run = record({
  id: text,
  checklist: record({ id: text, title: text, digest: text }),
  outcome: Type.Enum(['passed', 'failed', 'waiting', 'paused', 'running', 'cancelled', 'undone']),
  commit: optional(text),
  profile: optional(text),
  starter: person,
  operator: person,
  startedAt: moment,
  lastAt: moment,
});

const metric = record(
  {
    step: text,
    round: Type.Number(),
    attempt: Type.Number(),
    label: text,
    key: text,
    along: text,
    points: list(point),
    window: optional(record({ from: Type.Number(), to: Type.Number() })),
    limit: text,
    low: optional(Type.Number()),
    high: optional(Type.Number()),
    actual: Type.Union([Type.Number(), Type.Null()]),
    verdict: text,
    compared: optional(record({ label: text, points: list(point) })),
    last: optional(record({ run: text, points: list(point) })),
  },
  'A metric that was judged, by the newest attempt that did; `compared` is the run that the checklist compares with, `last` the same metric of the last release.',
);

const outside = record(
  {
    step: text,
    title: text,
    effect,
    at: moment,
    verdict: optional(text),
    plan: list(text),
    evidence: list(evidence),
    isByHand: optional(Type.Literal(true)),
    undone: optional(undoVerdict),
  },
  'What others can see of the run: an attempt of a step whose effect reaches beyond this machine.',
);

const signature = record(
  {
    step: text,
    round: Type.Number(),
    by: text,
    recordedBy: optional(text),
    through: optional(text),
    url: optional(text),
    at: moment,
    commit: optional(text),
    isGiven: Type.Boolean(),
  },
  'A word of approval, or of refusal, of a named person.',
);

const pause = record(
  { from: moment, to: optional(moment), by: optional(person), reason: optional(text) },
  'A time in which nothing new was begun, since a person said so; without `by`, a time before a driver for which nothing is on record.',
);

const intervention = record(
  {
    type: Type.Enum([
      'edit',
      'retry',
      'redo',
      'keep',
      'by-hand',
      'skip',
      'waive',
      'cancel',
      'undo',
      'handover',
      'pause',
      'resume',
    ]),
    by: person,
    at: moment,
    items: list(text),
    reason: optional(text),
    to: optional(person),
  },
  'What a person did to the run beside answering it.',
);

const stepTime = record({ step: text, before: duration, now: duration });

const comparison = record(
  {
    run: record({ id: text, outcome: text, startedAt: moment, commit: optional(text), profile: optional(text) }),
    took: record({ before: duration, now: duration }),
    slower: list(stepTime),
    faster: list(stepTime),
    failing: list(record({ step: text, message: text })),
    healed: list(text),
    added: list(text),
    removed: list(text),
    changed: list(record({ step: text, options: list(optionChange) })),
    inputs: list(optionChange),
    joined: list(text),
    left: list(text),
  },
  'How the run differs from that of the last release.',
);

/** Everything that the journal of a run tells, in the form that each report is made from. */
export const runReport = Type.Object(
  {
    format: Type.Literal(1),
    madeAt: moment,
    run,
    inputs: list(record({ name: text, value: json, isDefault: Type.Boolean() })),
    counts: Type.Record(Type.String(), Type.Number(), { description: 'How many steps are in each status.' }),
    people: list(record({ name: text, email: optional(text), contact: optional(text), roles: list(text) })),
    pointOfNoReturn: optional(record({ step: text, title: text, at: optional(moment) })),
    lacks: list(record({ step: text, message: text, hint: text })),
    items: list(Type.Union([reportGroup, reportStep])),
    drivers: list(record({ at: moment, hostname: text, pid: Type.Number() })),
    pauses: list(pause),
    metrics: list(metric),
    outside: list(outside),
    signatures: list(signature),
    interventions: list(intervention),
    edits: list(record({ at: moment, added: list(text), removed: list(text), changed: list(text) })),
    refusals: list(record({ command: text, reason: text, by: person, at: moment })),
    cuts: list(record({ at: moment, bytes: Type.Number(), kept: text })),
    undo: optional(
      record({
        by: person,
        at: moment,
        steps: list(
          record({
            step: text,
            round: Type.Number(),
            verdict: undoVerdict,
            at: moment,
            why: optional(text),
            by: optional(person),
          }),
        ),
      }),
    ),
    previous: optional(comparison),
  },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Report of a run of a checklist',
    description:
      'What "checklist report --format json" prints. `format` grows when a field changes its meaning or goes away; new fields may come at any time.',
    additionalProperties: false,
  },
);

export type RunReport = Static<typeof runReport>;
export type ReportItem = RunReport['items'][number];
export type ReportStep = Extract<ReportItem, { kind: 'step' }>;
export type ReportRound = ReportStep['rounds'][number];
export type ReportAttempt = ReportRound['attempts'][number];
export type ReportAsk = ReportRound['asks'][number];
export type ReportSpan = ReportStep['spans'][number];
export type ReportMetric = RunReport['metrics'][number];
export type ReportOutside = RunReport['outside'][number];
export type ReportPerson = Static<typeof person>;
export type ReportEvidence = Static<typeof evidence>;
export type ReportFailure = Static<typeof failure>;
export type ReportStatus = Static<typeof status>;
export type Comparison = NonNullable<RunReport['previous']>;
