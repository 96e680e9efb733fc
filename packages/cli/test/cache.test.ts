import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, makeWorkbench, startProgram, type Workbench } from './workbench.ts';

const checklist = (title: string) => `version: 1
id: release
title: ${title}
steps:
  - id: notes
    title: Write notes
    type: manual
    with: { instructions: { template_file: notes.md.hbs } }
`;

let bench: Workbench;
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/release.yaml': checklist('One'), 'checklists/notes.md.hbs': 'Write it.' });
});
afterAll(() => bench.remove());

/** Calls the program with a cache of its own, inside `.git` where nobody looks. */
function call(cache: string, ...args: readonly string[]) {
  const env = { ...bench.env, XDG_CACHE_HOME: cacheFolder(cache) };
  return startProgram(process.execPath, [bin, ...args], bench.directory, env).ended;
}

const cacheFolder = (name: string) => join(bench.directory, '.git', name);
const kept = (name: string) => join(cacheFolder(name), 'checklist', `${bench.directory}/checklists/release.yaml.json`);

/** An entry with another title in its checklist, and the same text that it was made of. */
const pretend = (entry: string) => entry.replace('"title":"Write notes"', '"title":"From the cache"');

describe('what is remembered of a checklist', () => {
  it('is used while nothing changed', async () => {
    await call('used', 'validate', 'release');
    const entry = readFileSync(kept('used'), 'utf8');
    writeFileSync(kept('used'), pretend(entry));
    expect((await call('used', 'plan', 'release')).stdout).toContain('From the cache');
  });

  it('is not trusted when the file, a template file or the program changed, or when it is damaged', async () => {
    const spoil = async (change: (entry: string) => string) => {
      await call('spoilt', 'validate', 'release');
      const entry = pretend(readFileSync(kept('spoilt'), 'utf8'));
      writeFileSync(kept('spoilt'), change(entry));
      return (await call('spoilt', 'plan', 'release')).stdout;
    };
    expect(await spoil((entry) => entry.replace('.hbs":"Write it.', '.hbs":"Write it!'))).toContain('Write notes');
    expect(await spoil((entry) => entry.replace('title: One', 'title: Two'))).toContain('Write notes');
    expect(await spoil((entry) => entry.replace(/"build":"./, '"build":"-'))).toContain('Write notes');
    expect(await spoil((entry) => entry.slice(0, -10))).toContain('Write notes');
  });

  it('never hides a fault', async () => {
    await call('fault', 'validate', 'release');
    bench.write('checklists/notes.md.hbs', '{{inputs.nothing}}');
    expect(await call('fault', 'validate', 'release')).toMatchObject({ code: 3 });
    bench.write('checklists/notes.md.hbs', 'Write it.');
    expect(await call('fault', 'validate', 'release')).toMatchObject({ code: 0 });
  });

  it('is not written by what only looks', async () => {
    await call('looks', 'plan', 'release');
    await call('looks', 'run', 'release', '--dry-run');
    expect(readdirSync(join(bench.directory, '.git'))).not.toContain('looks');
  });

  it('is left out where it cannot be written', async () => {
    writeFileSync(cacheFolder('file'), '');
    expect(await call('file', 'validate', 'release')).toMatchObject({ code: 0, stderr: '' });
  });
});
