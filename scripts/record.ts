/**
 * Draws docs/run.svg: frames of a real run on a terminal, one after the other. Run by hand, as `pnpm record`.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { bin, makeWorkbench } from '../packages/cli/test/workbench.ts';
import { drawFrame, drawFrames } from './record/draw-frames.ts';

const [columns, rows] = [100, 28];

const checklist = `version: 1
id: release
title: Release of the game
commit: HEAD
contacts:
  ada: { name: Ada }
inputs:
  version: { type: string }
steps:
  - id: prepare
    title: Prepare
    steps:
      - { id: clean, title: The work tree is clean, type: git.clean }
      - id: branch
        title: Create the branch of the candidate
        type: git.branch
        with: { name: "candidate/{{inputs.version}}", at: "{{run.commit}}" }
      - { id: build, title: Build, type: shell, with: { script: 'for f in engine maps sounds menu; do echo "building $f"; sleep 0.5; done' } }
  - id: verify
    title: Verify the candidate
    parallel: true
    steps:
      - { id: units, title: Unit tests, type: shell, with: { script: 'for n in 1 2 3 4 5; do echo "suite $n of 5 passed"; sleep 0.5; done' } }
      - id: speed
        title: Frames per second
        type: shell
        with: { script: 'sleep 1.5; echo 61', outputs: { fps: { stdout: json } } }
        expect: [{ name: at least 60 frames per second, that: outputs.fps >= 60 }]
      - id: play
        title: Somebody plays it
        type: manual
        owner: ada
        with:
          instructions: Play one level, and watch that hearts are gained.
          questions: { fun: { type: confirm, label: It is fun }, noticed: { type: text, label: What you noticed, optional: true } }
        expect: [{ name: it is fun, that: outputs.fun }]
  - id: publish
    title: Publish
    steps:
      - { id: tag, title: Tag the commit, type: git.tag, with: { name: "v{{inputs.version}}", at: "{{run.commit}}", message: "Release {{inputs.version}}" } }
      - { id: push_tag, title: Push the tag, type: git.push_tag, with: { name: "v{{inputs.version}}", at: "{{run.commit}}" } }
`;

const bench = await makeWorkbench({ 'checklists/release.yaml': checklist, '.gitignore': 'origin.git\n.cache\n' });
await bench.run('git', 'init', '-q', '--bare', 'origin.git');
await bench.run('git', 'remote', 'add', 'origin', 'origin.git');
await bench.run('git', 'push', '-q', 'origin', 'main');

const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
const args = [bin, 'run', 'release', '--input', 'version=1.4.0', '--run', 'release-1.4.0'];
const env = { ...bench.env, TERM: 'xterm-256color', FORCE_COLOR: '1', CI: '' };
const program = spawn(process.execPath, args, { cols: columns, rows, cwd: bench.directory, env });
program.onData((text) => emulator.write(text));
emulator.onData((text) => program.write(text));

const frames: string[] = [];
const shoot = () => frames.push(drawFrame(emulator));
/** Looks until the text is on the screen, then waits until the screen has settled. */
async function shown(text: string): Promise<void> {
  const screen = () =>
    Array.from({ length: rows }, (_, at) => emulator.buffer.active.getLine(at)?.translateToString(true));
  for (let looks = 0; !screen().some((line) => line?.includes(text)); looks += 1) {
    if (looks > 50) throw new Error(`waited in vain for "${text}":\n${screen().join('\n')}`);
    await wait(100);
  }
  await wait(400);
}

await shown('building maps');
shoot();
await shown('suite 3');
shoot();
for (const [text, keys] of scriptOf()) {
  await shown(text);
  shoot();
  program.write(keys);
  await wait(300);
}
program.kill();
writeFileSync('docs/run.svg', drawFrames(frames, columns, rows));
bench.remove();

/** What is waited for, and what is typed then. */
function scriptOf(): readonly (readonly [string, string])[] {
  return [
    ['for Ada', 'a'],
    ['It is fun', 'y\r'],
    ['noticed', '\r'],
    ['That is all', '\r\u001b'],
    ['git push', ''],
  ];
}
