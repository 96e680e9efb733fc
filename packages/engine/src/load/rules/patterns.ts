import { compilePattern } from '../../language/pattern.ts';
import { isTemplate } from '../../language/template.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import { placeIn } from '../draft.ts';
import type { Rule } from './rule.ts';

/** Where step types keep regular expressions: `questions.<name>.pattern`, `outputs.<name>.match`. */
const patternKeys = { questions: 'pattern', outputs: 'match' } as const;

export const inputPatterns: Rule = (draft, report) => {
  for (const [id, { pattern }] of Object.entries(draft.checklist.inputs)) {
    const fault = faultOf(pattern);
    if (fault === undefined) continue;
    report.add(
      'bad-pattern',
      draft.places.value(['inputs', id, 'pattern']),
      `"pattern" of input "${id}" ${fault}`,
      hint,
    );
  }
};

export const stepPatterns: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    if (entry.item.kind === 'group') continue;
    for (const [section, key] of Object.entries(patternKeys)) {
      const named = entry.item.with[section];
      for (const [name, part] of Object.entries(isJsonObject(named) ? named : {})) {
        const fault = faultOf(isJsonObject(part) ? part[key] : undefined);
        if (fault === undefined) continue;
        const message = `"with.${section}.${name}.${key}" of step "${entry.item.id}" ${fault}`;
        report.add('bad-pattern', placeIn(draft, entry, 'with', section, name, key), message, hint);
      }
    }
  }
};

const hint = 'write it in RE2 syntax, which has no look-around and no back references';

function faultOf(pattern: Json | undefined): string | undefined {
  if (typeof pattern !== 'string' || isTemplate(pattern)) return undefined;
  const compiled = compilePattern(pattern);
  return compiled.ok ? undefined : `is no regular expression: ${compiled.error}`;
}
