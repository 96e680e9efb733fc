import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createFileHost, type RecordedEvent, type RunState } from '@checklist/engine';
import { bin, type Going, startProgram } from './workbench.ts';

/** The root of this repository, whose checklist is rehearsed. */
export const repository = resolve(import.meta.dirname, '../../..');

/** The sandbox of one rehearsal, and what can be seen in it. */
export interface RehearsalFolder {
  /** Where the rehearsal makes its sandbox. */
  readonly temporary: string;
  /** Empty until the rehearsal has made it. */
  root(): string;
  start(...args: readonly string[]): Going;
  resume(): Going;
  journal(): string;
  /** Lines that the journal has now. */
  journalLength(): number;
  events(): RecordedEvent[];
  state(): Promise<RunState>;
  /** The calls of programs so far, a line each. */
  calls(): string[];
  /** The remote's refs with the type of what they point at. */
  refs(): string;
  remove(): void;
}

/** Makes a place for one rehearsal of a checklist of the repository at `cwd`. */
export function makeRehearsalFolder(cwd = repository): RehearsalFolder {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'checklist-crash-')));
  const env = { ...process.env, TMPDIR: temporary };
  const root = () =>
    join(temporary, readdirSync(temporary).find((name) => name.startsWith('checklist-rehearsal-')) ?? '');
  const file = () => join(root(), 'work/.checklist/runs/rehearsal/journal.jsonl');
  const lines = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []);
  const start = (...args: readonly string[]) =>
    startProgram(process.execPath, [bin, 'rehearse', ...args, '--keep', '--output', 'json'], cwd, env);
  return {
    temporary,
    root,
    start,
    resume: () => start('--resume', root()),
    journal: () => lines(file()).join('\n'),
    journalLength: () => lines(file()).length,
    events: () => lines(file()).map((line) => JSON.parse(line) as RecordedEvent),
    async state() {
      const host = createFileHost({ directory: join(root(), 'work'), env: {}, now: Date.now });
      const state = await host.read('rehearsal');
      if (!state.ok) throw new Error(JSON.stringify(state.error));
      return state.value;
    },
    calls: () => lines(join(root(), 'calls.log')),
    refs: () =>
      execFileSync('git', ['for-each-ref', '--format=%(refname) %(objecttype)'], {
        cwd: join(root(), 'remote.git'),
        encoding: 'utf8',
      }),
    remove: () => rmSync(temporary, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** The status of every item by its id. */
export function statusesOf(state: RunState): Record<string, string> {
  return Object.fromEntries(state.graph.nodes.map(({ id, index }) => [id, state.items.get(index).status]));
}
