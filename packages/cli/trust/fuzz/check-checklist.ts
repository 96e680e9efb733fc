import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Checklist,
  createRunState,
  type Diagnostic,
  expand,
  next,
  printDiagnostic,
  readChecklist,
} from '@checklist/engine';
import { builtinStepTypes } from '@checklist/plugins';
import { diagnosticCodes } from '../../../engine/src/model/diagnostic.ts';
import { scenarioStepTypes } from '../../../engine/src/testing/scenario-step-types.ts';
import { fixMatrices } from '../../src/workspace/prepare-start.ts';

/** What a text was taken for. */
export type Verdict = 'right' | 'refused';

const file = 'checklists/release.yaml';

/** The real step types, and those of the engine's own scenarios. */
const stepTypes = [...builtinStepTypes, ...scenarioStepTypes];

/** Loads a checklist file: what comes out has to be a sound list of diagnostics, or a checklist that can be run. */
export function checkChecklist(bytes: Buffer, directory: string): Verdict {
  writeFileSync(join(directory, file), bytes);
  const read = () => readChecklist(file, { directory, stepTypes });
  const loaded = read();
  if (!loaded.ok) {
    assert(loaded.error.length > 0, 'a refusal without a diagnostic');
    for (const diagnostic of loaded.error) checkDiagnostic(diagnostic, directory);
    return 'refused';
  }
  const { checklist } = loaded.value;
  const again = read();
  assert(again.ok && again.value.checklist.digest === checklist.digest, 'another digest when it is read again');
  assert.deepEqual(JSON.parse(JSON.stringify(checklist)), checklist, 'a checklist that JSON does not keep');
  for (const profile of [undefined, ...Object.keys(checklist.profiles)]) checkRun(checklist, profile);
  return 'right';
}

function checkDiagnostic(diagnostic: Diagnostic, directory: string): void {
  const { code, message, place, hint } = diagnostic;
  const told = `${code}: ${message}`;
  assert(diagnosticCodes.includes(code), `an unknown code: ${told}`);
  for (const text of [message, ...(hint === undefined ? [] : [hint])]) {
    assert(text.trim() !== '' && text.length <= 1_000, `a text of ${text.length} characters: ${told.slice(0, 300)}`);
  }
  assert(existsSync(join(directory, place.file)), `a place in no file: ${told}`);
  const source = readFileSync(join(directory, place.file), 'utf8').replace(/^\ufeff/, '');
  const lines = source.split('\n');
  const length = (line: number) => lines[line - 1]?.length ?? -1;
  assert(place.line >= 1 && place.column >= 1, `a place before the file: ${told}`);
  assert(place.column <= length(place.line) + 1, `a place outside of the file, ${place.line}:${place.column}: ${told}`);
  assert(
    place.endLine > place.line || (place.endLine === place.line && place.endColumn >= place.column),
    `a place that ends before it begins: ${told}`,
  );
  assert(place.endColumn <= length(place.endLine) + 2, `a place that ends outside of the file: ${told}`);
  const printed = printDiagnostic(diagnostic, () => source);
  assert(printed.startsWith(`error[${code}]: `), `a wrong head: ${printed}`);
  assert(printed.includes(`\n  ${place.file}:${place.line}:${place.column}`), `no place in the print: ${printed}`);
  assert(!/[^\P{Cc}\n]/u.test(printed), `a control character in the print: ${JSON.stringify(printed)}`);
  assert(printed.split('\n').length <= 6, `a print of too many lines: ${printed}`);
}

/** The inputs that the grammar's own checklists declare. */
const inputs = { version: '1.0', jobs: ['a', 'b'], count: 2 };

function checkRun(checklist: Checklist, profile: string | undefined): void {
  const starter = { name: 'Robb' };
  const run = { runId: 'r', checklist, inputs, starter, startedAt: 0, commit: 'a'.repeat(40) };
  const fixed = fixMatrices(run);
  // The inputs of another file are not these.
  if (!fixed.ok) return;
  const graph = expand(fixed.value, profile);
  checkOrder(graph.nodes);
  const started = { ...run, type: 'run-started', format: 1, seq: 1, at: 0, confirmed: [] } as const;
  const state = createRunState({ ...started, checklist: fixed.value, ...(profile === undefined ? {} : { profile }) });
  assert(Array.isArray(next(state, { concurrency: 4 })), 'nobody knows what is due now');
}

interface Ordered {
  readonly index: number;
  readonly needs: readonly number[];
}

/** Every need is there, and no item waits for itself. */
function checkOrder(nodes: readonly Ordered[]): void {
  const waiting = new Map(nodes.map(({ index, needs }) => [index, needs.length]));
  const dependents = new Map<number, number[]>(nodes.map(({ index }) => [index, []]));
  for (const { index, needs } of nodes) {
    for (const need of needs) {
      assert(dependents.has(need), 'an item needs one that is not there');
      dependents.get(need)?.push(index);
    }
  }
  const free = [...waiting].flatMap(([index, count]) => (count === 0 ? [index] : []));
  for (const index of free) {
    for (const dependent of dependents.get(index) ?? []) {
      const left = (waiting.get(dependent) ?? 0) - 1;
      waiting.set(dependent, left);
      if (left === 0) free.push(dependent);
    }
  }
  assert.equal(free.length, nodes.length, 'items wait for each other');
}
