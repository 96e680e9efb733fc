/** A process that tries cases of one target and tells what came of them; its parent watches that it goes on. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { targets } from './targets.ts';

/** What a worker is asked to do. */
export interface Batch {
  readonly target: string;
  readonly seed: number;
  readonly cases: number;
  /** Where the case that is being tried lies as `case`, absolute. */
  readonly directory: string;
}

/** What a batch came to. */
export interface BatchResult {
  readonly right: number;
  readonly slowest: number;
  /** Bytes. */
  readonly memory: number;
  /** The smallest case that was found to break its target, and how. */
  readonly broken?: { readonly trouble: string; readonly bytes: string };
}

/** Milliseconds of processor time that one case may take. */
const timeLimit = 2_000;
/** Bytes that the whole process may take. */
const memoryLimit = 500_000_000;

function play({ target: name, seed, cases, directory }: Batch): BatchResult {
  const target = targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`there is no target "${name}"`);
  mkdirSync(join(directory, 'checklists/release.scenarios'), { recursive: true });
  cpSync(resolve(import.meta.dirname, '../../../../checklists/templates'), join(directory, 'checklists/templates'), {
    recursive: true,
  });
  writeFileSync(join(directory, 'checklists/notes.md.hbs'), 'Notes of {{inputs.version}}\n');
  writeFileSync(join(directory, 'checklists/release.scenarios/all_green.yaml'), 'version: 1\ntitle: All\n');
  let right = 0;
  let slowest = 0;
  const property = fc.property(target.cases, (bytes) => {
    writeFileSync(join(directory, 'case'), bytes);
    const before = process.cpuUsage();
    if (target.check(bytes, directory) === 'right') right++;
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1_000;
    slowest = Math.max(slowest, took);
    if (took > timeLimit) throw new Error(`it took ${Math.round(took)} ms`);
    const memory = peakMemory();
    if (memory > memoryLimit) throw new Error(`it took ${Math.round(memory / 1_000_000)} MB`);
  });
  const { counterexample, errorInstance } = fc.check(property, { seed, numRuns: cases });
  const result = { right, slowest, memory: peakMemory() };
  if (counterexample === null) return result;
  const trouble = errorInstance instanceof Error ? shortStack(errorInstance) : String(errorInstance);
  return { ...result, broken: { trouble, bytes: counterexample[0].toString('base64') } };
}

/** The message and where it came from, without the way through fast-check. */
function shortStack({ message, stack = '' }: Error): string {
  const places = stack.split('\n').filter((line) => line.includes('/packages/') && !line.includes('/worker.ts'));
  return [message, ...places.slice(0, 6)].join('\n');
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1_024;
}

process.on('message', (batch: Batch) => process.send?.(play(batch)));
