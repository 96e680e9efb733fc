import { builtinStepTypes } from '@checklist/plugins';
import { expect, it } from 'vitest';
import { stepTypeReference } from './step-type-reference.ts';

const reference = stepTypeReference(builtinStepTypes);

/** The part of the reference under the heading of a type. */
function sectionOf(type: string): string {
  return reference.split('\n## ').find((part) => part.startsWith(`\`${type}\``)) ?? '';
}

it('tells effect, credentials, options, inner options and outputs of a type', () => {
  expect(sectionOf('github.checks')).toContain(
    '- Effect: `local`; a step may say `effect: reads`\n- Credentials: `GITHUB_TOKEN`',
  );
  const checks = sectionOf('github.checks').split('\n');
  expect(checks).toContain(
    '| `commit` | a full commit SHA | required | Commit on which the checks must have succeeded. Example: `{{run.commit}}` |',
  );
  expect(checks).toContain(
    '| `every` | a duration such as 30s or 2h | `1m` | Time between two looks; `1m` when absent. |',
  );
  expect(checks).toContain(
    '| `dispatch.workflow` | text | required | File name of the workflow, such as `ci.yml`. Example: `ci.yml` |',
  );
  expect(checks).toContain('| `commit` | text | Full SHA of the commit. |');
});

it('reaches options in lists, by name and in branches, and says which exclude each other', () => {
  expect(sectionOf('wandb.run')).toContain('\n| `metrics[].compare.run` | text | required |');
  expect(sectionOf('manual')).toContain(
    '\n| `questions.<name>.type` | `confirm`, `text`, `choice`, `number`, `url`, `file` | required |',
  );
  expect(sectionOf('wait')).toContain('\n| `until.weekday` |');
  expect(sectionOf('shell')).toContain('\n| `outputs.<name>` | a mapping with "stdout", "match" or "file" |  |');
  expect(sectionOf('shell')).toContain('\nExactly one of `command`, `script` is needed.');
});

it.each(builtinStepTypes.map(({ type }) => type))('names every option and output of %s', (type) => {
  const stepType = builtinStepTypes.find((candidate) => candidate.type === type);
  const options = stepType && 'properties' in stepType.options ? Object.keys(stepType.options.properties ?? {}) : [];
  const names = [...options, ...Object.keys(stepType?.outputs({}) ?? {})];
  expect(names).not.toEqual([]);
  expect(names.filter((name) => !sectionOf(type).includes(`\n| \`${name}\` | `))).toEqual([]);
});
