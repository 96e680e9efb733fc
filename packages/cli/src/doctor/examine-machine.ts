import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeFault } from '@checklist/engine';
import { showLine } from '../output/show-text.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import { createProgramRunner } from '../workspace/run-program.ts';
import type { DoctorFinding } from './findings.ts';

/** What the tool itself needs of this machine. */
export async function machineFindings({ directory, env }: Workspace): Promise<DoctorFinding[]> {
  const run = createProgramRunner(directory, env);
  const programs = [
    { command: ['git', '--version'], neededFor: 'steps of git and the commit of a run', hint: 'Install git.' },
    { command: ['bash', '--version'], neededFor: 'scripts of shell steps', hint: 'Install bash.' },
  ] as const;
  const found = programs.map(async ({ command, neededFor, hint }): Promise<DoctorFinding> => {
    const ended = await run({ command });
    if (ended.type === 'exited' && ended.exitCode === 0)
      return { verdict: 'fine', message: showLine(ended.stdout.split('\n')[0] ?? command[0]), neededFor: [neededFor] };
    return { verdict: 'lacking', message: `${command[0]} cannot be run`, neededFor: [neededFor], hint };
  });
  const node = { verdict: 'fine', message: `node ${process.versions.node}`, neededFor: ['checklist itself'] } as const;
  return [node, ...(await Promise.all(found))];
}

/** What `.checklist/` holds: runs that can be read, that are damaged, and that somebody drives. */
export async function storeFindings({ directory, host, env }: Workspace): Promise<DoctorFinding[]> {
  const folder = join(directory, '.checklist');
  const findings = [placeFinding(existsSync(folder) ? folder : directory)];
  const ignored = await ignoreFinding(directory, env, folder);
  if (ignored !== undefined) findings.push(ignored);
  for await (const { runId, state, fault } of host.list()) {
    const driver = await host.findDriver(runId);
    if (fault !== undefined) {
      const hint = 'Nothing was changed. Restore the journal from a copy, or move the folder of the run away.';
      findings.push({ verdict: 'lacking', message: showLine(describeFault(fault)), neededFor: [`run ${runId}`], hint });
    } else if (driver !== undefined) {
      const since = new Date(driver.since).toISOString();
      const message = `run ${runId} is driven by process ${driver.pid} on ${driver.hostname} since ${since}`;
      findings.push({ verdict: 'notable', message, neededFor: [] });
    } else {
      const how = state?.verdict === undefined ? 'open' : state.verdict;
      findings.push({ verdict: 'fine', message: `run ${runId} can be read, ${how}, nobody drives it`, neededFor: [] });
    }
  }
  return findings;
}

function placeFinding(folder: string): DoctorFinding {
  const neededFor = ['the journals of runs'];
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { verdict: 'fine', message: `${folder} can be read and written`, neededFor };
  } catch {
    const hint = 'Give yourself the right to write there, or call the tool as somebody who has it.';
    return { verdict: 'lacking', message: `${folder} cannot be written`, neededFor, hint };
  }
}

/** A file that git sees makes the tree dirty, which some programs refuse. */
async function ignoreFinding(
  directory: string,
  env: Workspace['env'],
  folder: string,
): Promise<DoctorFinding | undefined> {
  if (!existsSync(folder)) return undefined;
  const ended = await createProgramRunner(directory, env)({ command: ['git', 'check-ignore', '-q', '.checklist/x'] });
  if (ended.type !== 'exited' || ended.exitCode > 1) return undefined;
  const neededFor = ['a clean working tree'];
  if (ended.exitCode === 0) return { verdict: 'fine', message: '.checklist/ is invisible to git', neededFor };
  const hint = 'Write a line with "*" into .checklist/.gitignore.';
  return { verdict: 'lacking', message: '.checklist/ is seen by git', neededFor, hint };
}
