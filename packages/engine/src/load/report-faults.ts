import type { Path, Places } from './places.ts';
import type { Report } from './report.ts';
import type { SchemaFault } from './schema-fault.ts';
import { wordSchemaFault } from './word-schema-fault.ts';

/** What the paths of faults begin at. */
interface Owner {
  /** As messages name it; nothing for the checklist itself. */
  readonly owner: string;
  readonly path: Path;
  /** A better hint for an unknown key. */
  readonly hintFor?: (key: string) => string | undefined;
}

/** Puts schema faults in words and finds their places. */
export function reportFaults(
  { places, report }: { readonly places: Places; readonly report: Report },
  faults: readonly SchemaFault[],
  { owner, path, hintFor }: Owner,
): void {
  for (const fault of faults) {
    const here = [...path, ...fault.path];
    const { code, message, hint } = wordSchemaFault(fault, owner, places.written(here));
    const isAboutKey = fault.type === 'unknown-key' || fault.type === 'wrong-key';
    const place = isAboutKey ? places.key([...here, fault.key]) : places.value(here);
    const better = fault.type === 'unknown-key' ? hintFor?.(fault.key) : undefined;
    report.add(code, place, message, better ?? hint);
  }
}
