import { type HttpCauseName, httpCauses, timeLimit } from './http-causes.ts';
import type { HttpRow } from './http-row.ts';
import { passGate } from './pass-gate.ts';

/** What became of a step while its service misbehaved from one request on, for each of its requests. */
export interface HttpSweep {
  /** How often the cause was there. */
  readonly tried: number;
  /** How often it did no harm, for a reason that the row tells. */
  readonly harmless: number;
  /** The requests from which on the step passed all the same, or the next one was started. */
  readonly opened: readonly string[];
}

/** Lets a service misbehave from each request on that the step makes when all is well. */
export async function sweepHttp(row: HttpRow, cause: HttpCauseName): Promise<HttpSweep> {
  const good = await row.make([]);
  await passGate(good);
  const harmless = row.harmless?.[cause];
  const ends = await Promise.all(
    good.standIn.requests.map(async ({ method, path }, after) => {
      const request = `${after} ${method} ${path}`;
      const gate = await row.make(httpCauses[cause](after, row));
      const demand = cause === 'does not answer in time' ? { timeout: timeLimit } : {};
      const { status, isNextStarted } = await passGate(gate, demand);
      const isAbsent = cause === 'cuts its pages off' && row.pages?.at.test(request) !== true;
      if (isAbsent || gate.standIn.misanswered.length === 0) return 'absent';
      if (status !== 'passed' && !isNextStarted) return 'shut';
      return harmless?.at.test(request) === true ? 'harmless' : { opened: request };
    }),
  );
  return {
    tried: ends.filter((end) => end !== 'absent').length,
    harmless: ends.filter((end) => end === 'harmless').length,
    opened: ends.flatMap((end) => (typeof end === 'object' ? [end.opened] : [])),
  };
}
