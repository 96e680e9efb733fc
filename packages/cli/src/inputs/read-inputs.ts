import { type Checklist, didYouMean, type Input, type Json } from '@checklist/engine';
import { parseInput } from './parse-input.ts';

/** Inputs as far as they were typed. */
export interface TypedInputs {
  readonly values: Readonly<Record<string, Json>>;
  /** Inputs that were not given and have no default. */
  readonly missing: readonly string[];
  /** One line each. */
  readonly faults: readonly string[];
}

/** Reads `name=value` words as the inputs of a checklist. Defaults are filled in by `withDefaults`. */
export function readInputs(inputs: Checklist['inputs'], words: readonly string[]): TypedInputs {
  const values: Record<string, Json> = {};
  const faults: string[] = [];
  for (const word of words) {
    const [, name, text] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || text === undefined) {
      faults.push(`"${word}" is no input, expected name=value`);
      continue;
    }
    const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
    const parsed = input === undefined ? undefined : parseInput(name, input, text);
    if (parsed === undefined) faults.push(unknownInput(name, Object.keys(inputs)));
    else if (parsed.ok) values[name] = parsed.value;
    else faults.push(parsed.error);
  }
  const missing = Object.entries(inputs).flatMap(([name, input]) =>
    Object.hasOwn(values, name) || hasDefault(input) ? [] : [name],
  );
  return { values, missing, faults };
}

/** The inputs with the defaults of those that were not given. */
export function withDefaults(inputs: Checklist['inputs'], values: TypedInputs['values']): Record<string, Json> {
  const defaults = Object.entries(inputs).flatMap(([name, input]): [string, Json][] => {
    return input.default === undefined ? [] : [[name, input.default]];
  });
  return { ...Object.fromEntries(defaults), ...values };
}

function hasDefault(input: Input): boolean {
  return input.default !== undefined;
}

function unknownInput(name: string, known: readonly string[]): string {
  const message = `there is no input "${name}"`;
  const hint = didYouMean(name, known);
  if (hint !== undefined) return `${message}: ${hint}`;
  return known.length === 0
    ? `${message}: the checklist takes none`
    : `${message}, expected one of "${known.join('", "')}"`;
}
