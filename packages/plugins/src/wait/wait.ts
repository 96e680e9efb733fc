import {
  defineStepType,
  durationPattern,
  fail,
  isJsonObject,
  type KnownOptions,
  ok,
  parseDuration,
  type Result,
  type StepResult,
} from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { isTimeZone, nextWeeklyMoment, weekdays } from './wall-clock.ts';

const timePattern = '^([01]\\d|2[0-3]):([0-5]\\d)$';
const momentPattern = '^(\\d{4}-\\d\\d-\\d\\d)T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,3})?)?(?:Z|[+-]\\d\\d:\\d\\d)$';

const weekly = Type.Object(
  {
    weekday: Type.Enum([...weekdays], { description: 'Day of the week.' }),
    at: Type.String({
      title: 'a time such as 09:00',
      pattern: timePattern,
      description: 'Time of the day.',
      examples: ['09:00'],
    }),
    zone: Type.String({ description: 'Time zone, such as `Europe/Berlin`.', examples: ['Europe/Berlin', 'UTC'] }),
  },
  { additionalProperties: false },
);

const options = Type.Object(
  {
    for: Type.Optional(
      Type.String({
        title: 'a duration such as 30m or 72h',
        pattern: durationPattern,
        description: 'How long.',
        examples: ['30m', '72h'],
      }),
    ),
    until: Type.Optional(
      Type.Union([Type.String({ title: 'a moment such as 2026-11-24T00:00Z', pattern: momentPattern }), weekly], {
        title: 'a moment such as 2026-11-24T00:00Z, or a mapping with "weekday", "at" and "zone"',
        description: 'The moment, or the next such weekday and time in a zone.',
        examples: ['2026-11-24T09:00+01:00', { weekday: 'monday', at: '09:00', zone: 'Europe/Berlin' }],
      }),
    ),
  },
  { additionalProperties: false, oneOf: [{ required: ['for'] }, { required: ['until'] }] },
);

type Options = Static<typeof options>;

export const wait = defineStepType({
  type: 'wait',
  summary: 'Waits for some time or until a moment',
  effect: 'reads',
  options,
  outputs: () => ({ ended_at: Type.String({ description: 'The moment that was waited for, in ISO 8601.' }) }),
  preflight: async (options, context) => {
    // An option that comes from another step is not known yet.
    if (options.for === undefined && options.until === undefined) return [];
    const moment = findMoment(options, context.now());
    return moment.ok ? [] : [{ message: moment.error, hint: 'Correct the options of this step.' }];
  },
  plan: describe,
  start: async (options, context) => waitFrom(context.now(), options, context.now()),
  check: async (handle, options, context) => {
    if (isJsonObject(handle) && typeof handle.since === 'number') return waitFrom(handle.since, options, context.now());
    const message = `handle ${JSON.stringify(handle)} has no beginning, expected { "since": <epoch milliseconds> }`;
    return { type: 'inconclusive', failure: { reason: 'cannot-tell', message } };
  },
});

/** The moment follows from the beginning and the options, which an edit may have changed since. */
function waitFrom(since: number, options: Options, now: number): StepResult {
  const found = findMoment(options, since);
  if (!found.ok) return { type: 'failed', failure: { reason: 'options', message: found.error } };
  const until = found.value;
  const moment = new Date(until).toISOString();
  if (now >= until) return { type: 'passed', outputs: { ended_at: moment } };
  return {
    type: 'pending',
    handle: { since },
    checkAfter: until - now,
    progress: { text: `until ${moment}`, endsAt: until },
  };
}

const longest = 8_640_000_000_000_000;

function findMoment(options: KnownOptions<Options>, now: number): Result<number, string> {
  if (options.for !== undefined) {
    const duration = parseDuration(options.for);
    if (duration === undefined || now + duration > longest)
      return fail(`"for" is "${options.for}", expected a duration such as "72h"`);
    return ok(now + duration);
  }
  const { until } = options;
  if (until === undefined) return fail('neither "for" nor "until" is given, expected one of them');
  return typeof until === 'string' ? parseMoment(until) : findWeekly(until, now);
}

function findWeekly({ weekday, at, zone }: Static<typeof weekly>, now: number): Result<number, string> {
  const [, hour, minute] = new RegExp(timePattern).exec(at) ?? [];
  if (hour === undefined || minute === undefined)
    return fail(`"at" is "${at}", expected a time of the day such as "09:00"`);
  if (!isTimeZone(zone)) return fail(`"zone" is "${zone}", expected a time zone such as "Europe/Berlin"`);
  return ok(nextWeeklyMoment({ weekday, hour: Number(hour), minute: Number(minute), zone }, now));
}

/** A moment without a zone would mean another time on another machine, and `Date` rolls 30 February over. */
function parseMoment(text: string): Result<number, string> {
  const date = new RegExp(momentPattern).exec(text)?.[1];
  const moment = Date.parse(text);
  const isDate = date !== undefined && new Date(`${date}T00:00Z`).toJSON()?.startsWith(date) === true;
  if (!isDate || Number.isNaN(moment))
    return fail(`"until" is "${text}", expected a moment with its zone such as "2026-11-24T00:00Z"`);
  return ok(moment);
}

function describe({ for: duration, until }: Options): string[] {
  if (duration !== undefined) return [`wait for ${duration}`];
  if (typeof until === 'object') return [`wait until ${until.weekday} ${until.at} in ${until.zone}`];
  return [`wait until ${until}`];
}
