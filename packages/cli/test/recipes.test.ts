import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../../docs/recipes.md'), 'utf8');

const recipes = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => ({
  id: /^id: (\w+)$/m.exec(yaml)?.[1] ?? 'no id',
  yaml,
}));
const files = recipes.map(({ id, yaml }) => [`checklists/${id}.yaml`, yaml] as const);

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench(Object.fromEntries(files));
});
afterAll(() => bench.remove());

it('has a recipe for each heading that promises one', () => {
  const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(recipes).toHaveLength(headings.filter((heading) => heading !== 'In CI').length);
});

it('has YAML that is right', async () => {
  const { code, stdout, stderr } = await bench.checklist('validate');
  expect({ code, stderr, lines: stdout.trimEnd().split('\n').toSorted() }).toEqual({
    code: 0,
    stderr: '',
    lines: files.map(([path]) => `ok ${path}`).toSorted(),
  });
});
