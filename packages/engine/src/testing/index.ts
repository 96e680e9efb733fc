export { type CheckedWorld, checkStepType } from './check-step-type.ts';
export { type FakeContext, type FakeContextOptions, fakeContext } from './fake-context.ts';
