import { passGate } from './pass-gate.ts';
import { type ProgramCause, programTimeLimit, silentCauses } from './program-causes.ts';
import type { ProgramRow } from './program-rows.ts';

/** What became of a step while its program misbehaved from one call on, for each of its calls. */
export interface ProgramSweep {
  readonly tried: number;
  /** How often the step passed, and what it says has truly happened: what the program told was not needed. */
  readonly true: number;
  /** The calls from which on the step passed although that is not so. */
  readonly opened: readonly number[];
}

/** Lets a program misbehave from each call on that the step makes when all is well. */
export async function sweepProgram(row: ProgramRow, cause: ProgramCause): Promise<ProgramSweep> {
  const good = row.make();
  const wanted = await passGate(good);
  const isFromTheStart = cause === 'is not installed' || cause === 'cannot be executed';
  const calls = isFromTheStart ? [0] : chooseCalls(good.calls());
  const ends = await Promise.all(
    calls.map(async (after) => {
      const gate = row.make({ cause, after });
      const demand = cause === 'does not end in time' ? { timeout: programTimeLimit } : {};
      const { status, outputs, isNextStarted } = await passGate(gate, demand);
      if (status !== 'passed' && !isNextStarted) return 'shut';
      const isTrue = gate.world() === good.world() && JSON.stringify(outputs) === JSON.stringify(wanted.outputs);
      return isTrue && !silentCauses.includes(cause) ? 'true' : after;
    }),
  );
  return {
    tried: ends.length,
    true: ends.filter((end) => end === 'true').length,
    opened: ends.filter((end) => typeof end === 'number'),
  };
}

/** The first calls, which look, the last one, and some between. */
function chooseCalls(count: number): number[] {
  const wanted = [0, 1, 2, Math.floor(count / 2), count - 2, count - 1];
  return [...new Set(wanted.filter((after) => after >= 0 && after < count))];
}
