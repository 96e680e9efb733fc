import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Place } from './measure.ts';

const root = resolve(import.meta.dirname, '..');

/** The Node that runs this file. */
export const node = process.execPath;

/** The built program, started as `./checklist` starts it. */
export const checklist = [node, '--max-semi-space-size=4', join(root, 'packages/cli/dist/bin.js')] as const;

/** A repository with the checklists that are measured, and with a cache of its own. */
export interface World extends Place {
  /** Forgets what earlier calls remembered of checklists. */
  forget(): void;
  remove(): void;
}

/** How the steps of a made checklist hang together: one after another, or side by side. */
export type Shape = 'chain' | 'wide';

/** Makes the repository. The release checklist is this project's own. */
export function makeWorld(): World {
  const cwd = mkdtempSync(join(tmpdir(), 'checklist-bench-'));
  const cache = join(cwd, 'cache');
  cpSync(join(root, 'checklists'), join(cwd, 'checklists'), { recursive: true });
  for (const shape of ['chain', 'wide'] as const) {
    for (const count of [1_000, 10_000]) {
      writeFileSync(join(cwd, 'checklists', `${shape}_${count}.yaml`), writeChecklist(shape, count));
    }
  }
  mkdirSync(cache);
  const { FORCE_COLOR: _, NODE_OPTIONS: __, ...env } = process.env;
  const place = { cwd, env: { ...env, XDG_CACHE_HOME: cache, GIT_CONFIG_GLOBAL: '/dev/null' } };
  spawnSync('git', ['init', '--quiet'], place);
  return {
    ...place,
    forget: () => rmSync(join(cache, 'checklist'), { recursive: true, force: true }),
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  };
}

/** The YAML of a checklist whose steps do nothing. */
export function writeChecklist(shape: Shape, count: number): string {
  const step = (_: unknown, index: number) =>
    `      - { id: s${index}, title: Step ${index}, type: shell, with: { command: ["true"] } }`;
  const head = [
    'version: 1',
    `id: ${shape}_${count}`,
    'title: Bench',
    'steps:',
    '  - id: all',
    '    title: All',
    `    parallel: ${shape === 'wide'}`,
    '    steps:',
  ];
  return [...head, ...Array.from({ length: count }, step), ''].join('\n');
}
