import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { requestsPath } from '@checklist/plugins/stand-ins';
import type { Sandbox } from './sandbox.ts';
import type { Scenario } from './scenario.ts';

/** The stand-ins of a rehearsal, as the process that runs them wrote it down. */
export interface Services {
  readonly pid: number;
  /** The variables that lead the real clients to the stand-ins. */
  readonly env: Readonly<Record<string, string>>;
  /** By the name of the service. */
  readonly urls: Readonly<Record<string, string>>;
}

/** Milliseconds that the stand-ins may take to come up. */
const patience = 15_000;

/** Where the stand-ins' process finds what to hold, and where it tells where it is. */
export function serviceFiles(root: string): { readonly seeds: string; readonly running: string; readonly log: string } {
  const file = (name: string) => join(root, name);
  return { seeds: file('services.json'), running: file('services.running.json'), log: file('services.log') };
}

/**
 * Starts the stand-ins that a scenario asks for, in a process of their own: so they, like the real services, outlive a rehearsal
 * that is killed. One that is still there is taken again.
 */
export async function startServices(scenario: Scenario, sandbox: Sandbox): Promise<Services | undefined> {
  if (scenario.services === undefined) return undefined;
  const files = serviceFiles(sandbox.root);
  const before = readRunning(files.running);
  if (before !== undefined && isAlive(before.pid)) return before;
  const seeds = JSON.stringify({ seeds: scenario.services, misbehave: scenario.misbehave ?? {} });
  writeFileSync(files.seeds, seeds.replaceAll('$REMOTE', JSON.stringify(sandbox.remote).slice(1, -1)));
  const log = openSync(files.log, 'a');
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'stand-ins', sandbox.root], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...sandbox.env },
  });
  child.unref();
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(10)) {
    const running = readRunning(files.running);
    if (running !== undefined && running.pid === child.pid) return running;
    if (child.exitCode !== null) break;
  }
  throw new Error(`the stand-ins did not come up: ${readFileSync(files.log, 'utf8').split('\n')[0] ?? ''}`);
}

/** Ends the stand-ins. */
export function stopServices(services: Services | undefined): void {
  if (services === undefined) return;
  try {
    process.kill(services.pid, 'SIGTERM');
  } catch {
    // They are gone already.
  }
}

/** All requests that the stand-ins received: `github POST /repos/...`. */
export async function readRequests(services: Services | undefined): Promise<string[]> {
  const lists = Object.entries(services?.urls ?? {}).map(async ([name, url]) => {
    const answer = await fetch(`${url}${requestsPath}`);
    const lines = (await answer.json()) as readonly string[];
    return lines.map((line) => `${name} ${line}`);
  });
  return (await Promise.all(lists)).flat();
}

function readRunning(file: string): Services | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as Services;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
