/** Bundles the program: a small `packages/cli/dist/bin.js`, and chunks that are loaded when they are needed. */
import { createHash } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
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

/** What the quickest calls need goes into one chunk, because Node takes half a millisecond for each; it depends on nothing large. */
const quick = [
  'cli/dist/tsc/(?:main|trouble|exit-codes)',
  'cli/dist/tsc/arguments/.*',
  'cli/dist/tsc/output/(?:paint|terminal)',
  'cli/dist/tsc/commands/(?:table|rows/.*|validate-command)',
  'cli/dist/tsc/workspace/(?:find-directory|find-checklist|load-checklist|checklist-cache)',
  'engine/dist/(?:model/.*|load/suggest)',
  'fastest-levenshtein/.*',
];
const isQuick = new RegExp(`/(?:${quick.join('|')})\\.m?js$`);

if (newest(inputs) > modified(stamp)) await bundle();

async function bundle(): Promise<void> {
  rmSync(join(output, 'chunks'), { recursive: true, force: true });
  await build({
    input: { bin: join(output, 'tsc/bin.js') },
    platform: 'node',
    preserveEntrySignatures: false,
    transform: {
      define: {
        // React draws slower otherwise; set here and not in the environment, where programs that steps run would see it.
        'process.env.NODE_ENV': '"production"',
        // What one build remembers, another one does not trust.
        'process.env.CHECKLIST_BUILD': JSON.stringify(fingerprint()),
      },
    },
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
      codeSplitting: { groups: [{ name: 'quick', test: isQuick, includeDependenciesRecursively: false }] },
    },
    logLevel: 'warn',
  });
  chmodSync(bin, 0o755);
  writeFileSync(stamp, '');
}

/** The same for the same program, on any machine. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesBelow)) hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function newest(paths: readonly string[]): number {
  return Math.max(0, ...paths.flatMap(filesBelow).map((path) => modified(join(root, path))));
}

/** The file itself, or the scripts in a folder, relative to the repository's root and in order. */
function filesBelow(path: string): string[] {
  if (statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
  const files = readdirSync(join(root, path), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith('.js'),
  );
  return files.map((entry) => relative(root, join(entry.parentPath, entry.name))).toSorted();
}

/** Epoch milliseconds; 0 for what is not there. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
