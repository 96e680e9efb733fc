/** The same with listr2, which shows its tasks and keeps nothing. */
import { spawn } from 'node:child_process';
import { Listr } from 'listr2';

const [count = 0, width = 1] = process.argv.slice(2).map(Number);

const task = async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const child = spawn('true', { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.resume();
  child.stderr.resume();
  child.on('close', () => resolve());
  await promise;
};
const tasks = Array.from({ length: count }, (_, index) => ({ title: `Step ${index}`, task }));
await new Listr(tasks, { concurrent: width === 1 ? false : width, renderer: 'simple' }).run();
