import type { RecordedEvent } from '../model/event.ts';
import type { Json } from '../model/json.ts';

/** What differs from one playing to the next. */
const fleeting = [
  'seq',
  'at',
  'commandId',
  'isFollowed',
  'pid',
  'hostname',
  'checkAt',
  'handle',
  'digest',
  'log',
  'signOff',
  'starter',
];

/** An event as a line for people: what happened to which step, and the rest as JSON without times and ids. */
export function printEvent(event: RecordedEvent): string {
  const { type, ...all } = event;
  if (type === 'run-started')
    return `${type} ${event.checklist.id}${event.profile === undefined ? '' : ` as ${event.profile}`}`;
  const rest: Record<string, Json> = JSON.parse(JSON.stringify(all, hideFleeting)) as Record<string, Json>;
  const { step, item, round, attempt, ...others } = rest;
  const key = [round, attempt].filter((part) => part !== undefined).join('.');
  const words = [type, step ?? item, key].filter((word) => word !== undefined && word !== '');
  const details = Object.entries(others).filter(([, value]) => !isEmpty(value));
  const shown = details.map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [...words, ...shown].join(' ').replaceAll(/\b\d+(?:\.\d+)?(?:ms|s|m|h|d)\b(?! of)/g, '<time>');
}

function hideFleeting(this: unknown, key: string, value: unknown): unknown {
  return fleeting.includes(key) ? undefined : value;
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
