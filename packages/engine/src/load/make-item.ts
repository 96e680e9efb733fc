import { parseDuration } from '../language/duration.ts';
import type { Group, Item, ItemHead, Poll, Retry, Step } from '../model/checklist.ts';
import { canonicalJson, digestOf } from '../model/digest.ts';
import type { Effect } from '../model/effect.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { defined } from './defined.ts';
import { findGiven } from './find-given.ts';
import type { Head } from './head.ts';
import type { WrittenGroup, WrittenStep } from './written-item.ts';

/** What a step gets from its step type, and from what stands above the items. */
export interface FromElsewhere {
  readonly effect: Effect;
  readonly outputs: readonly string[];
  readonly isSignOff: boolean;
  readonly head: Head;
}

export function makeGroup(written: WrittenGroup, items: readonly Item[], finals: readonly Item[], head: Head): Group {
  return {
    kind: 'group',
    ...makeHead(written, head),
    parallel: written.parallel ?? false,
    items,
    finally: finals,
    ...defined({ limit: written.limit, backTo: written.on_reject?.back_to }),
  };
}

export function makeStep(written: WrittenStep, options: JsonObject, from: FromElsewhere): Step {
  const { type, expect = [], secrets = [], confirm, manual } = written;
  const command = written.undo === undefined ? undefined : nonEmpty(written.undo.command);
  const asked = defined({ confirm, manual, poll: makePoll(written.poll), undo: command && { command } });
  return {
    kind: 'step',
    ...makeHead(written, from.head),
    type,
    with: options,
    effect: written.effect ?? from.effect,
    expect,
    ...asked,
    ...defined({
      retry: makeRetry(written.retry),
      timeout: milliseconds(written.timeout),
      deadline: milliseconds(written.deadline),
    }),
    secrets,
    outputs: from.outputs,
    ...(from.isSignOff || options.sign_off !== undefined ? { isSignOff: true } : {}),
    digest: digestOf(
      canonicalJson(plain({ type, with: options, expect, secrets, ...asked })),
      canonicalJson(givenTo(options, asked, written, from.head)),
    ),
  };
}

function givenTo(
  options: JsonObject,
  asked: object,
  { expect = [], poll, secrets = [] }: WrittenStep,
  head: Head,
): Json {
  const signOff = options.sign_off;
  const contacts = isJsonObject(signOff) && Array.isArray(signOff.by) ? signOff.by.map(String) : [];
  const expressions = [...expect.map(({ that }) => that), ...(poll === undefined ? [] : [poll.until])];
  return findGiven({ templates: [options, plain(asked)], expressions, secrets, contacts }, head);
}

function makeHead(written: WrittenGroup | WrittenStep, head: Head): ItemHead {
  const { id, title, description, when, needs, matrix, owner } = written;
  const given = when === undefined ? undefined : canonicalJson(findGiven({ templates: [], expressions: [when] }, head));
  const whenDigest = when === undefined || given === undefined ? undefined : digestOf(when, given);
  return { id, title, ...defined({ description, when, whenDigest, needs, matrix, owner }) };
}

function makeRetry(written: WrittenStep['retry']): Retry | undefined {
  if (written === undefined) return undefined;
  const { attempts, delay, factor = 2, max_delay } = typeof written === 'number' ? { attempts: written } : written;
  return { attempts, delay: milliseconds(delay) ?? 1_000, factor, maxDelay: milliseconds(max_delay) ?? 300_000 };
}

function makePoll(written: WrittenStep['poll']): Poll | undefined {
  if (written === undefined) return undefined;
  return {
    until: written.until,
    every: milliseconds(written.every) ?? 0,
    timeout: milliseconds(written.timeout) ?? 0,
    grace: milliseconds(written.grace) ?? 0,
  };
}

/** A duration too long to be counted never ends. */
function milliseconds(text: string | undefined): number | undefined {
  return text === undefined ? undefined : (parseDuration(text) ?? Number.MAX_SAFE_INTEGER);
}

export function nonEmpty(words: readonly string[]): readonly [string, ...string[]] | undefined {
  const [first, ...rest] = words;
  return first === undefined ? undefined : [first, ...rest];
}

function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
