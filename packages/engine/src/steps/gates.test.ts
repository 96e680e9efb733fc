import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { expect, it, onTestFinished } from 'vitest';
import { createMemoryHost } from '../host/memory-host.ts';
import type { Item, Step } from '../model/checklist.ts';
import type { RunState } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import type { StepType } from '../model/step-type.ts';
import { buildChecklist, buildStep } from '../testing/build-checklist.ts';
import { expecting, type Odd, oddSteps, passed } from '../testing/odd-steps.ts';

it.each(oddSteps)('%s: never passed, and nothing after it starts', async (_cause, stepType, step, status, message) => {
  const { state, started } = await drive(stepType, step);
  const { failure, ...item } = state.items.get(0);
  expect({ status: item.status, message: failure?.message }).toEqual({ status, message });
  const after = state.graph.indexOf.get('after') ?? -1;
  expect({ after: state.items.get(after).status, started, verdict: state.verdict }).toEqual({
    after: 'pending',
    started: 0,
    verdict: undefined,
  });
});

it('passes when nothing is odd', async () => {
  const { state, started } = await drive({}, expecting('outputs.n == 1'));
  expect([state.verdict, started]).toEqual(['passed', 1]);
  expect([...state.items].every((item) => letsThrough(item.status))).toBe(true);
});

async function drive(changes: Odd, step: Partial<Step>): Promise<{ state: RunState; started: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'checklist-gates-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  let started = 0;
  const base: StepType = {
    type: 'odd',
    summary: 'Does something odd',
    effect: 'local',
    options: Type.Object({ text: Type.Optional(Type.String()) }),
    outputs: () => ({ n: Type.Number(), xs: Type.Array(Type.Unknown()), text: Type.String() }),
    start: async () => passed(),
    ...changes,
  };
  const after: StepType = {
    ...base,
    type: 'after',
    outputs: () => ({}),
    async start() {
      started++;
      return passed();
    },
  };
  const { probe: _, plan: __, check: ___, ...plain } = after;
  const items: Item[] = [
    buildStep('odd', { type: 'odd', outputs: ['n', 'xs', 'text'], ...step }),
    buildStep('after', { type: 'after' }),
  ];
  const host = createMemoryHost({ directory, stepTypes: [base, plain], env: {} });
  const request = { runId: 'run', checklist: buildChecklist(items), inputs: { list: [1] }, starter: { name: 'Robb' } };
  await host.start(request);
  const driven = await host.drive('run');
  if (!driven.ok) throw new Error(JSON.stringify(driven.error));
  return { state: driven.value, started };
}
