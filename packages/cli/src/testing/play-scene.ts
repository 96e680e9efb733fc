/** Shows one moment of a run on this terminal, until `q` is pressed: `node play-scene.js middle`. */
import { createTerminal } from '../output/terminal.ts';
import { openInkScreen } from '../screens/ink/open-ink-screen.tsx';
import { makeScene, sceneNames } from './scenes.ts';

const [word = ''] = process.argv.slice(2);
const name = sceneNames.find((one) => one === word);
if (name === undefined) throw new Error(`there is no scene "${word}"`);
const { state, progress, usual, now } = makeScene(name);
const left = Promise.withResolvers<void>();
const env = Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? '']));
const screen = openInkScreen({
  terminal: createTerminal(process, env),
  me: state.starter,
  directory: import.meta.dirname,
  env,
  sources: {
    readLog: ({ step }) => ({ path: `logs/${step}.log`, lines: log(step), isWhole: false }),
    doingsOf: (_state, { item }) => ({
      lines: [`${item.kind === 'step' ? item.type : 'group'} ${item.id}`],
      isExact: true,
    }),
    readUsualTimes: async () => usual,
  },
  now: () => now,
  send: async () => ({ id: 'none' }),
  quit: left.resolve,
  interrupt: left.resolve,
  spare: (use) => use(),
});
for (const one of progress) screen.onProgress(one);
screen.onEvents([], state);
await left.promise;
await screen.close();

function log(step: string): string[] {
  return Array.from({ length: 100 }, (_, at) => `${step}: line ${at + 1} of 100`);
}
