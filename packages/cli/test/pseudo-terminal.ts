import { spawn } from '@lydell/node-pty';
import { bin, type Workbench } from './workbench.ts';

/** The program on a terminal of its own. */
export function openPseudoTerminal(bench: Workbench, args: readonly string[], changes: NodeJS.ProcessEnv = {}) {
  const env = { ...bench.env, TERM: 'xterm-256color', NO_COLOR: '1', ...changes };
  const terminal = spawn(process.execPath, [bin, ...args], { cols: 40, rows: 20, cwd: bench.directory, env });
  let shown = '';
  const watchers = new Set<() => void>();
  terminal.onData((text) => {
    shown += text;
    for (const look of watchers) look();
  });
  const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
  /** Waits for a text behind the last one that was waited for, and types. */
  const typeAfter = async (text: string, keys: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (!shown.includes(text)) return;
      shown = shown.slice(shown.indexOf(text) + text.length);
      watchers.delete(look);
      resolve();
    };
    watchers.add(look);
    void ended.then(() => reject(new Error(`ended before "${text}":\n${shown}`)));
    look();
    await promise;
    terminal.write(keys);
  };
  return { ended, typeAfter, all: () => shown };
}
