import { findInstance } from '../core/expand.ts';
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
export function buildScope(runScope: Scope, state: Pick<RunState, 'graph' | 'items'>, node: Node): Scope {
  const ids = referencedSteps(node.item);
  const suffix = node.id.slice(node.item.id.length);
  const steps = Object.fromEntries(ids.map((id) => [id, viewOf(state, findInstance(state.graph, id, suffix))]));
  return { ...runScope, matrix: node.matrix, steps };
}

/** What others see of a step; for the instances of a matrix each output is a list, in their order. */
function viewOf(state: Pick<RunState, 'graph' | 'items'>, index: number | undefined): JsonObject {
  const node: Node | undefined = state.graph.nodes[index ?? -1];
  if (node === undefined) return {};
  const item = state.items.get(node.index);
  const { title } = node.item;
  if (!node.isMatrix) return { status: item.status, title, outputs: item.outputs };
  const instances = node.children.map((child) => state.items.get(child));
  const names = new Set(instances.flatMap(({ outputs }) => Object.keys(outputs)));
  const outputs = Object.fromEntries(
    [...names].map((name) => [name, instances.map((one) => one.outputs[name] ?? null)]),
  );
  return { status: item.status, title, outputs };
}

const known = new WeakMap<Item, readonly string[]>();

function referencedSteps(item: Item): readonly string[] {
  const before = known.get(item);
  if (before !== undefined) return before;
  const ids = [
    ...new Set(referencesOf(item).flatMap(([root, id]) => (root === 'steps' && id !== undefined ? [id] : []))),
  ];
  known.set(item, ids);
  return ids;
}

function referencesOf(item: Item): (readonly string[])[] {
  const templates = item.kind === 'step' ? strings([item.with, item.undo?.command ?? []]).filter(isTemplate) : [];
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
