import { isJsonObject, type StepContext } from '@checklist/engine/plugin';
import { openNote } from '../note/open-note.ts';
import type { GithubResult } from './github-trouble.ts';

interface Request {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The attempt that waited in vain for what came of it; one after that is made by a person, who was told. */
  readonly givenUpBy?: number;
}

export type AskedNote = ReturnType<typeof openAskedNote>;

/**
 * What GitHub was asked to run in this round. It tells neither who asked nor at once that it was asked, so that only a note
 * keeps what a crash cut off from being asked for a second time.
 */
export function openAskedNote(context: StepContext) {
  const note = openNote(context, 'github');
  const read = async () => parseNote(await note.read());
  const { attempt } = context.step;
  return {
    /** When GitHub was, or may have been, asked for what this attempt must not ask for again; by name. */
    async asked(): Promise<ReadonlyMap<string, number>> {
      const requests = [...(await read())].filter(([, { givenUpBy = attempt }]) => givenUpBy >= attempt);
      return new Map(requests.map(([name, { at }]) => [name, at]));
    },
    /** Sends a request, with a note before; a refusal takes the note back. */
    async ask<T>(name: string, send: () => GithubResult<T>): GithubResult<T> {
      const before = await read();
      await note.write(Object.fromEntries([...before, [name, { at: context.now() }]]));
      const sent = await send();
      if (!sent.ok && sent.error.type !== 'no-answer') await note.write(Object.fromEntries(before));
      return sent;
    },
    async giveUp(name: string): Promise<void> {
      const before = await read();
      const request = before.get(name);
      if (request === undefined) return;
      await note.write(Object.fromEntries([...before, [name, { ...request, givenUpBy: attempt }]]));
    },
  };
}

function parseNote(note: unknown): Map<string, Request> {
  if (note === undefined) return new Map();
  const requests = isJsonObject(note) ? Object.entries(note) : [];
  const read = requests.flatMap(([name, request]): [string, Request][] => {
    const { at, givenUpBy } = isJsonObject(request) ? request : {};
    if (typeof at !== 'number') return [];
    return [[name, { at, ...(typeof givenUpBy === 'number' && { givenUpBy }) }]];
  });
  if (!isJsonObject(note) || read.length < requests.length)
    throw new Error(`the note of what GitHub was asked for is damaged: ${JSON.stringify(note)}`);
  return new Map(read);
}
