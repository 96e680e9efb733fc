import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from '../../test/workbench.ts';

/** Lets the program tell, when it ends, how much memory it held at most. */
export function watchMemory(bench: Workbench): { readonly env: NodeJS.ProcessEnv; megabytes(): number } {
  const file = join(bench.directory, '.git/memory');
  const tell = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)));`;
  return {
    env: { ...bench.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` },
    megabytes() {
      const kilobytes = Number(readFileSync(file, 'utf8'));
      rmSync(file);
      return Math.round(kilobytes / 1024);
    },
  };
}
