import type { ErrorObject } from 'ajv';
import type { Json } from '../model/json.ts';
import { describeSchema, type JsonSchema } from './describe-schema.ts';
import type { Path } from './places.ts';
import type { SchemaFault } from './schema-fault.ts';
import { suggest } from './suggest.ts';

/** Makes faults of ajv's errors; errors that are excused do not count, nor do those that follow from them. */
export function toSchemaFaults(
  errors: readonly ErrorObject[],
  excused: ReadonlySet<ErrorObject> = new Set(),
): readonly SchemaFault[] {
  const faults = settleUnions(errors, excused).flatMap((error) => toFault(error) ?? []);
  // A mistyped key is told once: not as a missing one too.
  const mistyped = new Set(
    faults.flatMap((fault) => {
      if (fault.type !== 'unknown-key') return [];
      const meant = suggest(fault.key, fault.known);
      return meant === undefined ? [] : [pathKey([...fault.path, meant])];
    }),
  );
  return faults.filter((fault) => fault.type !== 'missing-key' || !mistyped.has(pathKey([...fault.path, fault.key])));
}

function pathKey(path: Path): string {
  return path.join('\0');
}

/** Replaces the errors of a union's branches by those of the branch that was meant, or by one for the whole union. */
function settleUnions(errors: readonly ErrorObject[], excused: ReadonlySet<ErrorObject>): readonly ErrorObject[] {
  const dropped = new Set<ErrorObject>(excused);
  // ajv reports a union behind its branches, so inner unions are settled before outer ones.
  for (const union of errors) {
    if ((union.keyword !== 'anyOf' && union.keyword !== 'oneOf') || dropped.has(union)) continue;
    const inside = errors.filter((error) => error.schemaPath.startsWith(`${union.schemaPath}/`) && isWithin(error, union));
    const branches = Map.groupBy(inside, (error) => error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0]);
    const isExcused = [...branches.values()].some((branch) => branch.every((error) => dropped.has(error)));
    const meant = isExcused ? undefined : branchMeant([...branches.values()], union, dropped);
    for (const error of inside) if (meant === undefined || !meant.includes(error)) dropped.add(error);
    if (isExcused || meant !== undefined) dropped.add(union);
  }
  return errors.filter((error) => !dropped.has(error));
}

function isWithin(error: ErrorObject, union: ErrorObject): boolean {
  return error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`);
}

/** The branch whose kind of value was written; when several are possible, the only one with the fewest errors. */
function branchMeant(
  branches: readonly (readonly ErrorObject[])[],
  union: ErrorObject,
  dropped: ReadonlySet<ErrorObject>,
): readonly ErrorObject[] | undefined {
  const fitting = branches
    .map((branch) => branch.filter((error) => !dropped.has(error)))
    .filter((branch) => !branch.some((error) => contradicts(error, union)))
    .sort((a, b) => a.length - b.length);
  const [first, second] = fitting;
  if (first === undefined || first.length === 0) return undefined;
  return second === undefined || second.length > first.length ? first : undefined;
}

/** Tells that the writer did not mean this branch: another kind of value, or another constant in a key that tells branches apart. */
function contradicts(error: ErrorObject, union: ErrorObject): boolean {
  if (error.keyword === 'const') return true;
  return error.instancePath === union.instancePath && (error.keyword === 'type' || error.keyword === 'enum');
}

function toFault(error: ErrorObject): SchemaFault | undefined {
  const path = pathOf(error.instancePath);
  const schema: JsonSchema = error.parentSchema ?? {};
  const found = error.data as Json;
  const expected = describeSchema(schema);
  if (error.propertyName !== undefined) return { type: 'wrong-key', path, key: error.propertyName, expected };
  switch (error.keyword) {
    case 'propertyNames':
    case 'if':
      return undefined;
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key: string = error.params.additionalProperty ?? error.params.unevaluatedProperty;
      return { type: 'unknown-key', path, key, known: Object.keys(schema.properties ?? {}) };
    }
    case 'required':
    case 'dependentRequired': {
      const key: string = error.params.missingProperty;
      return { type: 'missing-key', path, key, expected: describeSchema(schema.properties?.[key]) };
    }
    case 'type':
      return { type: 'wrong-type', path, found, expected };
    case 'anyOf':
    case 'oneOf':
      return unionFault(error, path, schema, found);
    case 'enum':
      return { type: 'wrong-value', path, found, expected, choices: (schema.enum ?? []).map(String) };
    case 'uniqueItems':
      return { type: 'wrong-value', path, found, expected: 'a list in which nothing stands twice' };
    case 'not':
      return { type: 'wrong-value', path, found, expected: 'another value' };
    default:
      return { type: 'wrong-value', path, found, expected };
  }
}

function unionFault(error: ErrorObject, path: Path, schema: JsonSchema, found: Json): SchemaFault {
  const branches: readonly JsonSchema[] = schema.anyOf ?? schema.oneOf ?? [];
  const keys = branches.map((branch) => (branch.required ?? []).map((key) => `"${key}"`).join(' with '));
  const isAboutKeys = keys.length > 0 && keys.every((key) => key !== '');
  if (isAboutKeys && typeof found === 'object') {
    return { type: 'wrong-value', path, found, expected: `one of the keys ${keys.join(', ')}` };
  }
  const hasEnum = branches.every((branch) => branch.const !== undefined);
  const choices = hasEnum ? { choices: branches.map((branch) => String(branch.const)) } : {};
  const type = hasEnum && typeof found === typeof branches[0]?.const ? 'wrong-value' : 'wrong-type';
  const isAmbiguous = Array.isArray(error.params.passingSchemas);
  if (type === 'wrong-value' || isAmbiguous) {
    return { type: 'wrong-value', path, found, expected: describeSchema({ ...schema, ...unionOnly(schema) }), ...choices };
  }
  return { type, path, found, expected: describeSchema(unionOnly(schema)) };
}

/** What a union asks for, apart from the rules around it. */
function unionOnly(schema: JsonSchema): JsonSchema {
  const { title, anyOf, oneOf } = schema;
  return { ...(title && { title }), ...(anyOf && { anyOf }), ...(oneOf && { oneOf }) };
}

function pathOf(pointer: string): Path {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
