import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeWorkbench, type Workbench } from './workbench.ts';

const guides = join(import.meta.dirname, 'guides');

let bench: Workbench;
afterEach(() => bench.remove());

describe('checklist import', () => {
  it.each(['release.md', 'issue-template.md', 'numbered.md', 'underlined.rst', 'table.md', 'wiki.md'])(
    'makes a valid checklist of %s',
    async (name) => {
      const guide = readFileSync(join(guides, name), 'utf8');
      bench = await makeWorkbench({ [name]: guide });
      const { code, stdout, stderr } = await bench.checklist('import', name, '--id', 'made');
      expect(code).toBe(0);
      bench.write('checklists/made.yaml', stdout);
      expect(await bench.checklist('validate', 'made')).toMatchObject({ code: 0, stderr: '' });
      const base = name.replace(/\.\w+$/, '');
      compare(`${base}.yaml`, stdout);
      compare(`${base}.undecided.txt`, stderr);
    },
  );

  it('keeps hostile texts as texts', async () => {
    const guide = `# "a": {b: [c]} # d\n\n- x: {y} & *z !!js {{inputs.nothing}} {{{{#if}}\n- <script>alert(1)</script>\n- - - ? a\n
- Run it\n\n  \`\`\`sh\n  echo '{{a}}' "{{b}}" {{c}} # {{d}}\n  \`\`\`\n- \u202ereversed \u001b[31m red\n- 日本語\n- \n\n# &x *y\n- done: yes\n---\n- ...\n`;
    bench = await makeWorkbench({ 'guide.md': guide });
    expect(await bench.checklist('import', 'guide.md', '--id', 'odd', '-o', 'odd.yaml')).toMatchObject({ code: 0 });
    expect(await bench.checklist('validate', 'odd.yaml')).toMatchObject({ code: 0, stderr: '' });
    const yaml = bench.read('odd.yaml');
    expect(yaml).toContain(`echo '{''{a}}' "{""{b}}" {''{c}} # { {d}}`);
    expect(yaml).toContain(`title: '"a": {b: [c]} # d'`);
    expect(yaml).not.toContain('\u001b');
  });

  it('keeps a sign-off that has commands below it, and tells of a secret', async () => {
    const guide = '- Ask Bob\n  - Look it up\n\n    ```sh\n    curl -H "$MY_TOKEN" x\n    ```\n';
    bench = await makeWorkbench({ 'guide.md': guide });
    const { stdout, stderr } = await bench.checklist('import', 'guide.md');
    expect(stdout).toContain('by: [ bob ]');
    expect(stderr).toContain('guide.md:5: "MY_TOKEN" is a secret: name it in "secrets", at the top and in the step\n');
  });

  it('takes a guide of thousands of steps', async () => {
    const items = Array.from({ length: 3000 }, (_, place) => `- Verify thing ${place}`).join('\n');
    bench = await makeWorkbench({ 'guide.md': items });
    const { code, stdout } = await bench.checklist('import', 'guide.md');
    expect(code).toBe(0);
    expect(stdout.match(/type: manual/g)?.length).toBe(3000);
  });

  it.each([
    ['says nothing that is to be done, expected a list, a table or commands', ''],
    ['says nothing that is to be done, expected a list, a table or commands', '# Only words\n\nNothing to do.\n'],
    ['holds bytes that are no text, expected Markdown in UTF-8', '- a\0b'],
    ['is larger than 1 MB, expected a guide for people', '- a\n'.repeat(250_001)],
    ['is nested more than 50 deep, expected a guide for people', `${'>'.repeat(9000)} a`],
    ['is nested more than 50 deep, expected a guide for people', `${'- '.repeat(9000)}a`],
  ])('refuses a guide (%#) that %s', async (why, guide) => {
    bench = await makeWorkbench({ 'guide.md': guide });
    const hint = 'hint: write what is to be done as a list, and commands in fences\n';
    expect(await bench.checklist('import', 'guide.md')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: "guide.md" ${why}\n${hint}`,
    });
  });

  it('never writes over a file, and tells of a guide that is not there', async () => {
    bench = await makeWorkbench({ 'guide.md': '- Verify it\n', 'there.yaml': 'mine' });
    expect(await bench.checklist('import', 'guide.md', '--output', 'there.yaml')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: "there.yaml" is there already, expected a new file\nhint: give another name\n',
    });
    expect((await bench.checklist('import', 'guide.md', '--output', 'no/there.yaml')).stderr).toBe(
      'error: "no/there.yaml" cannot be written, expected a new file in a folder that is there\nhint: give another name\n',
    );
    expect(bench.read('there.yaml')).toBe('mine');
    expect(await bench.checklist('import', 'none.md')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: "none.md" cannot be read: there is no such file\nhint: name a guide in Markdown\n',
    });
  });
});

function compare(name: string, text: string): void {
  const path = join(guides, 'golden', name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(join(guides, 'golden'), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}
