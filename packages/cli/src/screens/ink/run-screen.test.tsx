import { type Command, ok, type RunEvent } from '@checklist/engine';
import { render } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPaint } from '../../output/paint.ts';
import { first, passed, sampleRun, sampleStart } from '../../testing/sample-run.ts';
import type { RunSources } from '../run-sources.ts';
import { RunScreen } from './run-screen.tsx';
import { createScreenStore } from './screen-store.ts';

const asked: RunEvent = {
  type: 'question-asked',
  ...first('sweep'),
  ask: {
    kind: 'questions',
    instructions: 'Ask Axel whether sweeps work.',
    questions: [
      { name: 'link', type: 'url', label: 'Link' },
      { name: 'all_ok', type: 'confirm', label: 'All OK' },
    ],
    signOff: { by: ['axel', 'robb'], atLeast: 1, notStarter: false },
  },
};
const failed: RunEvent[] = [
  { type: 'attempt-started', ...first('build') },
  {
    type: 'attempt-ended',
    ...first('build'),
    verdict: 'failed',
    outputs: {},
    evidence: [],
    failure: { reason: 'exit-code', message: 'ended with exit code 3' },
  },
];
const paint = createPaint(false);
const sources: RunSources = {
  readLog: () => ({ path: 'logs/build.log', lines: ['one', 'two'], isWhole: true }),
  doingsOf: () => ({ lines: ['make all'], isExact: true }),
  readUsualTimes: async () => new Map(),
};
const opened: { unmount(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.unmount();
});

function show(...events: readonly RunEvent[]) {
  const { state } = sampleRun(...events);
  const store = createScreenStore(() => sampleStart + 60_000);
  const sent: Command[] = [];
  const left: string[] = [];
  const setting = {
    me: { name: 'Robb', contact: 'robb' },
    directory: import.meta.dirname,
    interrupt: () => void left.push('interrupt'),
  };
  const size = { columns: 100, rows: 24 };
  const screen = render(
    <RunScreen
      store={store}
      frames={{ size: () => size, onResize: () => () => {} }}
      setting={setting}
      sources={sources}
      pen={{ paint, hasLinks: false }}
      onSend={(command) => sent.push(command)}
      onQuit={() => left.push('quit')}
      onSleep={() => left.push('sleep')}
      onLending={() => {}}
      edit={async (text) => ok(`${text}, edited`)}
    />,
  );
  opened.push({
    unmount() {
      store.close();
      screen.unmount();
    },
  });
  store.takeEvents([], state);
  store.tell(undefined);
  const shows = (text: string) => vi.waitFor(() => expect(screen.lastFrame()).toContain(text), { interval: 5 });
  return {
    sent,
    left,
    store,
    shows,
    press: (keys: string) => screen.stdin.write(keys),
    frame: () => screen.lastFrame() ?? '',
  };
}

describe('RunScreen', () => {
  it('answers a step field by field, and tells what is wrong', async () => {
    const { shows, press, sent } = show(...passed('branch'), ...passed('build'), asked);
    await shows('a answer  x refuse  s skip  enter open  p pause  / jump  q quit  ? help');
    press('a');
    await shows('Link (url)');
    press('there\r');
    await shows('"link" is "there", expected an http or https address');
    press('\u0015');
    await shows('> █');
    press('https://example.org\r');
    await shows('All OK');
    await shows('> No');
    press('y');
    await shows('> Yes');
    press('\r');
    await shows('> robb');
    press('\r');
    await shows('Enter sends it.');
    press('\r');
    await vi.waitFor(() => expect(sent).toHaveLength(1), { interval: 5 });
    expect(sent).toEqual([
      {
        type: 'answer',
        step: 'sweep',
        answers: { link: 'https://example.org', all_ok: true },
        signedBy: 'robb',
        asked: 7,
      },
    ]);
  });

  it('offers what helps a step that failed, and asks for the reason of a waiver', async () => {
    const { shows, press, sent } = show(...passed('branch'), ...failed);
    await shows('ended with exit code 3');
    await shows('r retry  h by hand  w waive  s skip  enter open  p pause  d redo  / jump  q quit  ? help');
    press('w');
    await shows('Why does it count as passed');
    press('\r');
    await shows('expected a text');
    press('known dip\r');
    await vi.waitFor(() => expect(sent).toEqual([{ type: 'waive', step: 'build', reason: 'known dip' }]), {
      interval: 5,
    });
  });

  it('leaves with q, is interrupted with ctrl+c, and types neither into a form', async () => {
    const { shows, press, left } = show(...passed('branch'), ...failed);
    await shows('q quit');
    press('s');
    await shows('Why is it left out');
    press('q');
    await shows('> q');
    press('\u0003');
    await vi.waitFor(() => expect(left).toEqual(['interrupt']), { interval: 5 });
    press('\u001b');
    await shows('q quit');
    press('q');
    await vi.waitFor(() => expect(left).toEqual(['interrupt', 'quit']), { interval: 5 });
  });

  it('says what leaving would end before it leaves', async () => {
    const { shows, press, left } = show({ type: 'attempt-started', ...first('branch') });
    await shows('q quit');
    press('q');
    await shows('Ends now, and is looked at again when the run is resumed');
    await shows('▸ Create the branch');
    await shows('checklist resume release-1');
    press('x');
    await shows('q quit');
    press('qq');
    await vi.waitFor(() => expect(left).toEqual(['quit']), { interval: 5 });
  });

  it('opens a step: what it does, what it printed, what happened to it', async () => {
    const { shows, press, sent } = show(...passed('branch'), ...failed);
    await shows('enter open');
    press('\r');
    await shows('[1 about]');
    await shows('$ make all');
    await shows('checklist retry release-1 build');
    press('2');
    await shows('[2 output]');
    await shows('two');
    press('\t');
    await shows('✗ attempt 1 at 12:00: failed after 1.0s');
    press('r');
    await vi.waitFor(() => expect(sent).toEqual([{ type: 'retry', step: 'build' }]), { interval: 5 });
    press('\u001b');
    await shows('Failed 1');
  });

  it('pauses, goes to sleep, and explains its keys', async () => {
    const { shows, press, sent, left } = show(...passed('branch'), ...failed);
    await shows('p pause');
    press('p');
    await vi.waitFor(() => expect(sent).toEqual([{ type: 'pause' }]), { interval: 5 });
    press('\u001a');
    await vi.waitFor(() => expect(left).toEqual(['sleep']), { interval: 5 });
    press('?');
    await shows('put the program to sleep; "fg" wakes it');
    press('x');
    await shows('Failed 1');
  });

  it('tells that a command of this screen was refused', async () => {
    const { shows, store } = show(...passed('branch'), ...failed);
    store.expect('c1');
    const { state } = sampleRun(...passed('branch'), ...failed);
    const refusal = {
      type: 'command-refused',
      command: 'skip',
      reason: '"build" is running',
      by: { name: 'Robb' },
    } as const;
    store.takeEvents([{ ...refusal, seq: 9, at: sampleStart, commandId: 'c1' }], state);
    store.tell('"build" is running');
    await shows('"build" is running');
  });
});
