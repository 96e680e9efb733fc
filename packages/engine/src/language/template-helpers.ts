import type { Json } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import { fail, ok } from '../model/result.ts';
import { describeKind, readMember } from './scope.ts';

/** Why a helper cannot use an argument: `found` follows the argument's name, `expected` follows "expected". */
export interface Mismatch {
  readonly argument: number;
  readonly found: string;
  readonly expected: string;
}

/** A function that templates can call; pure. */
export interface TemplateHelper {
  /** How it is written, for messages. */
  readonly usage: string;
  readonly least: number;
  readonly most: number;
  /** An argument may be null. */
  readonly takesNull?: true;
  /** Checks the arguments that are already known when the template is read. */
  check?(known: readonly (Json | undefined)[]): Mismatch | undefined;
  apply(values: readonly Json[]): Result<string, Mismatch>;
}

type Read<T> = Result<T, Mismatch>;

/** The helpers of templates, by name. */
export const templateHelpers: ReadonlyMap<string, TemplateHelper> = new Map<string, TemplateHelper>([
  ['date', { usage: '{{date run.started_at "yyyy-MM-dd"}}', least: 2, most: 2, check: checkDate, apply: date }],
  ['days_after', { usage: '{{days_after run.started_at 3}}', least: 2, most: 2, apply: daysAfter }],
  ['list', { usage: '{{list xs}}', least: 1, most: 1, apply: list }],
  ['table', { usage: '{{table rows "sha" "subject"}}', least: 2, most: 50, apply: table }],
  ['json', { usage: '{{json x}}', least: 1, most: 1, takesNull: true, apply: ([x = null]) => ok(JSON.stringify(x)) }],
  ['plural', { usage: '{{plural n "commit" "commits"}}', least: 3, most: 3, apply: plural }],
  ['round', { usage: '{{round x 2}}', least: 2, most: 2, takesNull: true, apply: round }],
  ['short', { usage: '{{short sha}}', least: 1, most: 1, apply: short }],
  ['join', { usage: '{{join xs ", "}}', least: 2, most: 2, apply: join }],
]);

function readText(values: readonly Json[], argument: number): Read<string> {
  const value = values[argument] ?? null;
  return typeof value === 'string' ? ok(value) : mismatch(argument, `is ${describeKind(value)}`, 'a string');
}

function readNumber(values: readonly Json[], argument: number): Read<number> {
  const value = values[argument] ?? null;
  return typeof value === 'number' ? ok(value) : mismatch(argument, `is ${describeKind(value)}`, 'a number');
}

function readList(values: readonly Json[], argument: number): Read<readonly Json[]> {
  const value: Json = values[argument] ?? null;
  return Array.isArray(value) ? ok(value) : mismatch(argument, `is ${describeKind(value)}`, 'a list');
}

function mismatch(argument: number, found: string, expected: string): { readonly ok: false; readonly error: Mismatch } {
  return fail({ argument, found, expected });
}

/** The text of a value that can stand in a line; undefined for null, lists and objects. */
export function plainText(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined;
}

function readPlainList(values: readonly Json[], argument: number): Read<readonly string[]> {
  const elements = readList(values, argument);
  if (!elements.ok) return elements;
  const texts: string[] = [];
  for (const element of elements.value) {
    const text = plainText(element);
    if (text === undefined)
      return mismatch(argument, `has ${describeKind(element)} in it`, 'strings, numbers or booleans');
    texts.push(text);
  }
  return ok(texts);
}

const moment = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

function readMoment(values: readonly Json[], argument: number): Read<Date> {
  const expected = 'a moment such as "2026-11-24T09:30:00Z" or a date such as "2026-11-24"';
  const text = readText(values, argument);
  if (!text.ok) return mismatch(argument, text.error.found, expected);
  const [, year, month, day] = moment.exec(text.value) ?? [];
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const parsed = new Date(text.value);
  if (Number(day) <= lastDay && Number.isFinite(parsed.getTime())) return ok(parsed);
  return mismatch(argument, `is "${text.value}"`, expected);
}

