import { type Failure, ok, type Progress, type SeriesEvidence, type StepResult } from '@checklist/engine/plugin';
import type { HttpTrouble } from '../http/http-trouble.ts';
import { evaluateMetrics } from './evaluate-metrics.ts';
import { findLinks } from './find-links.ts';
import { judgeRun } from './judge-run.ts';
import { matchesPattern } from './key-pattern.ts';
import { readProgress } from './read-progress.ts';
import type { RunOptions } from './run-options.ts';
import type { RunPath, WandbClient, WandbRun } from './wandb-client.ts';
import { mayPass, toFailure, type WandbResult } from './wandb-trouble.ts';
import { watchMetrics } from './watch-metrics.ts';

/** What one look at a run told: its end, or why there is none yet. */
export type Look =
  | { readonly type: 'ended'; readonly result: StepResult }
  /** It goes on. */
  | {
      readonly type: 'running';
      readonly failure: Failure;
      readonly progress: Progress;
      /** How its metrics have come so far. */
      readonly series?: readonly SeriesEvidence[];
    }
  /** What is not there may still come; if it does not, this is the result. */
  | { readonly type: 'late'; readonly result: StepResult; readonly progress: Progress }
  | {
      /** W&B could not tell. */
      readonly type: 'trouble';
      readonly failure: Failure;
      readonly mayPass: boolean;
      /** Milliseconds that W&B asks to wait. */
      readonly retryAfter?: number;
    };

/** Looks at the run once, and judges it when it is in a state to be judged. */
export async function lookAtRun(client: WandbClient, options: RunOptions, path: RunPath, page: string): Promise<Look> {
  const run = await client.readRun(path);
  if (!run.ok) return troubleWith(path, run.error);
  if (run.value === undefined) return notFound(path);
  const { state } = run.value;
  const wanted = options.states ?? ['finished'];
  if (wanted.some((one) => one === state)) return examine(client, options, path, page, run.value);
  const look = judgeState(options, path, page, run.value, wanted);
  if (look.type !== 'running' || options.wait === undefined) return look;
  return { ...look, series: await watchMetrics(client, options.metrics ?? [], path, run.value) };
}

async function examine(
  client: WandbClient,
  options: RunOptions,
  path: RunPath,
  page: string,
  run: WandbRun,
): Promise<Look> {
  const patterns = options.keys ?? [];
  const absent = patterns.filter((pattern) => !run.keys.some((key) => matchesPattern(key, pattern)));
  const present = run.keys.filter((key) => patterns.some((pattern) => matchesPattern(key, pattern)));
  const read = await readAll(client, options, path, page, run, present);
  if (!read.ok) return troubleWith(path, read.error);
  const result = judgeRun({ path, page, run, absent, ...read.value });
  const late = [
    ...absent.map((pattern) => `"${pattern}"`),
    ...read.value.metrics.flatMap(({ result: { verdict, key } }) => (verdict === 'missing' ? [`"${key}"`] : [])),
  ];
  if (late.length === 0) return { type: 'ended', result };
  return { type: 'late', result, progress: { text: `${run.state}, not there yet: ${late.join(', ')}` } };
}

async function readAll(
  client: WandbClient,
  options: RunOptions,
  path: RunPath,
  page: string,
  run: WandbRun,
  keys: readonly string[],
): WandbResult<Pick<Parameters<typeof judgeRun>[0], 'metrics' | 'links'>> {
  const metrics = await evaluateMetrics(client, options.metrics ?? [], path, run);
  if (!metrics.ok) return metrics;
  const links = await findLinks(client, path, page, run.summary, keys);
  return links.ok ? ok({ metrics: metrics.value, links: links.value }) : links;
}

function troubleWith({ run }: RunPath, trouble: HttpTrouble): Look {
  const { retryAfter } = trouble;
  const failure = toFailure(trouble, `read run "${run}"`);
  return { type: 'trouble', failure, mayPass: mayPass(trouble), ...(retryAfter !== undefined && { retryAfter }) };
}

function notFound({ entity, project, run }: RunPath): Look {
  const message = `run "${run}" was not found in ${entity}/${project}, expected it to be there`;
  const hint = 'Check the name of the run; a run that was just launched takes some minutes to appear.';
  const result: StepResult = { type: 'failed', failure: { reason: 'not-found', message, hint } };
  return { type: 'late', result, progress: { text: `run "${run}" is not there yet` } };
}

function judgeState(options: RunOptions, path: RunPath, page: string, run: WandbRun, wanted: readonly string[]): Look {
  const message = `run "${path.run}" is ${run.state}, expected ${wanted.join(' or ')}`;
  const failure: Failure = { reason: 'expectation', message, hint: `Look at ${page} to see why.` };
  const result = judgeRun({ path, page, run, absent: [], metrics: [], links: [], failure });
  const progress = { ...readProgress(options.progress ?? {}, run), url: page };
  switch (run.state) {
    case 'finished':
    case 'failed':
    case 'killed':
      return { type: 'ended', result };
    case 'crashed':
      // W&B says so when it has heard nothing for some minutes; the run may go on all the same.
      return { type: 'late', result, progress };
    default:
      return { type: 'running', failure, progress };
  }
}
