import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SentCommand } from '../model/command.ts';
import { isJsonObject, type Json } from '../model/json.ts';

/** Puts a command where whoever drives the run finds it; its file appears whole or not at all. */
export function putCommand(folder: string, sent: SentCommand): void {
  mkdirSync(folder, { recursive: true });
  const hidden = join(folder, `.${sent.id}.tmp`);
  writeFileSync(hidden, JSON.stringify(sent), { flush: true });
  renameSync(hidden, join(folder, `${sent.id}.json`));
}

/** The commands that wait, in the order of their ids, which begin with the time. */
export function readInbox(
  folder: string,
): readonly { readonly file: string; readonly sent: SentCommand | undefined }[] {
  return listFiles(folder).map((name) => ({ file: join(folder, name), sent: readCommand(join(folder, name)) }));
}

/** Takes a command away that the journal has an answer to. */
export function dropCommand(file: string): void {
  rmSync(file, { force: true });
}

/** An id that sorts by time and that nobody else makes; `now` in epoch milliseconds. */
export function createCommandId(now: number): string {
  return `${now.toString(36).padStart(9, '0')}-${crypto.randomUUID().slice(0, 13)}`;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted();
  } catch {
    return [];
  }
}

function readCommand(file: string): SentCommand | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isSent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSent(value: unknown): value is SentCommand {
  if (!isJsonObject(value) || typeof value.id !== 'string') return false;
  const { by, command } = value;
  return isPerson(by) && isJsonObject(command) && typeof command.type === 'string';
}

function isPerson(by: Json | undefined): boolean {
  if (!isJsonObject(by) || typeof by.name !== 'string') return false;
  return [by.email, by.contact].every((word) => word === undefined || typeof word === 'string');
}
