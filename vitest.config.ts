import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['@checklist/source', 'module', 'node', 'import', 'default'] } },
  resolve: { conditions: ['@checklist/source'] },
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'packages/*/test/**/*.test.{ts,tsx}', 'checklists/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A home that lies in a test's repository must not get a cache in it.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'checklist-test-cache') },
  },
});
