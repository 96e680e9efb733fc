import { compilePattern, type Pattern } from '../../language/pattern.ts';
import type { Input } from '../../model/checklist.ts';
import type { Json } from '../../model/json.ts';
import { describeValue, joinWords } from '../describe-schema.ts';
import type { Draft } from '../draft.ts';
import type { Path } from '../places.ts';
import type { Report } from '../report.ts';
import type { Rule } from './rule.ts';

const typeNames = { string: 'a text', number: 'a number', boolean: 'true or false', list: 'a list' } as const;

/** What an input offers by itself must be what it would accept. */
export const inputsAcceptTheirOwn: Rule = (draft, report) => {
  for (const [id, input] of Object.entries(draft.checklist.inputs)) {
    const path = ['inputs', id];
    const choices = (input.choices ?? []).filter((choice, index) => {
      return hasType(draft, report, input, choice, [...path, 'choices', index]);
    });
    if (input.default === undefined || !hasType(draft, report, input, input.default, [...path, 'default'])) continue;
    const pattern = input.pattern === undefined ? undefined : compilePattern(input.pattern);
    checkDefault(draft, report, {
      id,
      value: input.default,
      choices,
      pattern: pattern?.ok ? pattern.value : undefined,
    });
  }
};

function hasType(draft: Draft, report: Report, input: Input, value: Json, path: Path): boolean {
  const type = Array.isArray(value) ? 'list' : typeof value;
  if (type === input.type) return true;
  const message = `"${path[2]}" of input "${path[1]}" holds ${describeValue(value)}, expected ${typeNames[input.type]}`;
  const written = draft.places.written(path);
  const hint = input.type === 'string' && written !== undefined ? `write it in quotes: "${written}"` : undefined;
  report.add('wrong-type', draft.places.value(path), message, hint);
  return false;
}

interface Default {
  readonly id: string;
  readonly value: Json;
  readonly choices: readonly Json[];
  readonly pattern: Pattern | undefined;
}

function checkDefault(draft: Draft, report: Report, { id, value, choices, pattern }: Default): void {
  const place = draft.places.value(['inputs', id, 'default']);
  if (choices.length > 0 && !Array.isArray(value) && !choices.includes(value)) {
    const expected = joinWords(choices.map((choice) => JSON.stringify(choice)));
    report.add('wrong-value', place, `"default" of input "${id}" is ${describeValue(value)}, expected ${expected}`);
  }
  if (pattern !== undefined && typeof value === 'string' && !pattern.test(value)) {
    const message = `"default" of input "${id}" is ${describeValue(value)}, expected a text that matches "${pattern.source}"`;
    report.add('wrong-value', place, message);
  }
}
