import { fail, isJsonObject, type Json, type JsonObject, ok } from '@checklist/engine/plugin';
import type { WandbRequest } from './wandb-request.ts';
import { unreadable, type WandbResult } from './wandb-trouble.ts';

/** One logged row, cut down to step, time and the key that was asked for. */
export type HistoryRow = JsonObject;

interface Range {
  readonly key: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

const historyQuery = `query History($entity: String!, $project: String!, $run: String!, $specs: [JSONString!]!) {
  project(name: $project, entityName: $entity) { run(name: $run) { name sampledHistory(specs: $specs) } }
}`;

/** Rows that W&B gives at most for one range; when there are more, it leaves some out. */
const mostRows = 1000;
const rangesAtOnce = 10;

/**
 * Reads all rows of each key. W&B thins long series out, and a dip could be among what is left out, so a range whose
 * answer is long enough to be thinned is cut in two and asked again.
 */
export async function readHistory(
  request: Pick<WandbRequest, 'query'>,
  path: { readonly entity: string; readonly project: string; readonly run: string },
  keys: readonly string[],
  lastStep: number,
): WandbResult<ReadonlyMap<string, readonly HistoryRow[]>> {
  const rows = new Map(keys.map((key) => [key, new Map<number, HistoryRow>()]));
  let open: Range[] = keys.map((key) => ({ key, from: 0, to: lastStep + 1 }));
  while (open.length > 0) {
    const asked = open.slice(0, rangesAtOnce);
    const data = await request.query(historyQuery, { ...path, specs: asked.map((range) => toSpec(range)) });
    if (!data.ok) return data;
    const lists = readLists(data.value, path.run);
    if (lists?.length !== asked.length) return fail(unreadable('its history'));
    const found = asked.map((range, index) => ({ range, rows: lists[index] ?? [] }));
    for (const { range, rows: some } of found.filter(isWhole))
      for (const row of some) if (Object.hasOwn(row, range.key)) rows.get(range.key)?.set(Number(row._step), row);
    open = [...open.slice(rangesAtOnce), ...found.filter((one) => !isWhole(one)).flatMap(({ range }) => halve(range))];
  }
  return ok(new Map([...rows].map(([key, byStep]) => [key, inOrder(byStep)])));
}

/** Some rows of each key, over the whole run and with one question: enough to see how it goes, and not to judge it. */
export async function sampleHistory(
  request: Pick<WandbRequest, 'query'>,
  path: { readonly entity: string; readonly project: string; readonly run: string },
  keys: readonly string[],
  lastStep: number,
  samples: number,
): WandbResult<ReadonlyMap<string, readonly HistoryRow[]>> {
  const specs = keys.map((key) => toSpec({ key, from: 0, to: lastStep + 1 }, samples));
  const data = await request.query(historyQuery, { ...path, specs });
  if (!data.ok) return data;
  const lists = readLists(data.value, path.run);
  if (lists?.length !== keys.length) return fail(unreadable('its history'));
  return ok(new Map(keys.map((key, index) => [key, lists[index] ?? []])));
}

function toSpec({ key, from, to }: Range, samples = mostRows): string {
  return JSON.stringify({ keys: ['_step', '_timestamp', key], minStep: from, maxStep: to, samples });
}

/** Far fewer rows than allowed, or no room for more: nothing was left out. */
function isWhole({ range, rows }: { readonly range: Range; readonly rows: readonly HistoryRow[] }): boolean {
  return rows.length < mostRows / 2 || range.to - range.from <= mostRows;
}

function halve({ key, from, to }: Range): Range[] {
  const middle = Math.floor((from + to) / 2);
  return [
    { key, from, to: middle },
    { key, from: middle, to },
  ];
}

/** The rows of each range; a row that cannot be read could be the one that matters, so then there are none at all. */
function readLists(data: JsonObject, name: string): HistoryRow[][] | undefined {
  const run = isJsonObject(data.project) ? data.project.run : undefined;
  const lists = isJsonObject(run) && run.name === name ? run.sampledHistory : undefined;
  if (!Array.isArray(lists)) return undefined;
  const read = lists.map((list: Json) => (Array.isArray(list) ? list.map(toRow) : [undefined]));
  const rows = read.map((list) => list.filter((row) => row !== undefined));
  return read.every((list, index) => list.length === rows[index]?.length) ? rows : undefined;
}

/** Rows come as objects, or as JSON in strings. */
function toRow(row: Json): HistoryRow | undefined {
  try {
    const value: unknown = typeof row === 'string' ? JSON.parse(row) : row;
    return isJsonObject(value) && typeof value._step === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

function inOrder(byStep: ReadonlyMap<number, HistoryRow>): HistoryRow[] {
  return [...byStep].sort(([a], [b]) => a - b).map(([, row]) => row);
}
