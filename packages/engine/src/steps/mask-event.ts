import type { SentCommand } from '../model/command.ts';
import type { AttemptStarted, RecordedEvent } from '../model/event.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Mask } from './mask.ts';

/**
 * What is ours in an event: words of the journal and ids of the checklist, by the key around them. A secret that happens to
 * be such a word must not make a journal that nobody can read. Everything else is somebody else's text.
 */
const ours: Readonly<Record<string, readonly string[]>> = {
  '': ['type', 'step', 'item', 'items', 'verdict', 'command', 'runId', 'profile', 'commit', 'checklist', 'hostname'],
  failure: ['reason', 'log'],
  ask: ['kind'],
  questions: ['name', 'type', 'choices', 'pattern'],
  evidence: ['type'],
  basis: ['stepType', 'effect'],
  lacks: ['step'],
  by: ['contact'],
  from: ['contact'],
  to: ['contact'],
  recordedBy: ['contact'],
  signOff: ['by', 'digest', 'commit'],
  inCommand: ['type', 'step', 'item', 'signedBy', 'to', 'askedSeq'],
};

/** Values by names that the checklist declares; the names are ours, the values are not. */
const named: readonly string[] = ['outputs', 'answers'];
/** Somebody else's JSON, to its last key. */
const foreign: readonly string[] = ['handle', 'options', 'before', 'scope', 'value', 'series'];

/** Takes secrets out of an event before anybody sees it. */
export function maskEvent(event: RecordedEvent, mask: Mask): RecordedEvent {
  const masked: RecordedEvent = maskOurs(event as Json & RecordedEvent, '', mask);
  if (event.type !== 'attempt-started' || masked.type !== 'attempt-started') return masked;
  if (whatUndoes(masked) === whatUndoes(event)) return masked;
  // What has a gap in it is nothing to undo by; it is filled again then.
  const { basis: _, ...rest } = masked;
  return rest;
}

function whatUndoes({ basis }: AttemptStarted): string | undefined {
  return JSON.stringify(basis?.undo ?? basis?.options);
}

/** The same for a command that waits on disk. */
export function maskCommand(sent: SentCommand, mask: Mask): SentCommand {
  return { ...sent, command: maskOurs(sent.command as Json & SentCommand['command'], 'inCommand', mask) };
}

function maskOurs<T extends Json>(value: T, around: string, mask: Mask): T;
function maskOurs(value: Json, around: string, mask: Mask): Json {
  if (typeof value === 'string') return mask.text(value);
  if (Array.isArray(value)) return value.map((element: Json) => maskOurs(element, around, mask));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, maskKey(key, one, around, mask)] as const);
  return Object.fromEntries(entries);
}

function maskKey(key: string, value: Json, around: string, mask: Mask): Json {
  if (Object.hasOwn(ours, around) && ours[around]?.includes(key) === true) return value;
  if (named.includes(key) && isJsonObject(value)) return maskValues(value, mask);
  return foreign.includes(key) ? mask.json(value) : maskOurs(value, key, mask);
}

function maskValues(values: JsonObject, mask: Mask): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mask.json(value)]));
}
