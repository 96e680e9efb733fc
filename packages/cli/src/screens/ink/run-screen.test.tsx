import { type Command, ok, type RunEvent } from '@checklist/engine';
import { render } from 'ink-testing-library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createPaint } from '../../output/paint.ts';
import { first, passed, sampleRun, sampleStart } from '../../testing/sample-run.ts';
import type { ScreenSetting } from '../screen.ts';
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
const opened: { unmount(): void }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.unmount();
});

function show(...events: readonly RunEvent[]) {
  const { state } = sampleRun(...events);
  const store = createScreenStore(paint, () => sampleStart + 60_000);
  const sent: Command[] = [];
  const left: string[] = [];
  const setting = {
    terminal: { paint },
    me: { name: 'Robb', contact: 'robb' },
    directory: import.meta.dirname,
    interrupt: () => left.push('interrupt'),
  };
  const screen = render(
    <RunScreen
      store={store}
      setting={setting as object as ScreenSetting}
      onSend={(command) => sent.push(command)}
      onQuit={() => left.push('quit')}
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
    await shows('a answer · x refuse · s skip · q quit');
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
    await shows('build Build it: ended with exit code 3');
    await shows('r retry · h by hand · s skip · w waive · q quit');
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
