import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Candidate, timeProgram } from './measure.ts';
import { node, type World } from './world.ts';

const require = createRequire(import.meta.url);

/** Others that run the same steps. */
export interface Peers {
  /** One step after another. */
  readonly serial: readonly Candidate[];
  /** Eight at once. */
  readonly parallel: readonly Candidate[];
  /** Programs that this machine does not have. */
  readonly absent: readonly string[];
}

/** Sets the peers up to run so many `true`. */
export function makePeers(world: World, count: number): Peers {
  const own = (name: string, ...args: readonly string[]): Candidate => {
    const file = join(import.meta.dirname, `peer-${name}.ts`);
    return { name, run: () => timeProgram([node, file, String(count), ...args], world) };
  };
  const installed = ['make', 'just', 'bash'].filter((program) => isInstalled(program));
  const others = installed.map((program) => setUp(program, world, count));
  return {
    serial: [own('listr2'), own('zx'), wireit(world, count), ...others.map(({ serial }) => serial)],
    parallel: [
      own('listr2', '8'),
      concurrently(world, count),
      ...others.flatMap(({ parallel }) => (parallel === undefined ? [] : [parallel])),
    ],
    absent: ['make', 'just', 'bash'].filter((program) => !installed.includes(program)),
  };
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** wireit keeps fingerprints, so it is the peer that keeps state; it is told not to skip anything. */
function wireit(world: World, count: number): Candidate {
  const folder = join(world.cwd, 'wireit');
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  const scripts = Object.fromEntries(['all', ...names].map((name) => [name, 'wireit']));
  const steps = names.map((name) => [name, { command: 'true' }]);
  mkdirSync(folder);
  const text = JSON.stringify({ scripts, wireit: { all: { dependencies: names }, ...Object.fromEntries(steps) } });
  writeFileSync(join(folder, 'package.json'), text);
  const place = {
    cwd: folder,
    env: {
      ...world.env,
      npm_lifecycle_event: 'all',
      npm_package_json: join(folder, 'package.json'),
      npm_config_user_agent: 'npm/11.0.0',
      WIREIT_PARALLEL: '1',
      WIREIT_CACHE: 'none',
    },
  };
  const program = join(packageFolder('wireit'), 'bin/wireit.js');
  return { name: 'wireit', run: () => timeProgram([node, program], place) };
}

function concurrently(world: World, count: number): Candidate {
  const program = join(packageFolder('concurrently'), 'dist/bin/index.js');
  const commands = Array.from({ length: count }, () => 'true');
  return { name: 'concurrently', run: () => timeProgram([node, program, '-m', '8', ...commands], world) };
}

function packageFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/** Programs that are no part of the JavaScript world; the first is what a script of yesterday would be. */
function setUp(program: string, world: World, count: number): { serial: Candidate; parallel?: Candidate } {
  const run = (...args: readonly string[]) => ({ name: program, run: () => timeProgram([program, ...args], world) });
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  if (program === 'make') {
    const rules = names.map((name) => `${name}:\n\t@true\n`).join('');
    writeFileSync(join(world.cwd, 'Makefile'), `all: ${names.join(' ')}\n.PHONY: all ${names.join(' ')}\n${rules}`);
    return { serial: run(), parallel: run('-j8') };
  }
  if (program === 'just') {
    writeFileSync(
      join(world.cwd, 'Justfile'),
      `all: ${names.join(' ')}\n${names.map((name) => `${name}:\n  @true\n`).join('')}`,
    );
    return { serial: run() };
  }
  return {
    serial: {
      ...run('-c', `program=$(type -P true); for i in $(seq ${count}); do "$program"; done`),
      name: 'bash loop',
    },
  };
}
