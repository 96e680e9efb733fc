import { appendFileSync, readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import type { AttemptKey } from '../model/event.ts';
import { isJsonObject } from '../model/json.ts';
import { readProcess } from './read-process.ts';

/** The programs that a run's attempts started: each is in a group of its own and outlives a driver that is killed. */
export interface ProgramList {
  note(key: AttemptKey, pid: number): void;
  /** Process ids of an attempt's programs that are still running on this machine. */
  findRunning(key: AttemptKey): readonly number[];
}

interface NotedProgram extends AttemptKey {
  readonly pid: number;
  readonly hostname: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** When the system started the process, in its own count; absent where the system does not tell. */
  readonly born?: string;
}

/** The list of the run whose folder this is; it is only a help, and a disk that does not take it stops nothing. */
export function openProgramList(folder: string): ProgramList {
  const file = join(folder, 'programs.jsonl');
  return {
    note({ step, round, attempt }, pid) {
      const noted: NotedProgram = { step, round, attempt, pid, hostname: hostname(), at: Date.now(), ...bornOf(pid) };
      try {
        appendFileSync(file, `${JSON.stringify(noted)}\n`, { mode: 0o600 });
      } catch {
        // Without the note a person is asked at once, as for a program that ended.
      }
    },
    findRunning({ step, round, attempt }) {
      const noted = readList(file).filter(
        (one) => one.step === step && one.round === round && one.attempt === attempt && isRunning(one),
      );
      return [...new Set(noted.map(({ pid }) => pid))];
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
  return isJsonObject(value) && Number.isInteger(value.pid) && Number(value.pid) > 1 && typeof value.at === 'number';
}

/** What a program left behind when it ended does not count, nor does a process to which the system gave its number since. */
function isRunning({ pid, hostname: host, at, born }: NotedProgram): boolean {
  if (host !== hostname() || at < Date.now() - uptime() * 1000 || !isThere(pid)) return false;
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
