import type { JsonObject } from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { describe, expect, it } from 'vitest';
import { sampleChecklist, sampleStep } from '../testing/sample-run.ts';
import { checklistGuide } from './checklist-guide.ts';
import { showTemplate } from './show-template.ts';

const stepTypes = new Map(builtinStepTypes.map((stepType) => [stepType.type, stepType]));

describe('showTemplate', () => {
  const checklist = { values: { tag: 'v{{inputs.version}}' }, contacts: { axel: { name: 'Axel', discord: '@Axel' } } };
  it.each([
    ['plain', 'plain'],
    ['{{inputs.release_version}}', '<release version>'],
    ['{{values.tag}} and {{values.tag}}', 'v<version> and v<version>'],
    ['{{contacts.axel.name}}, {{contacts.axel.discord}}', 'Axel, @Axel'],
    ['{{short run.commit}}', '<commit>'],
    ['{{date run.started_at "yyyy"}}', '<started at>'],
    ['{{steps.build.outputs.url}}', '<url of build>'],
    ['{{steps.build.outputs.jobs.[0].run_name}}', '<run_name of build>'],
    ['{{matrix.nodes}}', '<nodes>'],
    ['{{#if inputs.a}}{{inputs.a}}{{else}}nothing{{/if}}', '<a> or nothing'],
    ['{{#each inputs.rows}}\n- {{name}}\n{{/each}}\nend', '- <name>\nend'],
  ])('shows %j as %j', (template, shown) => {
    expect(showTemplate(template, checklist)).toBe(shown);
  });
});

describe('checklistGuide', () => {
  it('is a document with numbers, commands, people, what must hold, and a picture', () => {
    const publish = {
      ...sampleStep('publish', 'Publish', 'shell'),
      effect: 'irreversible' as const,
      description: 'To the registry.',
      confirm: { word: '{{inputs.version}}' },
      owner: 'robb',
      with: { command: ['npm', 'publish', '--tag', '{{inputs.version}}'] },
      expect: [
        { name: 'it is there', that: 'true' },
        { name: 'it is new', that: 'true' },
      ],
      manual: 'Run it yourself.',
      timeout: 60_000,
    };
    const look = {
      ...sampleStep('look', 'Look at it', 'manual'),
      when: 'inputs.version != ""',
      with: {
        instructions: 'Look at {{inputs.version}}, `{{inputs.version}}`.',
        questions: { fine: { type: 'confirm', label: 'It is fine' }, link: { type: 'url', label: 'Where' } },
        sign_off: { by: ['axel'] },
      },
    };
    const checks = {
      ...sampleStep('checks', 'CI is green', 'github.checks'),
      with: { repo: 'a/b', commit: '{{run.commit}}', jobs: '{{inputs.jobs}}' },
    };
    const script = {
      ...sampleStep('script', 'A script', 'shell'),
      matrix: { size: [1, { id: 'big' }] },
      with: { script: 'echo "$WHO"\n', env: { WHO: '{{run.starter}}' } },
    };
    const guide = checklistGuide({
      stepTypes,
      checklist: {
        ...sampleChecklist,
        description: 'How we release.',
        inputs: { version: { type: 'string', description: 'Version to release' } },
        profiles: { hotfix: { description: 'A small fix.', skip: ['look'], relax: {} } },
        items: [
          { kind: 'group', id: 'one', title: 'First', parallel: true, finally: [], items: [publish, look] },
          checks,
          script,
        ],
      },
    });
    expect(guide).toBe(`# Release

<!-- Written by "checklist docs release" from release.yaml. -->

How we release.

## People

- robb: Robb (robb@example.org)
- axel: Axel

## What a run is started with

| place | what it stands for | when nothing is said |
| --- | --- | --- |
| \`<version>\` | Version to release | is asked for |

## Credentials

- \`GITHUB_TOKEN\` or \`GH_TOKEN\`: for \`checks\`

## 1. First

These do not wait for each other.

### 1.1 Publish

To the registry.

\`\`\`sh
npm publish --tag <version>
\`\`\`

It passes only when:

- it is there
- it is new

By hand: Run it yourself.

<sub>\`publish\` · automatic, \`shell\` · Robb · **cannot be undone** · asks first, by typing \`<version>\` · takes 1m at most</sub>

### 1.2 Look at it

Only when \`inputs.version != ""\`.

Look at \\<version>, \`<version>\`.

- [ ] It is fine
- Where

Signed off by Axel.

<sub>\`look\` · a person</sub>

## 2. CI is green

\`\`\`text
wait until these checks are "success" on commit <commit> of "a/b":
  <jobs>
\`\`\`

<sub>\`checks\` · automatic, \`github.checks\`</sub>

## 3. A script

Once for each combination of size: 1, big.

\`\`\`sh
echo "$WHO"
\`\`\`

In it, \`WHO\` is \`<starter>\`.

<sub>\`script\` · automatic, \`shell\`</sub>

## Profiles

- \`hotfix\`: A small fix. Leaves out \`look\`.

## The whole picture

\`\`\`mermaid
flowchart TD
  checks["CI is green"]
  script["A script (for each size)"]
  subgraph one["First"]
    publish{{"Publish"}}
    look(["Look at it"])
  end
  publish --> checks
  look --> checks
  checks --> script
\`\`\`
`);
  });

  it('says how many sign off, and who may not', () => {
    const signed = (rule: JsonObject) => {
      const step = { ...sampleStep('look', 'Look', 'manual'), with: { instructions: 'Look.', sign_off: rule } };
      return checklistGuide({ stepTypes, checklist: { ...sampleChecklist, items: [step] } });
    };
    expect(signed({ by: ['robb', 'axel'], at_least: 2 })).toContain('\n\nSigned off by 2 of Robb, Axel.\n');
    expect(signed({ by: ['robb', 'axel'] })).toContain('\n\nSigned off by Robb or Axel.\n');
    const other = signed({ by: ['axel'], not_starter: true });
    expect(other).toContain('\n\nSigned off by Axel, not by who started the run.\n');
  });
});
