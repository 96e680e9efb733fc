import { appendFileSync, readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import type { AttemptKey } from '../model/event.ts';
import { isJsonObject } from '../model/json.ts';
import { findMarked } from '../steps/program-mark.ts';
import { readBoot, readProcess } from './read-process.ts';

/** The programs that a run's attempts started: each is in a group of its own and outlives a driver that is killed. */
export interface ProgramList {
  /** Tells that a program is about to be started. */
  announce(key: AttemptKey): AnnouncedProgram;
  /** Process ids of an attempt's programs that are still running on this machine. */
  findRunning(key: AttemptKey): readonly number[];
}

/** A program between its announcement and its start. */
export interface AnnouncedProgram {
  /** What its environment must hold: by this it is found when nobody lived to note its process id. */
  readonly mark: string;
  note(pid: number): void;
}

interface NotedProgram extends AttemptKey {
  /** What stands in the program's environment, the same in its announcement and in its note. */
  readonly mark: string;
  /** Absent in the announcement. */
  readonly pid?: number;
  readonly hostname: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** When the system started the process, in its own count; absent where the system does not tell. */
  readonly born?: string;
  /** Which start of the machine that count belongs to. */
  readonly boot?: string;
}

/** The list of the run whose folder this is; it is only a help, and a disk that does not take it stops nothing. */
export function openProgramList(folder: string): ProgramList {
  const file = join(folder, 'programs.jsonl');
  const append = (noted: NotedProgram) => {
    try {
      appendFileSync(file, `${JSON.stringify(noted)}\n`, { mode: 0o600 });
    } catch {
      // Without the note a person is asked at once, as for a program that ended.
    }
  };
  return {
    announce({ step, round, attempt }) {
      const mark = crypto.randomUUID();
      const boot = readBoot();
      const here = { hostname: hostname(), at: Date.now(), ...(boot === undefined ? {} : { boot }) };
      const announced = { step, round, attempt, mark, ...here };
      append(announced);
      return { mark, note: (pid) => append({ ...announced, pid, ...bornOf(pid) }) };
    },
    findRunning({ step, round, attempt }) {
      const listed = readList(file).filter(
        (one) => one.step === step && one.round === round && one.attempt === attempt && isFromHere(one),
      );
      const marks = new Map(listed.map(({ mark, pid }) => [mark, pid]));
      const unnoted = [...marks].flatMap(([mark, pid]) => (pid === undefined ? [mark] : []));
      const running = listed.filter(isRunning).flatMap(({ pid }) => pid ?? []);
      const found = findMarked(unnoted).filter((pid) => readProcess(pid)?.group === pid);
      return [...new Set([...running, ...found])];
    },
  };
}

function readList(file: string): NotedProgram[] {
  try {
    return readFileSync(file, 'utf8').split('\n').flatMap(readNote);
  } catch {
    return [];
  }
}

/** A line that a crash or a full disk cut off names no program. */
function readNote(line: string): NotedProgram[] {
  try {
    const value: unknown = JSON.parse(line);
    return isNoted(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isNoted(value: unknown): value is NotedProgram {
  if (!isJsonObject(value) || typeof value.at !== 'number' || typeof value.mark !== 'string') return false;
  return value.pid === undefined || (Number.isInteger(value.pid) && Number(value.pid) > 1);
}

/** Numbers of another machine, or from before this one was started, name other processes. */
function isFromHere({ hostname: host, at, boot }: NotedProgram): boolean {
  if (host !== hostname()) return false;
  const now = readBoot();
  // The clock may have been set since: it is asked only where the system does not tell its starts apart.
  return boot === undefined || now === undefined ? at >= Date.now() - uptime() * 1000 : boot === now;
}

/** What a program left behind when it ended does not count, nor does a process to which the system gave its number since. */
function isRunning({ pid, born }: NotedProgram): boolean {
  if (pid === undefined || !isThere(pid)) return false;
  const now = readProcess(pid);
  return now === undefined || (now.state !== 'Z' && (born === undefined || now.born === born));
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function bornOf(pid: number): Pick<NotedProgram, 'born'> {
  const born = readProcess(pid)?.born;
  return born === undefined ? {} : { born };
}
