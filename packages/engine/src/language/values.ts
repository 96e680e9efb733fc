import type { Failure } from '../model/failure.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import { fail, ok } from '../model/result.ts';
import { fillOptions } from './fill.ts';
import type { Scope } from './scope.ts';
import { parseTemplate } from './template.ts';

type WrittenValues = Readonly<Record<string, string>>;

/** The order in which values can be filled, or the ids of a cycle, each using the next and the last the first. */
export function orderValues(values: WrittenValues): Result<string[], string[]> {
  const waiting = new Map(Object.entries(values).map(([id, text]) => [id, usedValues(text, values)] as const));
  const dependents = new Map(Object.keys(values).map((id) => [id, [] as string[]] as const));
  for (const [id, used] of waiting) for (const other of used) dependents.get(other)?.push(id);
  const order = [...waiting].flatMap(([id, used]) => (used.size === 0 ? [id] : []));
  // The list grows while it is walked: a value is appended as soon as all that it uses stand before it.
  for (const id of order) {
    for (const dependent of dependents.get(id) ?? []) {
      const used = waiting.get(dependent);
      used?.delete(id);
      if (used?.size === 0) order.push(dependent);
    }
  }
  return order.length === waiting.size ? ok(order) : fail(findCycle(waiting));
}

function usedValues(text: string, values: WrittenValues): Set<string> {
  const template = parseTemplate(text);
  const references = template.ok ? template.value.references : [];
  return new Set(
    references.flatMap(({ path: [root, id] }) => {
      if (root !== 'values') return [];
      // `{{#each values}}` uses all of them.
      return id === undefined ? Object.keys(values) : Object.hasOwn(values, id) ? [id] : [];
    }),
  );
}

// Whatever still waits uses something that still waits, so a walk along the uses comes back to where it was.
function findCycle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const walked = new Set<string>();
  let next = [...waiting].find(([, used]) => used.size > 0)?.[0];
  while (next !== undefined && !walked.has(next)) {
    walked.add(next);
    [next] = waiting.get(next) ?? [];
  }
  const path = [...walked];
  return path.slice(path.indexOf(next ?? ''));
}

/** Fills a checklist's `values`, each after those that it uses. */
export function resolveValues(values: WrittenValues, scope: Scope): Result<JsonObject, Failure> {
  const order = orderValues(values);
  if (!order.ok) {
    const circle = [...order.error, order.error[0]].map((id) => `"${id}"`).join(' uses ');
    return fail({ reason: 'template', message: `values use each other in a circle: ${circle}` });
  }
  const filled: Record<string, Json> = {};
  const visible = { ...scope, values: filled };
  for (const id of order.value) {
    const value = fillOptions(values[id] ?? '', visible, `values.${id}`);
    if (!value.ok) return value;
    filled[id] = value.value;
  }
  return ok(filled);
}
