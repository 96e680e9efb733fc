/**
 * Runs every gate of the project, tells each one's outcome, and fails when one failed: `pnpm check`. With
 * `--without-tests` the tests are left to whoever runs all of them.
 */
import { spawnSync } from 'node:child_process';

const gates: readonly (readonly [name: string, command: string])[] = [
  ['types and bundle', 'pnpm build'],
  ['types of the tests', 'tsc -p tsconfig.tests.json'],
  ['lint and format', 'biome check --error-on-warnings .'],
  ['directions and circles', 'depcruise packages --config .dependency-cruiser.cjs'],
  ['dead exports', 'knip'],
  ['generated files are fresh', 'node scripts/generate.ts --check'],
  ['tests', 'vitest run --project tests'],
];

const isTested = !process.argv.includes('--without-tests');
const failed = gates.filter(([name, command]) => {
  if (name === 'tests' && !isTested) return false;
  process.stdout.write(`\n== ${name}: ${command}\n`);
  return spawnSync(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] }).status !== 0;
});
for (const [name] of failed) process.stdout.write(`failed: ${name}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
