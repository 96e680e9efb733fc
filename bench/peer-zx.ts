/** The same with zx, which runs each command in a shell. */
import { $ } from 'zx';

const [count = 0] = process.argv.slice(2).map(Number);
$.quiet = true;
for (let index = 0; index < count; index++) {
  await $`true`;
  process.stdout.write(`step ${index}\n`);
}
