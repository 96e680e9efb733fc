import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, BatchResult } from './worker.ts';

/** Milliseconds without a new case after which a worker is taken for hung; the machine may be busy with other things. */
const patience = 60_000;

/** Tries the batches, two side by side, each in a process of its own. */
export async function playBatches(batches: readonly Omit<Batch, 'directory'>[]): Promise<readonly BatchResult[]> {
  const waiting = [...batches.entries()];
  const results: BatchResult[] = [];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) results[one[0]] = await playBatch(one[1]);
  };
  await Promise.all([work(), work()]);
  return results;
}

async function playBatch(batch: Omit<Batch, 'directory'>): Promise<BatchResult> {
  const directory = mkdtempSync(join(tmpdir(), 'checklist-fuzz-'));
  const { promise, resolve } = Promise.withResolvers<BatchResult>();
  // Without limits the collector would let waste pile up over the cases that no single one needs.
  const execArgv = ['--conditions=@checklist/source', '--max-old-space-size=300', '--max-semi-space-size=16'];
  const worker = fork(join(import.meta.dirname, 'worker.ts'), [], {
    execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const breakOff = (trouble: string) => {
    const bytes = readCase(directory);
    resolve({ right: 0, slowest: 0, memory: 0, broken: { trouble, bytes } });
  };
  const watch = setInterval(() => {
    if (Date.now() - lastMoved(directory) < patience) return;
    worker.kill('SIGKILL');
    breakOff(`it hung for more than ${patience} ms`);
  }, 500);
  worker.once('message', (result: BatchResult) => resolve(result));
  worker.once('exit', (code, signal) =>
    breakOff(`the process ended by ${signal ?? code}: ${complaints.slice(-2_000)}`),
  );
  worker.send({ ...batch, directory } satisfies Batch);
  const result = await promise;
  clearInterval(watch);
  worker.kill();
  rmSync(directory, { recursive: true, force: true });
  return result;
}

/** When the last case was begun; a worker that loads still has not hung. */
function lastMoved(directory: string): number {
  return statSync(join(directory, 'case'), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}

function readCase(directory: string): string {
  try {
    return readFileSync(join(directory, 'case')).toString('base64');
  } catch {
    return '';
  }
}
