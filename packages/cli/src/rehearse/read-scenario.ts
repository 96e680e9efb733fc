import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkData, fail, isJsonObject, type Json, type JsonObject, ok, type Result } from '@checklist/engine';
import { parse } from 'yaml';
import { type Scenario, ScenarioSchema } from './scenario.ts';

/** The folder that holds the scenarios of a checklist file. */
export function scenarioFolder(checklistFile: string): string {
  return checklistFile.replace(/\.ya?ml$/, '.scenarios');
}

/** The names of a checklist's scenarios, in order. */
export function listScenarios(checklistFile: string): string[] {
  const folder = scenarioFolder(checklistFile);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => basename(name).replace(/\.ya?ml$/, ''))
    .toSorted();
}

/** Reads a scenario with all that it extends; the error is one line for each fault. */
export function readScenario(file: string): Result<Scenario, readonly string[]> {
  const merged = readMerged(file, []);
  if (!merged.ok) return fail([merged.error]);
  return checkData<Scenario>(ScenarioSchema, merged.value, file);
}

function readMerged(file: string, trail: readonly string[]): Result<JsonObject, string> {
  if (trail.includes(file)) return fail(`${file}: extends itself by way of ${trail.join(', ')}`);
  const read = readYaml(file);
  if (!read.ok) return read;
  const { extends: base, ...own } = read.value;
  if (base === undefined) return ok(own);
  if (typeof base !== 'string') return fail(`${file}: "extends" is no text, expected the name of a scenario file`);
  const under = readMerged(join(dirname(file), base), [...trail, file]);
  return under.ok ? ok(layOver(under.value, own)) : under;
}

function readYaml(file: string): Result<JsonObject, string> {
  try {
    const value: unknown = parse(readFileSync(file, 'utf8'));
    return isJsonObject(value) ? ok(value) : fail(`${file}: found no mapping, expected a scenario`);
  } catch (error) {
    return fail(`${file}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
  }
}

/** Mappings are laid over each other key by key; everything else replaces what was there; null removes. */
export function layOver(under: JsonObject, over: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isJsonObject(before) && isJsonObject(value) ? layOver(before, value) : value);
  }
  return Object.fromEntries(merged);
}
