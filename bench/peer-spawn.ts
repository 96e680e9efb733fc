/** The least that Node can do: spawn `true` so many times, so many at once, with pipes that are read. */
import { spawn } from 'node:child_process';

const [count = 0, width = 1] = process.argv.slice(2).map(Number);
let started = 0;
await Promise.all(Array.from({ length: width }, work));

async function work(): Promise<void> {
  while (started < count) {
    started++;
    const { promise, resolve } = Promise.withResolvers<void>();
    const child = spawn('true', { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    child.on('close', () => resolve());
    await promise;
  }
}
