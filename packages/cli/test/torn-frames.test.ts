import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Checklist, RunEvent } from '@checklist/engine';
import { apply } from '@checklist/engine';
import { expect, it, vi } from 'vitest';
import { createTerminal, type Streams } from '../src/output/terminal.ts';
import { openInkScreen } from '../src/screens/ink/open-ink-screen.tsx';
import { passed, sampleChecklist, sampleRunOf, sampleStep } from '../src/testing/sample-run.ts';
import { recordFigure } from '../trust/figures.ts';
import { createEmulator } from './emulator.ts';

const count = 60;
const checklist: Checklist = {
  ...sampleChecklist,
  items: Array.from({ length: count }, (_, at) => ({ ...sampleStep(`s${at}`, `Step ${at}`, 'shell'), needs: [] })),
};

/** Streams of a terminal that keep each write by itself. */
function makeStreams(columns: number, rows: number) {
  const writes: string[] = [];
  const stdout = Object.assign(new EventEmitter(), {
    columns,
    rows,
    isTTY: true,
    writable: true,
    write(text: string, done?: () => void) {
      if (text !== '') writes.push(text);
      if (done !== undefined) setImmediate(done);
      return true;
    },
  });
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => stdin,
    ref: () => stdin,
    unref: () => stdin,
  });
  const streams = { stdin, stdout, stderr: new PassThrough() } as object as Streams;
  return { writes, stdout, streams };
}

function open(columns: number, rows: number) {
  const { writes, stdout, streams } = makeStreams(columns, rows);
  const terminal = createTerminal(streams, { TERM: 'xterm-256color' });
  const nothing = () => {};
  const screen = openInkScreen({
    terminal,
    me: { name: 'Robb' },
    directory: '/',
    env: {},
    sources: { readLog: () => undefined, doingsOf: () => undefined, readUsualTimes: async () => new Map() },
    send: async () => ({ id: 'none' }),
    quit: nothing,
    interrupt: nothing,
    spare: (use) => use(),
  });
  const resize = (width: number, height: number) => {
    Object.assign(stdout, { columns: width, rows: height });
    stdout.emit('resize');
  };
  return { screen, writes, resize };
}

/** What a frame says about how many steps are through: in its head and beside its list. */
function countsOf(rows: readonly string[]) {
  return {
    head: /(\d+) of 60/.exec(rows.slice(0, 3).join('\n'))?.[1],
    list: /Done (\d+)/.exec(rows.join('\n'))?.[1] ?? '0',
    foot: rows.at(-1)?.includes('? help') === true,
  };
}

it('shows whole frames only, whichever write the terminal has drawn last', async () => {
  const { screen, writes, resize } = open(80, 24);
  const emulator = createEmulator(80, 24, true);
  let { state } = sampleRunOf(checklist, {});
  screen.onEvents([], state);
  const sizes = [
    [100, 30],
    [70, 20],
    [132, 40],
    [80, 24],
  ] as const;
  let seen = 0;
  let frames = 0;
  const drawNew = async () => {
    for (; seen < writes.length; seen++) {
      await emulator.write(writes[seen] ?? '');
      const { head, list, foot } = countsOf(emulator.rows());
      // Before the first frame the window is empty.
      if (head === undefined && frames === 0) continue;
      frames++;
      expect({ head, foot }, `after write ${seen}:\n${emulator.rows().join('\n')}`).toEqual({ head: list, foot: true });
    }
  };
  const shows = (done: number) =>
    vi.waitFor(
      async () => {
        await drawNew();
        expect(countsOf(emulator.rows()).head).toBe(String(done));
      },
      { interval: 5, timeout: 20_000 },
    );
  await shows(0);
  for (const [at, { id }] of state.graph.nodes.entries()) {
    const size = at % 12 === 11 ? sizes[(at - 11) / 12] : undefined;
    if (size !== undefined) {
      await drawNew();
      const [columns, rows] = size;
      emulator.resize(columns, rows);
      resize(columns, rows);
    }
    const events = passed(id).map((event: RunEvent) => ({ ...event, seq: state.lastSeq + 1, at: state.lastAt + 1 }));
    for (const event of events) state = apply(state, { ...event, seq: state.lastSeq + 1 });
    screen.onProgress({ type: 'output', step: id, text: `line of ${id}\n` });
    screen.onEvents(events, state);
    if (size !== undefined) await shows(at + 1);
  }
  await shows(count);
  await screen.close();
  expect(frames).toBeGreaterThan(5);
  expect(writes.join('')).not.toContain('undefined');
  recordFigure('Screens', 'writes after each of which the terminal showed a whole frame', String(frames));
});
