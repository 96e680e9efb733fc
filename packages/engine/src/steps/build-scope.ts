import { findInstances, suffixOf } from '../core/find-instances.ts';
import { parseExpression } from '../language/expression.ts';
import type { Scope } from '../language/scope.ts';
import { isTemplate, parseTemplate } from '../language/template.ts';
import { resolveValues } from '../language/values.ts';
import type { Checklist, Item } from '../model/checklist.ts';
import type { Failure } from '../model/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Person } from '../model/person.ts';
import { ok, type Result } from '../model/result.ts';
import type { Node, RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';

/** What is the same for every step of a run. */
export type RunScope = Pick<RunState, 'runId' | 'inputs' | 'starter' | 'startedAt'> & {
  readonly checklist: Pick<Checklist, 'contacts' | 'values' | 'title'>;
  readonly commit?: string;
};

/** The names that a checklist's `values` and matrices can use: those that are known before the first step. */
export function buildRunScope(run: RunScope): Result<Scope, Failure> {
  const scope: Scope = {
    inputs: run.inputs,
    contacts: toJson(run.checklist.contacts),
    run: {
      id: run.runId,
      title: run.checklist.title,
      started_at: new Date(run.startedAt).toISOString(),
      starter: nameOf(run.starter),
      ...(run.commit === undefined ? {} : { commit: run.commit }),
    },
  };
  const values = resolveValues(run.checklist.values, scope);
  return values.ok ? ok({ ...scope, values: values.value }) : values;
}

/** The names that one item can use. Only the steps that it refers to are put in, so that the cost does not grow with the run. */
export function buildScope(runScope: Scope, state: Pick<RunState, 'graph' | 'items' | 'operator'>, node: Node): Scope {
  const { steps: ids, readsDecisions } = referencesOf(node.item);
  const suffix = suffixOf(node);
  const steps = Object.fromEntries(ids.map((id) => [id, viewOf(state, findInstances(state.graph, id, suffix))]));
  const decisions = readsDecisions ? { decisions: decisionsOf(state) } : {};
  const run = isJsonObject(runScope.run) ? { ...runScope.run, operator: nameOf(state.operator), ...decisions } : {};
  return { ...runScope, run, matrix: node.matrix, steps };
}

/** What was left out and waived so far, and why; a group that is left out stands for its items. */
function decisionsOf({ graph, items }: Pick<RunState, 'graph' | 'items'>): JsonObject[] {
  return graph.nodes.flatMap(({ index, id, item, parent }) => {
    const decision = items.get(index).decision;
    if (decision === undefined || (parent >= 0 && items.get(parent).decision !== undefined)) return [];
    const by = decision.by === undefined ? {} : { by: nameOf(decision.by) };
    return [{ id, title: item.title, status: decision.type, reason: decision.reason, by: null, ...by }];
  });
}

/** What others see of a step; for the instances of a matrix each output is a list, in their order. */
function viewOf(state: Pick<RunState, 'graph' | 'items'>, indices: readonly number[]): JsonObject {
  const [node, ...others] = indices.flatMap((index) => state.graph.nodes[index] ?? []);
  if (node === undefined) return {};
  const { title } = node.item;
  const item = state.items.get(node.index);
  const endedAt = item.attempts.at(-1)?.endedAt;
  const ended_at = endedAt === undefined ? null : new Date(endedAt).toISOString();
  const answered_by = item.answeredBy === undefined ? null : nameOf(item.answeredBy);
  if (!node.isMatrix && others.length === 0)
    return { status: item.status, title, answered_by, ended_at, outputs: item.outputs };
  const instances = (node.isMatrix ? node.children : indices).map((index) => state.items.get(index));
  const names = new Set(instances.flatMap(({ outputs }) => Object.keys(outputs)));
  const outputs = Object.fromEntries(
    [...names].map((name) => [name, instances.map((one) => one.outputs[name] ?? null)]),
  );
  const status = instances.map((one) => one.status).find((one) => !letsThrough(one)) ?? 'passed';
  return { status: node.isMatrix ? item.status : status, title, answered_by: null, ended_at: null, outputs };
}

/** What an item's templates and expressions read. */
interface References {
  readonly steps: readonly string[];
  readonly readsDecisions: boolean;
}

const known = new WeakMap<Item, References>();

function referencesOf(item: Item): References {
  const before = known.get(item);
  if (before !== undefined) return before;
  const paths = pathsOf(item);
  const steps = [...new Set(paths.flatMap(([root, id]) => (root === 'steps' && id !== undefined ? [id] : [])))];
  const references = { steps, readsDecisions: paths.some(([root, field]) => root === 'run' && field === 'decisions') };
  known.set(item, references);
  return references;
}

function pathsOf(item: Item): (readonly string[])[] {
  const word = item.kind === 'step' && typeof item.confirm === 'object' ? [item.confirm.word] : [];
  const texts = item.kind === 'step' ? [item.with, item.undo?.command ?? [], item.manual ?? [], word] : [];
  const templates = strings(texts).filter(isTemplate);
  const expressions =
    item.kind === 'step'
      ? [...item.expect.map(({ that }) => that), ...(item.poll === undefined ? [] : [item.poll.until])]
      : [];
  if (item.when !== undefined) expressions.push(item.when);
  const parsed = [...templates.map(parseTemplate), ...expressions.map(parseExpression)];
  return parsed.flatMap((one) => (one.ok ? one.value.references.map(({ path }) => path) : []));
}

function strings(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((element: Json) => strings(element));
  return isJsonObject(value) ? Object.values(value).flatMap(strings) : [];
}

function nameOf(person: Person): string {
  return person.name;
}

function toJson(contacts: Checklist['contacts']): JsonObject {
  return Object.fromEntries(Object.entries(contacts).map(([id, contact]) => [id, { ...contact }]));
}
