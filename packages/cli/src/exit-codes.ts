import type { HostFault, Outcome } from '@checklist/engine';

/** Every exit code of the program, in one place. */
export const exitCodes = {
  passed: 0,
  failed: 1,
  usage: 2,
  checklistWrong: 3,
  waiting: 4,
  unusable: 5,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each exit code means, for the help. */
export const exitCodeMeanings: readonly (readonly [ExitCode, string])[] = [
  [exitCodes.passed, 'passed'],
  [exitCodes.failed, 'a step failed, or the run was cancelled'],
  [exitCodes.usage, 'wrong usage, or a command was refused'],
  [exitCodes.checklistWrong, 'the checklist is wrong'],
  [exitCodes.waiting, 'waiting for a person or for time, or paused: resume later'],
  [exitCodes.unusable, 'the run is locked, or its journal is unusable'],
  [exitCodes.bug, 'a fault of this program'],
  [exitCodes.interrupted, 'interrupted'],
];

/** The exit code of a run that nobody interrupted. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  switch (outcome) {
    case 'passed':
    case 'undone':
      return exitCodes.passed;
    case 'failed':
    case 'cancelled':
      return exitCodes.failed;
    case 'waiting':
    case 'running':
    case 'paused':
      return exitCodes.waiting;
  }
}

/** The exit code for what a host could not do. */
export function exitCodeOfFault(fault: HostFault): ExitCode {
  const isUsage = fault.type === 'unknown-run' || fault.type === 'run-exists' || fault.type === 'secret-input';
  return isUsage ? exitCodes.usage : exitCodes.unusable;
}
