import type { StepContext } from '@checklist/engine/plugin';
import { createGitProcess } from './git-process.ts';
import { createLocalReads } from './local-reads.ts';
import { createRemoteReads } from './remote-reads.ts';

export type GitClient = ReturnType<typeof createGitClient>;

/** Git as typed reads and plain commands. */
export function createGitClient(spawn: StepContext['spawn']) {
  const process = createGitProcess(spawn);
  return { ...process, ...createLocalReads(process), ...createRemoteReads(process) };
}
