import { type IPty, spawn } from '@lydell/node-pty';
import { createEmulator } from './emulator.ts';
import { bin, type Workbench } from './workbench.ts';

interface Window {
  readonly columns: number;
  readonly rows: number;
}

/** The program on a terminal of its own, seen as a person sees it. */
export function openPseudoTerminal(
  bench: Pick<Workbench, 'directory' | 'env'>,
  args: readonly string[],
  changes: NodeJS.ProcessEnv = {},
  window: Window = { columns: 40, rows: 20 },
) {
  return openOnTerminal([process.execPath, bin, ...args], { cwd: bench.directory, env: bench.env, changes }, window);
}

interface Place {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** On top of what every terminal has. */
  readonly changes?: NodeJS.ProcessEnv;
}

/** Any program on a terminal of its own. */
export function openOnTerminal(
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env: outer, changes = {} }: Place,
  { columns, rows }: Window,
) {
  // Somebody sits in front of this terminal, also where nobody sits in front of the test.
  const env = { ...outer, TERM: 'xterm-256color', NO_COLOR: '1', TZ: 'UTC', CI: '', ...changes };
  // The types leave `destroy` out.
  const terminal = spawn(program, [...args], { cols: columns, rows, cwd, env }) as IPty & { destroy(): void };
  const emulator = createEmulator(columns, rows);
  const watchers = new Set<() => void>();
  let isOver = false;
  let raw = '';
  emulator.onAnswer((text) => {
    if (!isOver) terminal.write(text);
  });
  terminal.onData((text) => {
    raw += text;
    void emulator.write(text).then(() => {
      for (const look of watchers) look();
    });
  });
  const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
  void ended.then(() => {
    isOver = true;
  });
  /** Resolves when what is seen is as it should be. */
  const until = async (isSeen: () => boolean, what: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => isSeen() && resolve();
    watchers.add(look);
    const giveUp = () => {
      look();
      reject(new Error(`ended before ${what}:\n${emulator.text()}`));
    };
    void ended.then(() => emulator.write('')).then(giveUp);
    const late = setTimeout(() => reject(new Error(`waited in vain for ${what}:\n${emulator.text()}`)), 15_000);
    look();
    await promise.finally(() => {
      watchers.delete(look);
      clearTimeout(late);
    });
  };
  const shows = (text: string) => until(() => emulator.text().includes(text), `"${text}"`);
  return {
    ...emulator,
    ended,
    until,
    shows,
    /** Waits until a text is seen, and types. */
    async typeAfter(text: string, keys: string) {
      await shows(text);
      terminal.write(keys);
    },
    type: (keys: string) => terminal.write(keys),
    resize(width: number, height: number) {
      emulator.resize(width, height);
      terminal.resize(width, height);
    },
    kill: (signal: string) => terminal.kill(signal),
    pid: terminal.pid,
    /** Closes the terminal under the program, as a connection that is lost. */
    hangUp: () => terminal.destroy(),
    all: emulator.text,
    /** All that the program wrote, as it wrote it. */
    raw: () => raw,
  };
}
