import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRunHost } from '../testing/check-run-host.ts';
import { testStepTypes } from '../testing/test-step-types.ts';
import { createMemoryHost } from './memory-host.ts';

checkRunHost('the memory host', () => {
  const directory = mkdtempSync(join(tmpdir(), 'memory-host-'));
  const host = createMemoryHost({ directory, stepTypes: testStepTypes, env: {} });
  return {
    host,
    directory,
    async drive(runId) {
      const driven = await host.drive(runId);
      if (!driven.ok) throw new Error(driven.error.type);
      return driven.value;
    },
  };
});
