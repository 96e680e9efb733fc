/** Bundles the program: a small `packages/cli/dist/bin.js`, and chunks that are loaded when they are needed. */
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';

const root = resolve(import.meta.dirname, '..');
const output = join(root, 'packages/cli/dist');
const bin = join(output, 'bin.js');
/** Written last, so that a bundle that was cut off is made again. */
const stamp = join(output, 'bundle.stamp');
const inputs = [
  'scripts/bundle.ts',
  'pnpm-lock.yaml',
  'packages/cli/dist/tsc',
  'packages/engine/dist',
  'packages/plugins/dist',
];

if (newest(inputs.map((path) => join(root, path))) > modified(stamp)) await bundle();

async function bundle(): Promise<void> {
  rmSync(join(output, 'chunks'), { recursive: true, force: true });
  await build({
    input: { bin: join(output, 'tsc/bin.js') },
    platform: 'node',
    // React draws slower otherwise; set here and not in the environment, where programs that steps run would see it.
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    // Not installed: Ink asks for it only when somebody debugs the screen.
    external: ['react-devtools-core'],
    treeshake: {
      // Our own modules do nothing but define; so a command that needs one function does not load the whole engine.
      moduleSideEffects: [{ test: /\/packages\/(?:cli|engine|plugins)\/dist\/(?!tsc\/bin\.js)/, sideEffects: false }],
    },
    output: {
      dir: output,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      minify: true,
    },
    logLevel: 'warn',
  });
  chmodSync(bin, 0o755);
  writeFileSync(stamp, '');
}

function newest(paths: readonly string[]): number {
  return Math.max(...paths.map((path) => newestBelow(path)));
}

function newestBelow(path: string): number {
  if (!statSync(path).isDirectory()) return modified(path);
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.js'),
  );
  return Math.max(0, ...files.map((entry) => modified(join(entry.parentPath, entry.name))));
}

/** Epoch milliseconds; 0 for what is not there. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
