import { describeSchema } from './describe-schema.ts';
import type { Path } from './places.ts';
import { rewordSchemaError } from './reword-schema-error.ts';
import type { SchemaError } from './schema-error.ts';
import type { SchemaFault } from './schema-fault.ts';
import { suggest } from './suggest.ts';

type Errors = readonly SchemaError[];

/**
 * Makes faults of errors. For a union, there are the errors of every branch: here only those of the branch that
 * was meant are kept, or one for the whole union. Excused errors do not count, nor do those that follow from them.
 */
export function settleUnions(errors: Errors, excused: ReadonlySet<SchemaError>): readonly SchemaFault[] {
  const dropped = new Set<SchemaError>(excused);
  const settled = new Map<SchemaError, SchemaFault>();
  const wrongTypes = new Set(errors.filter(({ keyword }) => keyword === 'type').map(schemaAt));
  const faultsOf = (some: Errors) =>
    withoutEchoes(
      some
        .filter((error) => !dropped.has(error))
        .flatMap((error) => settled.get(error) ?? rewordSchemaError(error) ?? []),
    );
  // A union stands behind its branches, so inner unions are settled before outer ones.
  for (const [index, union] of errors.entries()) {
    if ((union.keyword !== 'anyOf' && union.keyword !== 'oneOf') || dropped.has(union)) continue;
    // Which keys a mapping needs says nothing about a value that is no mapping.
    if (wrongTypes.has(schemaAt(union))) dropped.add(union);
    const inside = errorsInside(errors, index, union);
    const branches = [...Map.groupBy(inside, (error) => branchOf(error, union)).values()];
    const isExcused = branches.some((branch) => branch.every((error) => dropped.has(error)));
    const fitting = branches.filter(
      (branch) => !branch.some((error) => !dropped.has(error) && contradicts(error, union)),
    );
    const meant = isExcused ? undefined : shortest(fitting, (branch) => faultsOf(branch).length);
    const fault = unionFault(union, fitting.map(faultsOf));
    for (const error of inside) if (meant === undefined || !meant.includes(error)) dropped.add(error);
    if (isExcused || meant !== undefined) dropped.add(union);
    else settled.set(union, fault);
  }
  return faultsOf(errors);
}

function schemaAt({ schemaPath, path }: SchemaError): string {
  return `${schemaPath.slice(0, schemaPath.lastIndexOf('/'))} ${path.join('\0')}`;
}

/** The errors of a union's branches stand right before its own. */
function errorsInside(errors: Errors, index: number, union: SchemaError): Errors {
  let start = index;
  for (let before = errors[start - 1]; before !== undefined && isInside(before, union); before = errors[start - 1])
    start--;
  return errors.slice(start, index);
}

function isInside(error: SchemaError, union: SchemaError): boolean {
  if (!error.schemaPath.startsWith(`${union.schemaPath}/`)) return false;
  return union.path.every((part, index) => error.path[index] === part);
}

function branchOf(error: SchemaError, union: SchemaError): string | undefined {
  return error.schemaPath.slice(union.schemaPath.length + 1).split('/')[0];
}

/** Tells that the writer did not mean this branch: another kind of value, or another constant in the key that tells branches apart. */
function contradicts(error: SchemaError, union: SchemaError): boolean {
  if (error.keyword === 'const') return true;
  return error.path.length === union.path.length && (error.keyword === 'type' || error.keyword === 'enum');
}

/** The branch with the fewest faults, when it is the only one with so few. */
function shortest(branches: readonly Errors[], faultsIn: (branch: Errors) => number): Errors | undefined {
  const [first, second] = branches
    .map((branch) => ({ branch, count: faultsIn(branch) }))
    .sort((a, b) => a.count - b.count);
  return first !== undefined && (second === undefined || first.count < second.count) ? first.branch : undefined;
}

function unionFault(union: SchemaError, branches: readonly (readonly SchemaFault[])[]): SchemaFault {
  const { path, schema, found } = union;
  const faults = branches.flat();
  const lacks = faults.filter((fault) => fault.type === 'missing-key');
  if (lacks.length > 0 && lacks.length === faults.length) {
    return { type: 'missing-key', path, keys: lacks.flatMap((fault) => fault.keys), expected: 'a value' };
  }
  const clashing = faults.filter((fault) => fault.type === 'unknown-key').map((fault) => fault.key);
  if (clashing.length > 1 && clashing.length === faults.length) return { type: 'clashing-keys', path, keys: clashing };
  const options = schema.anyOf ?? schema.oneOf ?? [];
  if (union.isTooMuch && options.every((option) => option.required !== undefined)) {
    return { type: 'clashing-keys', path, keys: options.flatMap((option) => option.required ?? []) };
  }
  const expected = describeSchema({ ...(schema.title && { title: schema.title }), anyOf: options });
  const isChoice = options.every((option) => option.const !== undefined);
  if (!isChoice) return { type: 'wrong-type', path, found, expected };
  return { type: 'wrong-value', path, found, expected, choices: options.map((option) => String(option.const)) };
}

/** One mistake is told once: a mistyped key not as a missing one too, a value of the wrong type not as a wrong value. */
function withoutEchoes(faults: readonly SchemaFault[]): readonly SchemaFault[] {
  const keyAt = (path: Path, key: string) => [...path, key].join('\0');
  const mistyped = new Set<string>();
  const wrongTypes = new Set<string>();
  for (const fault of faults) {
    if (fault.type === 'wrong-type') wrongTypes.add(fault.path.join('\0'));
    const meant = fault.type === 'unknown-key' ? suggest(fault.key, fault.known) : undefined;
    if (meant !== undefined) mistyped.add(keyAt(fault.path, meant));
  }
  return faults.filter((fault) => {
    if (fault.type === 'missing-key') return !fault.keys.some((key) => mistyped.has(keyAt(fault.path, key)));
    return fault.type !== 'wrong-value' || !wrongTypes.has(fault.path.join('\0'));
  });
}
