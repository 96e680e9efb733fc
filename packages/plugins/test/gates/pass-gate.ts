import {
  createHastyClock,
  createMemoryHost,
  type Failure,
  type JsonObject,
  type Status,
  type Step,
  type StepType,
} from '@checklist/engine';
import { Type } from 'typebox';

/** One step in a world of its own, in which it passes as long as nothing is odd. */
export interface Gate {
  readonly stepType: StepType;
  readonly directory: string;
  /** Credentials included. */
  readonly env: Readonly<Record<string, string>>;
  readonly with: JsonObject;
  readonly demand?: Demand;
}

/** What a step is on top of its options. */
export type Demand = Partial<Pick<Step, 'expect' | 'timeout' | 'poll' | 'when' | 'matrix' | 'effect'>>;

/** Where a step came to, and whether the one after it was started. */
export interface Passage {
  readonly status: Status;
  readonly failure?: Failure;
  readonly outputs: JsonObject;
  readonly isNextStarted: boolean;
}

/** So many looks without an end: the step waits. */
const patience = 15;

/** Drives a run of two steps on a clock that hurries, and leaves it when the first one only waits. */
export async function passGate(gate: Gate, demand: Demand = {}): Promise<Passage> {
  const { preflight: _, ...stepType } = gate.stepType;
  let isNextStarted = false;
  const next: StepType = {
    type: 'next',
    summary: 'Tells that it was started',
    effect: 'local',
    options: Type.Object({}),
    outputs: () => ({}),
    async start() {
      isNextStarted = true;
      return { type: 'passed', outputs: {} };
    },
  };
  const { directory, env } = gate;
  const host = createMemoryHost({ directory, env, stepTypes: [stepType, next], clock: createHastyClock(1) });
  const items = [makeStep(stepType, 'gate', gate.with, { ...gate.demand, ...demand }), makeStep(next, 'next', {}, {})];
  await host.start({
    runId: 'run',
    checklist: { ...frame, items },
    inputs: {},
    starter: { name: 'Robb' },
    confirmed: ['gate'],
  });
  const leave = new AbortController();
  const watching = countLooks(host, leave);
  const driven = await host.drive('run', leave.signal);
  leave.abort();
  await watching;
  if (!driven.ok) throw new Error(JSON.stringify(driven.error));
  const { status, failure, outputs } = driven.value.items.get(0);
  return { status, outputs, isNextStarted, ...(failure === undefined ? {} : { failure }) };
}

async function countLooks(host: ReturnType<typeof createMemoryHost>, leave: AbortController): Promise<void> {
  let looks = 0;
  for await (const { type } of host.watch('run', leave.signal)) {
    if (type === 'attempt-pending' && ++looks >= patience) leave.abort();
  }
}

const frame = {
  id: 'gates',
  title: 'Gates',
  contacts: { axel: { name: 'Axel' } },
  inputs: {},
  values: {},
  secrets: {},
  profiles: {},
  digest: 'digest',
};

function makeStep({ type, effect, outputs }: StepType, id: string, options: JsonObject, demand: Demand): Step {
  return {
    kind: 'step',
    id,
    title: id,
    type,
    with: options,
    effect,
    expect: [],
    secrets: [],
    outputs: Object.keys(outputs(options)),
    digest: id,
    ...demand,
  };
}
