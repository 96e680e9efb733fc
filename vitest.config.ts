import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@checklist/source', 'module', 'node', 'import', 'default'] } },
  resolve: { conditions: ['@checklist/source'] },
  test: {
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A home that lies in a test's repository must not get a cache in it.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'checklist-test-cache') },
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'packages/*/test/**/*.test.{ts,tsx}',
            'checklists/**/*.test.ts',
          ],
        },
      },
      // Faults by the hundred and sizes by the gigabyte: too long to wait for while one writes code.
      {
        extends: true,
        test: {
          name: 'trust',
          include: ['packages/cli/trust/**/*.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
