import type { Failure } from '../model/failure.ts';
import { isJsonObject } from '../model/json.ts';
import type { ProbeResult, StepResult } from '../model/step-type.ts';

/** Runs a plugin's code: what it throws is its bug, and never makes a step pass. */
export async function guard<T>(call: () => Promise<T>, onBug: (failure: Failure) => T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return onBug(bug(`failed in an unexpected way: ${message}`));
  }
}

/** The same for a result, which must be one that this engine knows: a word that it does not know is no pass. */
export async function guardResult(call: () => Promise<StepResult>): Promise<StepResult> {
  const result = await guard<StepResult>(call, (failure) => ({ type: 'inconclusive', failure }));
  return isResult(result) ? result : { type: 'inconclusive', failure: bug(`gave ${show(result)}, expected a result`) };
}

/** The same for what a probe found. */
export async function guardProbe(call: () => Promise<ProbeResult>): Promise<ProbeResult> {
  const found = await guard<ProbeResult>(call, (failure) => ({ type: 'cannot-tell', failure }));
  return isFinding(found) ? found : { type: 'cannot-tell', failure: bug(`gave ${show(found)}, expected a finding`) };
}

function isResult(result: StepResult | undefined): boolean {
  switch (result?.type) {
    case 'passed':
      return isJsonObject(result.outputs);
    case 'failed':
    case 'inconclusive':
      return isJsonObject(result.failure);
    case 'pending':
      return Number.isFinite(result.checkAfter);
    case 'asks':
      return isJsonObject(result.ask);
    default:
      return false;
  }
}

function isFinding(found: ProbeResult | undefined): boolean {
  switch (found?.type) {
    case 'absent':
      return true;
    case 'done':
      return isJsonObject(found.outputs);
    case 'conflict':
    case 'cannot-tell':
      return isJsonObject(found.failure);
    default:
      return false;
  }
}

function bug(what: string): Failure {
  return {
    reason: 'cannot-tell',
    message: `the step type ${what}`,
    hint: 'This is a fault of the step type: report it, then retry or waive the step.',
  };
}

function show(value: unknown): string {
  return isJsonObject(value) ? `a result of the type "${String(value.type)}"` : String(value);
}
