import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Json } from '../model/json.ts';
import { editorSchema } from './editor-schema.ts';
import { sampleStepTypes } from './sample-step-types.ts';

const schema = editorSchema(sampleStepTypes);
const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
for (const keyword of ['defaultSnippets', 'doNotSuggest', 'errorMessage', 'markdownDescription'])
  ajv.addKeyword(keyword);
const validate = ajv.compile(schema);

function accepts(item: Json): boolean {
  return validate({ version: 1, id: 'release', title: 'Release', steps: [item] });
}

const build = { id: 'build', title: 'Build', type: 'shell', with: { command: ['make'] } };

describe('the schema for editors', () => {
  test('accepts what the loader accepts', () => {
    const file = join(import.meta.dirname, '../../test/diagnostics/none.all/checklist.yaml');
    expect(validate(parse(readFileSync(file, 'utf8')))).toBe(true);
  });

  test.each(['unknown-key', 'missing-key', 'wrong-type', 'wrong-value', 'unknown-type'])('refuses %s', (code) => {
    const file = join(import.meta.dirname, '../../test/diagnostics', code, 'checklist.yaml');
    expect(validate(parse(readFileSync(file, 'utf8')))).toBe(false);
  });

  test.each<[string, Json, boolean]>([
    ['a step', build, true],
    ['a group', { id: 'all', title: 'All', steps: [build], finally: [build] }, true],
    [
      'a template instead of a number',
      { ...build, with: { command: ['make'], exit_codes: ['{{inputs.code}}'] } },
      true,
    ],
    ['a text instead of a number', { ...build, with: { command: ['make'], exit_codes: ['zero'] } }, false],
    ['a file instead of a text', { ...build, with: { script: { template_file: 'build.sh' } } }, true],
    ['an unknown key of a step', { ...build, colour: 'red' }, false],
    ['an unknown key of the options', { ...build, with: { command: ['make'], colour: 'red' } }, false],
    ['options of another type', { ...build, type: 'tag' }, false],
    ['no options where some are needed', { id: 'tag', title: 'Tag', type: 'tag' }, false],
    ['a wrong item in a group', { id: 'all', title: 'All', steps: [{ ...build, type: 'shel' }] }, false],
    ['a wrong duration', { ...build, timeout: '5 minutes' }, false],
  ])('%s', (_name, item, isAccepted) => {
    expect(accepts(item)).toBe(isAccepted);
  });
});
