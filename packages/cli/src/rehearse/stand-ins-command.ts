import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ok } from '@checklist/engine';
import { startStandIns } from '@checklist/plugins/stand-ins';
import type { CommandFunction } from '../arguments/command-spec.ts';
import { exitCodes } from '../exit-codes.ts';
import { wrongUsage } from '../trouble.ts';
import { serviceFiles } from './services.ts';

/** Milliseconds without a request after which nobody is going to come back to the rehearsal. */
const longestRest = 3_600_000;

/** `checklist stand-ins <sandbox>`: the process in which a rehearsal's stand-ins run; ends with the sandbox. */
export const standInsCommand: CommandFunction = async (call) => {
  const root = call.words[0] ?? '';
  const files = serviceFiles(root);
  if (!existsSync(files.seeds)) return { ok: false, error: wrongUsage(`there are no services for "${root}"`) };
  const { seeds, misbehave } = JSON.parse(readFileSync(files.seeds, 'utf8')) as StandInsOf;
  const standIns = await startStandIns(seeds, misbehave);
  const env = Object.assign({}, ...[...standIns.values()].map((one) => one.env)) as Record<string, string>;
  const urls = Object.fromEntries([...standIns].map(([name, { url }]) => [name, url]));
  writeFileSync(`${files.running}.tmp`, JSON.stringify({ pid: process.pid, env, urls }));
  renameSync(`${files.running}.tmp`, files.running);
  const count = () => [...standIns.values()].reduce((sum, { requests }) => sum + requests.length, 0);
  for (let last = { count: 0, at: Date.now() }; existsSync(root); await sleep(500)) {
    if (count() !== last.count) last = { count: count(), at: Date.now() };
    if (Date.now() - last.at > longestRest) break;
  }
  for (const standIn of standIns.values()) await standIn.close();
  return ok(exitCodes.passed);
};

interface StandInsOf {
  readonly seeds: Parameters<typeof startStandIns>[0];
  readonly misbehave: Parameters<typeof startStandIns>[1];
}
