import { isJsonObject, type Json, outcomeOf, type RunState } from '@checklist/engine';
import { commitRef, countProgramRuns, git, type Sandbox } from './sandbox.ts';
import type { RemoteRefExpectation, Scenario } from './scenario.ts';

/** What came out of a rehearsal, apart from what the remote and the programs' own lists tell. */
export interface Outcomes {
  readonly state: RunState;
  readonly exitCodes: readonly number[];
  /** Requests that the stand-ins received: `github POST /repos/...`. */
  readonly requests: readonly string[];
}

/** Everything that came out otherwise than the scenario says, a line each. */
export function compare(scenario: Scenario, sandbox: Sandbox, { state, exitCodes, requests }: Outcomes): string[] {
  const { expect } = scenario;
  const of = (id: string) => {
    const index = state.graph.indexOf.get(id);
    return index === undefined ? undefined : state.items.get(index);
  };
  const runs = countProgramRuns(sandbox);
  return [
    ...differ('outcome', outcomeOf(state), expect.outcome),
    ...differ('exit_codes', exitCodes, expect.exit_codes),
    ...each(expect.steps, (id, status) => differ(`steps.${id}`, of(id)?.status, status)),
    ...each(expect.outputs, (id, outputs) => differ(`outputs.${id}`, of(id)?.outputs, outputs as Json)),
    ...each(expect.rounds, (id, rounds) => differ(`rounds.${id}`, of(id)?.round, rounds)),
    ...each(expect.failures, (id, text) => containsText(`failures.${id}`, of(id)?.failure?.message, text)),
    ...each(expect.remote, (ref, wanted) => compareRef(sandbox, ref, wanted)),
    ...each(expect.program_runs, (name, count) => differ(`program_runs.${name}`, runs.get(name) ?? 0, count)),
    ...each(expect.requests, (pattern, count) => differ(`requests.${pattern}`, countMatches(requests, pattern), count)),
  ];
}

function countMatches(requests: readonly string[], pattern: string): number {
  const matcher = new RegExp(`^${pattern}$`);
  return requests.filter((request) => matcher.test(request)).length;
}

/** Objects are compared by the keys that are expected, everything else exactly. */
function differ(path: string, found: Json | undefined, expected: Json | undefined): string[] {
  if (expected === undefined) return [];
  if (isJsonObject(expected) && isJsonObject(found))
    return each(expected, (key, value) => differ(`${path}.${key}`, found[key], value));
  if (JSON.stringify(found) === JSON.stringify(expected)) return [];
  return [`${path}: found ${show(found)}, expected ${show(expected)}`];
}

function containsText(path: string, found: string | undefined, text: string): string[] {
  return found?.includes(text) === true ? [] : [`${path}: found ${show(found)}, expected a message with ${show(text)}`];
}

function compareRef(sandbox: Sandbox, ref: string, wanted: RemoteRefExpectation): string[] {
  const found = read(sandbox, 'rev-parse', '--verify', '--quiet', ref);
  const path = `remote.${ref}`;
  if (wanted === 'absent') return found === undefined ? [] : [`${path}: found ${found}, expected no such ref`];
  if (found === undefined) return [`${path}: found no such ref, expected one`];
  if ('contains' in wanted) {
    const isInside = read(sandbox, 'merge-base', '--is-ancestor', commitRef(wanted.contains), ref) !== undefined;
    return isInside ? [] : [`${path}: does not contain "${wanted.contains}", expected that it does`];
  }
  const kind = read(sandbox, 'cat-file', '-t', ref);
  if (kind !== 'tag') return [`${path}: is a ${String(kind)}, expected an annotated tag`];
  const at = read(sandbox, 'rev-parse', `${ref}^{commit}`);
  const expected = read(sandbox, 'rev-parse', commitRef(wanted.annotated_at));
  return at === expected
    ? []
    : [`${path}: is at ${String(at)}, expected ${String(expected)} ("${wanted.annotated_at}")`];
}

function read(sandbox: Sandbox, ...args: readonly string[]): string | undefined {
  try {
    return git(sandbox, sandbox.remote, ...args);
  } catch {
    return undefined;
  }
}

function each<T>(
  record: Readonly<Record<string, T>> | undefined,
  compareOne: (key: string, value: T) => string[],
): string[] {
  return Object.entries(record ?? {}).flatMap(([key, value]) => compareOne(key, value));
}

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
