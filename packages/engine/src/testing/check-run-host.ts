import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { replay } from '../core/apply.ts';
import type { RunHost } from '../host/run-host.ts';
import type { RecordedEvent } from '../model/event.ts';
import type { RunState } from '../model/run-state.ts';
import { buildChecklist, buildStep } from './build-checklist.ts';
import { readWorld } from './test-step-types.ts';

/** A host under test, and what carries its runs out. Its step types are `testStepTypes`. */
export interface CheckedHost {
  readonly host: RunHost;
  /** Where the steps work. */
  readonly directory: string;
  /** Drives the run until nothing more happens by itself. */
  drive(runId: string): Promise<RunState>;
}

const robb = { name: 'Robb' };
const append = (id: string) =>
  buildStep(id, { type: 'test.append', effect: 'local', with: { word: id }, outputs: ['word'] });
const ask = buildStep('ask', { type: 'test.ask', effect: 'reads', outputs: ['seen'] });
const answer = { type: 'answer', step: 'ask', answers: { seen: 'a heart' } } as const;

/** The contract of every `RunHost`. */
export function checkRunHost(name: string, make: () => CheckedHost): void {
  const begin = async () => {
    const checked = make();
    const request = {
      runId: 'run',
      checklist: buildChecklist([append('a'), ask, append('b')]),
      inputs: {},
      starter: robb,
    };
    expect(await checked.host.start(request)).toEqual({ ok: true, value: undefined });
    return { ...checked, request };
  };

  describe(`${name} keeps the contract of hosts`, () => {
    it('puts a run on record once, and starts nothing by that', async () => {
      const { host, directory, request } = await begin();
      expect(await host.start(request)).toEqual({ ok: false, error: { type: 'run-exists', runId: 'run' } });
      expect(readWorld(directory)).toEqual([]);
    });

    it('drives a run until a person is asked, and on when the answer came', async () => {
      const { host, directory, drive } = await begin();
      expect((await drive('run')).items.get(1).status).toBe('waiting');
      expect(await host.send('run', { id: 'c1', by: robb, command: answer })).toEqual({ ok: true, value: undefined });
      expect((await drive('run')).verdict).toBe('passed');
      expect(readWorld(directory)).toEqual(['a', 'b']);
    });

    it('carries a command out once per id, and keeps why it refused one', async () => {
      const { host, drive } = await begin();
      await drive('run');
      await host.send('run', { id: 'c1', by: robb, command: { type: 'waive', step: 'a', reason: 'why not' } });
      await host.send('run', { id: 'c2', by: robb, command: answer });
      await host.send('run', { id: 'c2', by: robb, command: answer });
      const state = await drive('run');
      expect(state.refusals).toEqual([
        { commandId: 'c1', reason: '"a" is passed, expected a step that failed or was inconclusive' },
      ]);
      expect([...state.commandIds]).toEqual(['c1', 'c2']);
    });

    it('tells what it does not know', async () => {
      const { host } = await begin();
      const unknown = { ok: false, error: { type: 'unknown-run', runId: 'other' } };
      expect(await host.read('other')).toEqual(unknown);
      expect(await host.send('other', { id: 'c1', by: robb, command: answer })).toEqual(unknown);
      expect((await Array.fromAsync(host.list())).map(({ runId }) => runId)).toEqual(['run']);
      expect(await host.findDriver('run')).toBeUndefined();
    });

    it('gives the events that a state is made of, and how each run began', async () => {
      const { host, drive } = await begin();
      const state = await drive('run');
      const events = await host.events('run');
      expect(events.ok && events.value.map(({ seq }) => seq)).toEqual(
        [...Array(state.lastSeq).keys()].map((at) => at + 1),
      );
      expect(events.ok && replay(events.value).items.get(1)).toEqual(state.items.get(1));
      expect(await host.events('other')).toEqual({ ok: false, error: { type: 'unknown-run', runId: 'other' } });
      const head = { runId: 'run', checklist: state.checklist.id, startedAt: state.startedAt };
      expect(await Array.fromAsync(host.heads())).toEqual([head]);
    });

    it('lets somebody watch every event in order, from the first to the last', async () => {
      const { host, drive } = await begin();
      const seen: RecordedEvent[] = [];
      const watching = (async () => {
        for await (const event of host.watch('run', AbortSignal.timeout(20_000))) seen.push(event);
      })();
      await drive('run');
      while (seen.at(-1)?.type !== 'question-asked') await sleep(5);
      await host.send('run', { id: 'c1', by: robb, command: answer });
      await drive('run');
      await watching;
      expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
      expect(seen.at(-1)?.type).toBe('run-ended');
    });
  });
}
