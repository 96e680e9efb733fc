import { isJsonObject, type Json, type JsonObject } from '@checklist/engine/plugin';
import type { GraphqlObject } from './answer-query.ts';
import { generateHistory } from './generate-history.ts';
import type { SeedRun } from './wandb-seed.ts';

/** A run of the stand-in, at the moment of a question. */
interface RunMoment {
  readonly run: SeedRun;
  /** Questions for the state, this one included, since the run is there. */
  readonly looks: number;
  readonly isLateHere: boolean;
}

type When = { readonly looks?: number; readonly ms?: number } | undefined;

/** Keeps count of the looks at each run, so that runs appear, go on, and log late. */
export function createSeededRuns(runs: readonly SeedRun[], addressOf: (run: SeedRun, file: string) => string) {
  const startedAt = Date.now();
  const looks = new Map<SeedRun, number>();
  const isHere = (when: When, before: number) =>
    before >= (when?.looks ?? 0) && Date.now() - startedAt >= (when?.ms ?? 0);

  return (entity: string, project: string, name: string, isLook: boolean): GraphqlObject | undefined => {
    const run = runs.find((one) => one.name === name && placeOf(one) === `${entity}/${project}`);
    if (run === undefined) return undefined;
    const before = looks.get(run) ?? 0;
    if (isLook) looks.set(run, before + 1);
    // Questions that follow a look are about the run as that look saw it.
    const seen = isLook ? before : Math.max(0, before - 1);
    const hidden = run.appears?.looks ?? 0;
    if (!isHere(run.appears, seen)) return undefined;
    return toRun({ run, looks: seen - hidden + 1, isLateHere: isHere(run.late, seen - hidden) }, addressOf);
  };
}

export function placeOf({ entity = 'metta-research', project = 'metta' }: SeedRun): string {
  return `${entity}/${project}`;
}

function toRun(
  { run, looks, isLateHere }: RunMoment,
  addressOf: (run: SeedRun, file: string) => string,
): GraphqlObject {
  const { states = ['finished'], config = {}, files = {} } = run;
  const late = isLateHere ? run.late : undefined;
  const rows = generateHistory(run, [...(run.history ?? []), ...(late?.history ?? [])]);
  const summary = { ...Object.assign({}, ...rows), ...run.summary, ...late?.summary };
  const entries = Object.entries(config).map(([key, value]) => [key, { desc: null, value }]);
  return {
    typeName: 'Run',
    fields: {
      name: () => ({ json: run.name }),
      displayName: () => ({ json: run.name }),
      state: () => ({ json: states[Math.min(looks, states.length) - 1] ?? 'finished' }),
      summaryMetrics: () => ({ json: JSON.stringify(summary) }),
      config: () => ({ json: JSON.stringify(Object.fromEntries(entries)) }),
      historyKeys: () => ({ json: rows.length === 0 ? null : describeKeys(rows) }),
      sampledHistory: ({ specs }) => ({ json: (Array.isArray(specs) ? specs : []).map((spec) => sample(rows, spec)) }),
      files: ({ names }) => ({
        one: connection(
          Object.keys(files).filter((path) => !Array.isArray(names) || names.includes(path)),
          (path) => ({
            typeName: 'File',
            fields: { name: () => ({ json: path }), directUrl: () => ({ json: addressOf(run, path) }) },
          }),
        ),
      }),
    },
  };
}

function connection(paths: readonly string[], toFile: (path: string) => GraphqlObject): GraphqlObject {
  const edges = paths.map(
    (path): GraphqlObject => ({ typeName: 'FileEdge', fields: { node: () => ({ one: toFile(path) }) } }),
  );
  return { typeName: 'FileConnection', fields: { edges: () => ({ all: edges }) } };
}

function describeKeys(rows: readonly JsonObject[]): Json {
  const counts = new Map<string, number>();
  for (const key of rows.flatMap((row) => Object.keys(row))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const keys = [...counts].map(([key, count]) => [key, { typeCounts: [{ type: 'number', count }], monotonic: false }]);
  return { sets: [], keys: Object.fromEntries(keys), lastStep: rows.at(-1)?._step ?? -1 };
}

/** Rows that have every key, from `minStep` to before `maxStep`, thinned out evenly when there are more than wanted. */
function sample(rows: readonly JsonObject[], spec: Json): Json[] {
  const wanted: unknown = JSON.parse(String(spec));
  if (!isJsonObject(wanted) || !Array.isArray(wanted.keys)) throw new Error('invalid sampledHistory spec');
  const keys = wanted.keys.map(String);
  const [from, to] = [Number(wanted.minStep ?? 0), Number(wanted.maxStep ?? Number.POSITIVE_INFINITY)];
  const samples = Number(wanted.samples ?? 500);
  const inside = rows.filter(
    (row) => keys.every((key) => key in row) && Number(row._step) >= from && Number(row._step) < to,
  );
  const stride = Math.max(1, inside.length / samples);
  const count = Math.min(inside.length, samples);
  const chosen = Array.from({ length: count }, (_, index) => inside[Math.floor(index * stride)] ?? {});
  return chosen.map((row) => Object.fromEntries(keys.map((key) => [key, row[key] ?? null])));
}
