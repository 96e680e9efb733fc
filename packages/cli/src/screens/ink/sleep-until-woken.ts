import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds after which nobody can have stopped this program: it was started without a shell that would wake it. */
const patience = 200;

/** Stops this program and those it was started with, as the terminal does for Ctrl+Z, and resolves when they go on. */
export async function sleepUntilWoken(): Promise<void> {
  const abort = new AbortController();
  const woken = once(process, 'SIGCONT', abort).catch(() => {});
  process.kill(0, 'SIGTSTP');
  await Promise.race([woken, wait(patience, undefined, abort).catch(() => {})]);
  abort.abort();
}
