/**
 * Writes the files that are made from the sources, or with `--check` only tells whether they are fresh. Needs a build.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { eventSchema } from '../packages/cli/dist/tsc/events/event-schema.js';
import { stepTypeReference } from '../packages/cli/dist/tsc/guide/step-type-reference.js';
import { runReport } from '../packages/cli/dist/tsc/report/model/run-report.js';
import { editorSchema } from '../packages/engine/dist/index.js';
import { builtinStepTypes } from '../packages/plugins/dist/index.js';

const generated: readonly (readonly [file: string, text: string])[] = [
  ['checklists/checklist.schema.json', `${JSON.stringify(editorSchema(builtinStepTypes), null, 2)}\n`],
  ['checklists/release.md', checklist('docs', 'release')],
  ['docs/step-types.md', stepTypeReference(builtinStepTypes)],
  ['docs/run-events.schema.json', `${JSON.stringify(eventSchema, null, 2)}\n`],
  ['docs/run-report.schema.json', `${JSON.stringify(runReport, null, 2)}\n`],
];

const isCheck = process.argv.includes('--check');
for (const [file, text] of generated) {
  const isFresh = read(file) === text;
  if (isFresh) continue;
  if (isCheck) {
    process.stderr.write(`${file} is stale, expected what "pnpm generate" writes\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    process.stdout.write(`${file} written\n`);
  }
}

function checklist(...args: readonly string[]): string {
  return execFileSync(process.execPath, ['packages/cli/dist/bin.js', ...args], { encoding: 'utf8' });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
