/*
 * Loaded before the program (`node --import`), in the process under trial alone: tells apart the places at which this process
 * touches the world, and kills it at those that the plan names. The program itself knows nothing of it.
 */
import childProcess, { type ChildProcess } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

/** What the preload is told, as the file that its own address names. */
interface Plan {
  /** Files outside of this folder are no part of the world. */
  readonly root: string;
  /** The file with whose writing the places begin to count; before it there is nothing to go on with. */
  readonly from?: string;
  readonly targets: readonly string[];
  /** How often each place was met by the processes before. */
  readonly met: Readonly<Record<string, number>>;
  readonly report: string;
}

const planFile = new URL(import.meta.url).searchParams.get('plan') ?? '';
const plan = JSON.parse(fs.readFileSync(planFile, 'utf8')) as Plan;
const targets = new Set(plan.targets);
const met = new Map(Object.entries(plan.met));
const order: string[] = [];
const { writeFileSync, writeSync } = fs;
let isCounting = plan.from === undefined;

/** One place, which may have several names: a write to the journal holds several events. */
function reach(kind: string, names: readonly string[], prepare?: () => void): void {
  if (!isCounting) return;
  for (const name of names) {
    const place = `${kind}: ${tidy(name)}`;
    const count = (met.get(place) ?? 0) + 1;
    met.set(place, count);
    const key = count === 1 ? place : `${place} #${count}`;
    order.push(key);
    if (!targets.has(key)) continue;
    prepare?.();
    report(key);
    process.kill(process.pid, 'SIGKILL');
  }
}

function report(killedAt?: string): void {
  writeFileSync(plan.report, JSON.stringify({ killedAt, order, met: Object.fromEntries(met) }));
}

process.on('exit', () => report());

/** The same place has the same name in every world. */
function tidy(text: string): string {
  return text
    .replaceAll(plan.root, '')
    .replaceAll(/\b[0-9a-f]{12,64}\b/g, '<hex>')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{4,27}/g, '<id>')
    .replaceAll(/checklist-rehearsal-\w+/g, '<root>')
    .replaceAll(/\b\d{3,}\b/g, '<n>')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 120);
}

const isJournal = (path: unknown) => String(path).endsWith('/journal.jsonl');
const isOurs = (path: unknown) => String(path).startsWith(plan.root);
const journals = new Set<number>();

function eventsIn(bytes: unknown): string[] {
  return String(bytes)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const event = JSON.parse(line) as Record<string, unknown>;
      return [event.type, event.step ?? event.item, event.verdict].filter((part) => part !== undefined).join(' ');
    });
}

const { openSync, fdatasyncSync, closeSync } = fs;
let inFlight: string[] = [];
fs.openSync = (...args) => {
  const descriptor = openSync(...args);
  if (isJournal(args[0])) journals.add(descriptor);
  return descriptor;
};
fs.closeSync = (descriptor) => {
  journals.delete(descriptor);
  closeSync(descriptor);
};
function writeWatched(descriptor: number, bytes: NodeJS.ArrayBufferView, ...rest: [number, number, number]): number {
  if (!journals.has(descriptor)) return writeSync(descriptor, bytes, ...rest);
  inFlight = eventsIn(bytes);
  const [offset, length, position] = rest;
  reach('journal, before', inFlight);
  reach('journal, half a line', inFlight, () => writeSync(descriptor, bytes, offset, length >> 1, position));
  const written = writeSync(descriptor, bytes, ...rest);
  reach('journal, not synced', inFlight);
  return written;
}
fs.writeSync = writeWatched as typeof fs.writeSync;
fs.fdatasyncSync = (descriptor) => {
  fdatasyncSync(descriptor);
  if (journals.has(descriptor)) reach('journal, after', inFlight);
};

type AnyFunction = (...args: never[]) => unknown;

/** What is done to which file; a line about a program is known by the step, and a command by nothing but that it is one. */
function describeChange(name: string, [path, content]: readonly unknown[]): string {
  const file = basename(String(path));
  const step = file === 'programs.jsonl' ? /"step":"([^"]*)"/.exec(String(content))?.[1] : undefined;
  if (step !== undefined) return `${String(content).includes('"pid"') ? 'note' : 'announce'} a program of ${step}`;
  return `${name} ${file.replace(/^\.?[0-9a-z]{9}-.*(\.\w+)$/, '<command>$1')}`;
}

/** Watches a function that changes files: a place before it and one after it. */
function watch<T extends AnyFunction>(name: string, call: T): T {
  const watched = (...args: Parameters<T>): unknown => {
    if (!isOurs(args[0])) return call(...args);
    const what = [describeChange(name, args)];
    reach('file, before', what);
    const result = call(...args);
    if (plan.from === basename(String(args[0]))) isCounting = true;
    if (result instanceof Promise) return result.finally(() => reach('file, after', what));
    reach('file, after', what);
    return result;
  };
  return watched as T;
}
// What appends to a file calls what writes one.
for (const name of ['writeFileSync', 'renameSync', 'linkSync', 'rmSync', 'unlinkSync'] as const)
  Object.assign(fs, { [name]: watch(name.replace('Sync', ''), fs[name] as AnyFunction) });
for (const name of ['writeFile', 'appendFile', 'rename', 'link', 'rm', 'unlink'] as const)
  Object.assign(promises, { [name]: watch(name, promises[name] as AnyFunction) });

interface Spawning extends ChildProcess {
  spawn(options: { readonly args?: readonly string[]; readonly file: string }): number;
}
const process_ = childProcess.ChildProcess.prototype as Spawning;
const { spawn } = process_;
process_.spawn = function (options) {
  const name = [options.args ?? [options.file]].flat().join(' ');
  reach('program, before', [name]);
  const result = spawn.call(this, options);
  reach('program, started', [name]);
  this.stdout?.once('data', () => reach('program, first output', [name]));
  this.prependOnceListener('exit', () => reach('program, ended', [name]));
  return result;
};

const subscribe = (channel: string, kind: string, nameOf: (message: Record<string, never>) => string) =>
  diagnostics.subscribe(channel, (message) => reach(kind, [nameOf(message as Record<string, never>)]));
interface Request {
  readonly method?: string;
  readonly path?: string;
}
const nameOf = ({ request }: { readonly request?: Request }) => `${request?.method ?? ''} ${request?.path ?? ''}`;
subscribe('undici:request:create', 'request, before', nameOf);
subscribe('undici:request:bodySent', 'request, sent', nameOf);
subscribe('undici:request:headers', 'request, answered', nameOf);
subscribe('http.client.request.start', 'request, before', nameOf);
subscribe('http.client.response.finish', 'request, answered', nameOf);

syncBuiltinESMExports();
