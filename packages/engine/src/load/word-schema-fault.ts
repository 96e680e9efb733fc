import type { DiagnosticCode } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import { describeValue } from './describe-schema.ts';
import type { Path } from './places.ts';
import { listKnown } from './reference-fault.ts';
import type { SchemaFault } from './schema-fault.ts';
import { didYouMean } from './suggest.ts';

export interface FaultWording {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Puts a schema fault in words. The owner is what the path begins at: `step "build"`. */
export function wordSchemaFault(fault: SchemaFault, owner: string, written?: string): FaultWording {
  const subject = nameOf(fault.path, owner);
  switch (fault.type) {
    case 'unknown-key': {
      const hint = didYouMean(fault.key, fault.known) ?? listKnown('the known keys', fault.known) ?? 'take it away';
      return { code: 'unknown-key', message: `${subject} has the unknown key "${fault.key}"`, hint };
    }
    case 'missing-key': {
      const [key = '', ...others] = fault.keys;
      if (others.length > 0) {
        return { code: 'missing-key', message: `${subject} has neither ${quoteAll(fault.keys, ' nor ')}` };
      }
      return { code: 'missing-key', message: `${subject} has no "${key}", expected ${fault.expected}` };
    }
    case 'clashing-keys': {
      const message = `${subject} has ${quoteAll(fault.keys, ' and ')} together, expected only one of them`;
      return { code: 'wrong-value', message };
    }
    case 'wrong-key':
      return { code: 'wrong-value', message: `${subject} has the key "${fault.key}", expected ${fault.expected}` };
    case 'bad-pattern':
      return {
        code: 'bad-pattern',
        message: `${subject} is no regular expression: ${fault.reason}`,
        hint: 'write it in RE2 syntax, which has no look-around and no back references',
      };
    case 'wrong-type':
      return {
        code: 'wrong-type',
        message: `${subject} is ${describeValue(fault.found)}, expected ${fault.expected}`,
        hint: typeHint(fault.found, fault.expected, written),
      };
    case 'wrong-value':
      return {
        code: 'wrong-value',
        message: `${subject} is ${describeValue(fault.found)}, expected ${fault.expected}`,
        hint: typeof fault.found === 'string' ? didYouMean(fault.found, fault.choices ?? []) : undefined,
      };
  }
}

/** Names the value at a path for a message: `"with.env" of step "build"`. */
function nameOf(path: Path, owner: string): string {
  if (path.length === 0) return owner;
  const [first = '', ...rest] = path.map(String);
  const name = first + rest.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('');
  return owner === '' ? `"${name}"` : `"${name}" of ${owner}`;
}

/** The likeliest ways to write a value of the wrong type. */
function typeHint(found: Json, expected: string, written = String(found)): string | undefined {
  if (typeof found === 'string' && expected.startsWith('a list') && found !== '') {
    return /\s/.test(found) ? 'write it as a list: [one, two]' : `write it in brackets: [${written}]`;
  }
  if (typeof found !== 'number' && typeof found !== 'boolean') return undefined;
  if (expected.startsWith('a duration')) return `add a unit: ${written}s`;
  // YAML makes a number of 1.10 and a truth value of true.
  return /\b(?:text|id|expression|variable)\b/.test(expected) ? `write it in quotes: "${written}"` : undefined;
}

function quoteAll(words: readonly string[], separator: string): string {
  return words.map((word) => `"${word}"`).join(separator);
}
