import type { Evidence, Failure, Json, JsonObject, StepResult } from '@checklist/engine/plugin';
import type { JudgedMetric } from './evaluate-metrics.ts';
import type { RunLink } from './find-links.ts';
import type { RunPath, WandbRun } from './wandb-client.ts';

/** All that was read of a run. */
interface Findings {
  readonly path: RunPath;
  readonly page: string;
  readonly run: WandbRun;
  readonly metrics: readonly JudgedMetric[];
  readonly links: readonly RunLink[];
  /** Patterns that no key of the run matches. */
  readonly absent: readonly string[];
  /** What stands against the run before its metrics are looked at. */
  readonly failure?: Failure;
}

/** Passed when nothing stands against the run; inconclusive when only a baseline is missing. */
export function judgeRun(findings: Findings): StepResult {
  const { path, page, run, metrics, links } = findings;
  const evidence = toEvidence(findings);
  const failure = findings.failure ?? findFailure(findings);
  const criteria = metrics.map(({ result: { name, key, actual, limit, verdict } }) => ({
    name,
    key,
    actual,
    limit,
    verdict,
  }));
  const summary = plainValues(run.summary);
  const outputs = { url: page, state: run.state, run: path.run, summary, criteria, links: [...links] };
  if (failure === undefined) return { type: 'passed', outputs, evidence };
  const isOpen = failure.reason === 'cannot-tell';
  return isOpen ? { type: 'inconclusive', failure, evidence } : { type: 'failed', failure, outputs, evidence };
}

function findFailure({ path, metrics, absent }: Findings): Failure | undefined {
  const unmet = metrics.map(({ result }) => result).filter(({ verdict }) => verdict !== 'passed');
  const details = [
    ...absent.map((pattern) => `run "${path.run}" has no key that matches "${pattern}", expected one`),
    ...unmet.map(({ name, message }) => `${name}: ${message}`),
  ];
  const [first] = details;
  if (first === undefined) return undefined;
  const total =
    details.length === 1 ? first : `${details.length} demands on run "${path.run}" are not met, expected all`;
  const isOpen = absent.length === 0 && unmet.every(({ verdict }) => verdict === 'no-baseline');
  const isMissing = unmet.every(({ verdict }) => verdict === 'missing');
  return {
    reason: isOpen ? 'cannot-tell' : isMissing ? 'not-found' : 'expectation',
    message: total,
    ...(details.length > 1 && { details }),
  };
}

function toEvidence({ path, page, metrics, links }: Findings): Evidence[] {
  return [
    { type: 'link', label: `W&B run ${path.run}`, url: page },
    ...links.map(({ label, url }): Evidence => ({ type: 'link', label, url })),
    ...metrics.map(({ evidence }) => evidence),
  ];
}

const longestText = 1000;

/** Numbers, texts and truth values; tables, pages and histograms would only swell the journal. */
function plainValues(summary: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(summary).filter(([, value]) => isPlain(value)));
}

function isPlain(value: Json): boolean {
  if (typeof value === 'string') return value.length <= longestText;
  return typeof value === 'number' || typeof value === 'boolean';
}
