import { fail, isJsonObject, type Json, type JsonObject, ok } from '@checklist/engine/plugin';
import { readHistory, sampleHistory } from './read-history.ts';
import { createWandbRequest, type WandbAccess } from './wandb-request.ts';
import { unreadable, type WandbResult } from './wandb-trouble.ts';

/** Where a run is. */
export interface RunPath {
  readonly entity: string;
  readonly project: string;
  readonly run: string;
}

/** What W&B tells about a run. */
export interface WandbRun {
  readonly state: string;
  readonly summary: JsonObject;
  readonly config: JsonObject;
  /** Step of the last logged row; absent when nothing was logged. */
  readonly lastStep?: number;
  /** Every key that was logged, in the history or in the summary. */
  readonly keys: readonly string[];
}

const projectQuery = `query Project($entity: String!, $project: String!) {
  project(name: $project, entityName: $entity) { name }
}`;

const runQuery = `query Run($entity: String!, $project: String!, $run: String!) {
  project(name: $project, entityName: $entity) {
    run(name: $run) { name state summaryMetrics config historyKeys }
  }
}`;

const filesQuery = `query Files($entity: String!, $project: String!, $run: String!, $names: [String]) {
  project(name: $project, entityName: $entity) {
    run(name: $run) { files(names: $names, first: 1) { edges { node { name directUrl } } } }
  }
}`;

export type WandbClient = ReturnType<typeof createWandbClient>;

/** W&B as typed reads. */
export function createWandbClient(access: WandbAccess) {
  const request = createWandbRequest(access);

  /** Whether the project is there and can be read. */
  async function hasProject(entity: string, project: string): WandbResult<boolean> {
    const data = await request.query(projectQuery, { entity, project });
    return data.ok ? ok(isJsonObject(data.value.project)) : data;
  }

  /** The run; `undefined` when it is not there, or not yet. */
  async function readRun(path: RunPath): WandbResult<WandbRun | undefined> {
    const data = await request.query(runQuery, { ...path });
    if (!data.ok) return data;
    const run = at(data.value, 'project', 'run');
    if (run === undefined || run === null) return ok(undefined);
    if (!isJsonObject(run) || run.name !== path.run) return fail(unreadable('another run'));
    const summary = readJsonText(run.summaryMetrics);
    const config = readJsonText(run.config);
    if (summary === undefined || config === undefined) return fail(unreadable('its summary or configuration'));
    const logged = isJsonObject(run.historyKeys) ? run.historyKeys : {};
    const keys = new Set([...Object.keys(isJsonObject(logged.keys) ? logged.keys : {}), ...Object.keys(summary)]);
    return ok({
      state: String(run.state),
      summary,
      config,
      ...(typeof logged.lastStep === 'number' && logged.lastStep >= 0 && { lastStep: logged.lastStep }),
      keys: [...keys],
    });
  }

  /** The text of a file of the run; `undefined` when it is not there. */
  async function readFile(path: RunPath, name: string): WandbResult<string | undefined> {
    const data = await request.query(filesQuery, { ...path, names: [name] });
    if (!data.ok) return data;
    const edges = at(data.value, 'project', 'run', 'files', 'edges');
    if (!Array.isArray(edges)) return fail(unreadable('its files'));
    if (edges.length === 0) return ok(undefined);
    const [found, url] = [at(edges[0], 'node', 'name'), at(edges[0], 'node', 'directUrl')];
    return found === name && typeof url === 'string' ? request.download(url) : fail(unreadable('its files'));
  }

  return {
    hasProject,
    readRun,
    readFile,
    /** All rows of each key, to step `lastStep`. */
    readHistory: (path: RunPath, keys: readonly string[], lastStep: number) =>
      readHistory(request, path, keys, lastStep),
    /** At most so many rows of each key, from all over the run. */
    sampleHistory: (path: RunPath, keys: readonly string[], lastStep: number, samples: number) =>
      sampleHistory(request, path, keys, lastStep, samples),
  };
}

function at(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((found, key) => (isJsonObject(found) ? found[key] : undefined), value);
}

/** JSON inside of a JSON string; absent is empty. */
function readJsonText(text: Json | undefined): JsonObject | undefined {
  if (text === undefined || text === null || text === '') return {};
  try {
    const value: unknown = JSON.parse(String(text));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
