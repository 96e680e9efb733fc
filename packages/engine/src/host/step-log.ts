import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { digestOf } from '../model/digest.ts';
import type { AttemptKey } from '../model/event.ts';
import type { Mask } from '../steps/mask.ts';
import { runFolder } from './run-folder.ts';

/** The log of one attempt; its file appears with the first output. */
export interface StepLog {
  /** Relative to the repository's root; absent while nothing was written, in this process or in one before it. */
  readonly path: string | undefined;
  /** Keeps text and gives back what is safe to show; `from` stands for the stream that it comes from. */
  write(text: string, from?: object): string;
  close(): string;
}

export interface StepLogParts {
  /** Where logs are kept, and the repository's root; absolute. */
  readonly folder: string;
  readonly directory: string;
  readonly key: AttemptKey;
  readonly mask: Mask;
  /** Called once when the disk does not take the log. */
  onBroken(message: string): void;
}

/** Stands for the number of an attempt where an undo is meant. */
export const undoAttempt = 0;

/** The file, absolute, that holds the output of an attempt; it is not there when nothing was printed. */
export function attemptLog(directory: string, runId: string, key: AttemptKey): string {
  return join(runFolder(directory, runId).logs, logName(key));
}

function logName({ step, round, attempt }: AttemptKey): string {
  return `${fileName(step)}.${round}.${attempt === undoAttempt ? 'undo' : attempt}.log`;
}

/** Two ids that differ have names that differ, though not every character of an id may stand in a name. */
function fileName(id: string): string {
  const plain = id.replaceAll(/[^\w.,[\]-]/g, '_').slice(0, 120);
  return plain === id ? id : `${plain}-${digestOf(id)}`;
}

/** Makes the log of an attempt below `folder`. Nothing gets in that the mask would take out. */
export function createStepLog({ folder, directory, key, mask, onBroken }: StepLogParts): StepLog {
  const file = join(folder, logName(key));
  // What one program prints must not come between the halves of what another one, or its other stream, has begun.
  const filters = new Map<object, ReturnType<Mask['stream']>>();
  const filterOf = (from: object) => {
    const filter = filters.get(from) ?? mask.stream();
    filters.set(from, filter);
    return filter;
  };
  let descriptor: number | undefined;
  let isBroken = false;
  const put = (text: string) => {
    if (text === '') return text;
    try {
      if (descriptor === undefined) {
        mkdirSync(dirname(file), { recursive: true });
        descriptor = openSync(file, 'a', 0o600);
      }
      writeSync(descriptor, text);
    } catch (error) {
      // A full disk must not end a program that is in the middle of its work: the journal tells what becomes of the step.
      if (!isBroken) onBroken(error instanceof Error ? error.message : String(error));
      isBroken = true;
    }
    return text;
  };
  return {
    get path() {
      return descriptor !== undefined || existsSync(file) ? relative(directory, file) : undefined;
    },
    write: (text, from = filters) => put(filterOf(from).push(text)),
    close() {
      const rest = put([...filters.values()].map((filter) => filter.end()).join(''));
      if (descriptor !== undefined) closeSync(descriptor);
      return rest;
    },
  };
}
