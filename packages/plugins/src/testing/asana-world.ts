import { type FakeContext, fakeContext } from '@checklist/engine/testing';
import { onTestFinished } from 'vitest';
import { type AsanaStandIn, startAsanaStandIn } from '../asana/stand-in-asana.ts';
import type { AsanaSeed } from '../asana/stand-in-asana-state.ts';
import type { Misbehaviour } from '../stand-in/stand-in.ts';

/** A stand-in of Asana and a context that is led to it, for the test that runs now. */
export interface AsanaWorld {
  readonly asana: AsanaStandIn;
  readonly context: FakeContext;
  readonly secrets: Record<string, string>;
  snapshot(): Promise<unknown>;
}

export const bugs: AsanaSeed = {
  projects: [
    {
      gid: '100',
      name: 'Bugs',
      sections: [
        { gid: '110', name: 'Active' },
        { gid: '120', name: 'Triage' },
      ],
      custom_fields: [{ gid: '130', name: 'Severity' }],
    },
  ],
  tags: [{ gid: '140', name: 'blocker' }],
  tasks: [
    { gid: '201', section: '110', name: 'Old crash', completed: true },
    { gid: '202', section: '120', name: 'Odd colour' },
    { gid: '203', section: '120', name: 'Release 1' },
  ],
};

/** Two open tasks in the section that must have none. */
export const blocked: AsanaSeed = {
  ...bugs,
  tasks: [
    ...(bugs.tasks ?? []),
    {
      gid: '301',
      section: '110',
      name: 'Crash',
      assignee: 'Ada',
      tags: ['blocker'],
      custom_fields: { Severity: 'high' },
    },
    { gid: '302', section: '110', name: 'Leak' },
  ],
};

export async function asanaWorld(seed: AsanaSeed = bugs, misbehave: readonly Misbehaviour[] = []): Promise<AsanaWorld> {
  const asana = await startAsanaStandIn(seed, misbehave);
  onTestFinished(() => asana.close());
  const secrets = { ASANA_TOKEN: asana.state.token };
  const { ASANA_TOKEN: _, ...env } = asana.env;
  const context = fakeContext({ directory: '/', env, secrets });
  return { asana, context, secrets, snapshot: async () => structuredClone(asana.state.tasks) };
}

/** An answer that comes at once instead of after the delay of a real outage. */
export function failing(status: number, rule: Partial<Misbehaviour> = {}): Misbehaviour {
  const headers = { 'retry-after': '0.01' };
  return {
    path: '.',
    how: 'answer',
    answer: { status, headers, body: { errors: [{ message: 'out of order' }] } },
    ...rule,
  };
}
