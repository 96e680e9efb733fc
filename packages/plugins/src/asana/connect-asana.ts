import {
  type Failure,
  fail,
  type Lack,
  ok,
  type Result,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { failureOf, type HttpTrouble } from '../http/http-trouble.ts';
import { type AsanaClient, createAsanaClient } from './asana-client.ts';

/** The variable that holds the personal access token. */
export const tokenVariable = 'ASANA_TOKEN';

/** Asana as this step's environment names it; fails without a token. */
export function connectAsana(context: StepContext): Result<AsanaClient, Failure> {
  const token = context.secret(tokenVariable)?.trim();
  if (token === undefined || token === '')
    return fail({
      reason: 'options',
      message: `${tokenVariable} is not set, expected a personal access token of Asana`,
      hint: `Make a token in Asana's developer console and set ${tokenVariable}.`,
    });
  const baseUrl = context.env.ASANA_BASE_URL || 'https://app.asana.com/api/1.0';
  const onWait = ({ status }: HttpTrouble, milliseconds: number) =>
    context.log(`Asana answered ${status ?? 'nothing'}, asking again in ${milliseconds / 1000} s`);
  return ok(createAsanaClient({ token, baseUrl, signal: context.signal, onWait }));
}

/** The trouble of an Asana request as a failure. */
export function asanaFailure(trouble: HttpTrouble, what: string): Failure {
  return failureOf(trouble, what, tokenVariable);
}

/** A failure before the run, as what is missing. */
export function toLack({ message, hint = 'Correct the options of this step.' }: Failure): Lack {
  return { message, hint };
}

/** Nothing was asked or nothing was told: that is never a verdict. */
export function inconclusive(failure: Failure): StepResult {
  return { type: 'inconclusive', failure };
}
