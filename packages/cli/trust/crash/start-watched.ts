import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, type Ended, startProgram } from '../../test/workbench.ts';

/** A call of the real program. */
export interface Call {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The file with whose writing the places begin to count; from the start when absent. */
  readonly from?: string;
}

/** How often each place was met so far. */
export type Met = Readonly<Record<string, number>>;

/** How a watched call ended. */
export interface Watched extends Ended {
  /** Where it was killed, if it was. */
  readonly killedAt?: string;
  /** The places that it met, in order. */
  readonly order: readonly string[];
  readonly met: Met;
}

const preload = pathToFileURL(resolve(import.meta.dirname, 'kill-preload.ts'));

/** Calls the program and kills it at the first of these places that it meets. What it starts is neither watched nor killed. */
export async function startWatched(call: Call, root: string, targets: readonly string[], met: Met): Promise<Watched> {
  const [planFile, report] = [join(root, 'kill-plan.json'), join(root, 'kill-report.json')];
  writeFileSync(planFile, JSON.stringify({ root, from: call.from, targets, met, report }));
  rmSync(report, { force: true });
  const watched = new URL(`?plan=${encodeURIComponent(planFile)}`, preload);
  const ended = await startProgram(process.execPath, ['--import', watched.href, bin, ...call.args], call.cwd, call.env)
    .ended;
  if (!existsSync(report)) throw new Error(`the call ended without a report:\n${ended.stdout}\n${ended.stderr}`);
  return { ...ended, ...(JSON.parse(readFileSync(report, 'utf8')) as Omit<Watched, keyof Ended>) };
}