function checkDate([, format]: readonly (Json | undefined)[]): Mismatch | undefined {
  if (typeof format !== 'string') return undefined;
  const other = /[a-zA-Z]+/.exec(format.replaceAll(/yyyy|MM|dd|HH|mm|T|Z/g, ' '))?.[0];
  if (other === undefined) return undefined;
  return { argument: 1, found: `holds "${other}"`, expected: 'only yyyy, MM, dd, HH and mm to be filled' };
}

function date(values: readonly Json[]): Read<string> {
  const at = readMoment(values, 0);
  if (!at.ok) return at;
  const format = readText(values, 1);
  if (!format.ok) return format;
  const wrong = checkDate(values);
  if (wrong !== undefined) return fail(wrong);
  const iso = at.value.toISOString();
  const fields = { yyyy: iso.slice(0, -20), MM: iso.slice(-19, -17), dd: iso.slice(-16, -14) };
  const times = { HH: iso.slice(-13, -11), mm: iso.slice(-10, -8) };
  const named = new Map(Object.entries({ ...fields, ...times }));
  return ok(format.value.replaceAll(/yyyy|MM|dd|HH|mm/g, (field) => named.get(field) ?? field));
}

function daysAfter(values: readonly Json[]): Read<string> {
  const at = readMoment(values, 0);
  if (!at.ok) return at;
  const days = readNumber(values, 1);
  if (!days.ok) return days;
  const day = new Date(at.value.getTime() + Math.trunc(days.value) * 86_400_000);
  if (Number.isInteger(days.value) && Number.isFinite(day.getTime())) return ok(day.toISOString().slice(0, -14));
  return mismatch(1, `is ${days.value}`, 'a whole number of days');
}

function list(values: readonly Json[]): Read<string> {
  const texts = readPlainList(values, 0);
  if (!texts.ok) return texts;
  // A further line of an element is indented, or it would end the list.
  return ok(texts.value.map((text) => `- ${text.replaceAll('\n', '\n  ')}`).join('\n'));
}

function table([rows = null, ...names]: readonly Json[]): Read<string> {
  const elements = readList([rows], 0);
  if (!elements.ok) return elements;
  const fields: string[] = [];
  for (const index of names.keys()) {
    const field = readText([rows, ...names], index + 1);
    if (!field.ok) return field;
    fields.push(field.value);
  }
  const lines = [fields.map(escapeCell), fields.map(() => '---')];
  for (const row of elements.value) {
    if (!isJsonObject(row)) return mismatch(0, `has ${describeKind(row)} in it`, 'a list of objects');
    const cells = fields.map((field) => plainText(readMember(row, field)));
    const lacking = fields.find((_, index) => cells[index] === undefined);
    if (lacking !== undefined) return mismatch(0, `has an element without a plain "${lacking}"`, 'one in each');
    lines.push(cells.map((cell) => escapeCell(cell ?? '')));
  }
  return ok(lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
}

// A bar or a line break in a value would make another cell or row of it.
function escapeCell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll(/\r\n?|\n/g, ' ');
}

function plural(values: readonly Json[]): Read<string> {
  const count = readNumber(values, 0);
  if (!count.ok) return count;
  const noun = readText(values, count.value === 1 ? 1 : 2);
  return noun.ok ? ok(`${count.value} ${noun.value}`) : noun;
}

/** As few decimals as the number needs, and at most so many; a number that is not there is told as such. */
function round(values: readonly Json[]): Read<string> {
  if (values[0] === null) return ok('none');
  const number = readNumber(values, 0);
  if (!number.ok) return number;
  const digits = readNumber(values, 1);
  if (!digits.ok) return digits;
  const isPlaces = Number.isInteger(digits.value) && digits.value >= 0 && digits.value <= 20;
  if (!isPlaces) return mismatch(1, `is ${digits.value}`, 'a number of decimals from 0 to 20');
  return ok(String(Number(number.value.toFixed(digits.value))));
}

function short(values: readonly Json[]): Read<string> {
  const text = readText(values, 0);
  return text.ok ? ok(text.value.slice(0, 10)) : text;
}

function join(values: readonly Json[]): Read<string> {
  const texts = readPlainList(values, 0);
  if (!texts.ok) return texts;
  const separator = readText(values, 1);
  return separator.ok ? ok(texts.value.join(separator.value)) : separator;
}
