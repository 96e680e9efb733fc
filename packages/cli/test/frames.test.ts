import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SceneName } from '../src/testing/scenes.ts';
import { openOnTerminal } from './pseudo-terminal.ts';

/** Shows a moment of a run on a terminal, with a clock that stands. */
const player = resolve(import.meta.dirname, '../dist/tsc/testing/play-scene.js');
const folder = join(import.meta.dirname, 'frames');
const isUpdating = process.env.UPDATE_GOLDEN === '1';

type Size = readonly [columns: number, rows: number];

const sizes: readonly [Size, Size, Size, Size] = [
  [40, 12],
  [80, 24],
  [120, 40],
  [200, 50],
];

interface Shot {
  readonly name: string;
  readonly scene: SceneName;
  readonly keys?: readonly string[];
}

const shots: readonly Shot[] = [
  { name: 'start', scene: 'start' },
  { name: 'middle', scene: 'middle' },
  { name: 'waiting', scene: 'waiting' },
  { name: 'confirming', scene: 'confirming' },
  { name: 'failing', scene: 'failing' },
  { name: 'end', scene: 'end' },
  { name: 'help', scene: 'failing', keys: ['?'] },
  { name: 'about', scene: 'failing', keys: ['\r'] },
  { name: 'output', scene: 'failing', keys: ['\r', '2'] },
  { name: 'history', scene: 'end', keys: ['k', '\r', '3'] },
  { name: 'skip', scene: 'failing', keys: ['s'] },
  { name: 'leave', scene: 'start', keys: ['q'] },
  { name: 'jump', scene: 'middle', keys: ['/', 'vote'] },
];

function play(scene: SceneName, [columns, rows]: Size, env: NodeJS.ProcessEnv = {}) {
  const { FORCE_COLOR: _, ...outer } = process.env;
  const place = { cwd: folder, env: outer, changes: { NODE_ENV: 'production', ...env } };
  return openOnTerminal([process.execPath, player, scene], place, { columns, rows });
}

/** The frame at each size, one window that is made larger and smaller. */
it.each(shots)('$name', async ({ name, scene, keys = [] }) => {
  const terminal = play(scene, [80, 24]);
  await terminal.shows('? help');
  for (const key of keys) terminal.type(key);
  for (const [columns, rows] of sizes) {
    terminal.resize(columns, rows);
    const file = join(folder, `${name}.${columns}x${rows}.txt`);
    const frame = () => `${terminal.rows().join('\n')}\n`;
    if (isUpdating) {
      // What is late on a slow machine belongs to the frame as well.
      await wait(1_000);
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, frame());
    }
    const golden = existsSync(file) ? readFileSync(file, 'utf8') : '';
    await terminal.until(() => frame() === golden, `the frame of ${file}`).catch(() => {});
    expect(frame()).toBe(golden);
  }
  terminal.kill('SIGKILL');
  await terminal.ended;
});

it('is shown in the documents as it is', () => {
  const document = readFileSync(resolve(import.meta.dirname, '../../../docs/screen.md'), 'utf8');
  expect(document).toContain(readFileSync(join(folder, 'middle.80x24.txt'), 'utf8').trimEnd());
});

it('uses no colour but the first sixteen of a terminal, and no faint text', async () => {
  const terminal = play('failing', [120, 40], { NO_COLOR: '', FORCE_COLOR: '1' });
  await terminal.shows('? help');
  await terminal.shows('SPS near 40k');
  const codes = terminal
    .raw()
    .split('\u001b[')
    .flatMap((part) => /^([\d;:]*)m/.exec(part)?.[1] ?? []);
  expect(new Set(codes)).toEqual(new Set(['1', '22', '31', '32', '33', '36', '39']));
  terminal.kill('SIGKILL');
  await terminal.ended;
});

it('makes links where the terminal knows them', async () => {
  const terminal = play('middle', [80, 24], { FORCE_HYPERLINK: '1' });
  await terminal.shows('https://wandb.ai');
  const url = 'https://wandb.ai/metta-research/metta/runs/release.2026.11.24-1230';
  expect(terminal.raw()).toContain(`\u001b]8;;${url}\u0007https://wandb.ai/`);
  terminal.kill('SIGKILL');
  await terminal.ended;
});

it('comes through the smallest window, and gives the terminal back as it was', async () => {
  const terminal = play('failing', [80, 24]);
  await terminal.shows('? help');
  for (const [columns, rows] of [...sizes, [1, 1], [3, 2], [40, 12]] as const) terminal.resize(columns, rows);
  const golden = readFileSync(join(folder, 'failing.40x12.txt'), 'utf8');
  await terminal.until(() => `${terminal.rows().join('\n')}\n` === golden, 'the frame after the smallest window');
  expect(terminal.isFullScreen()).toBe(true);
  terminal.type('q');
  expect(await terminal.ended).toBe(0);
  expect(terminal.isFullScreen()).toBe(false);
  expect(terminal.raw()).toContain('\u001b[?7h\u001b[?1049l\u001b[?25h');
});
