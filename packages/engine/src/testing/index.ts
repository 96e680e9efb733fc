export { type CheckedHost, checkRunHost } from './check-run-host.ts';
export { type CheckedWorld, checkStepType, type MakeWorld } from './check-step-type.ts';
export { type FakeContext, type FakeContextOptions, fakeContext } from './fake-context.ts';
export { createHandClock, type HandClock } from './hand-clock.ts';
