import { findMarked } from './program-mark.ts';

/** Milliseconds between the polite and the hard end of a program and of all that it started. */
export const patience = 5_000;
/** How often is looked for what was started while others were being ended. */
const sweeps = 3;

/** A program that leads a process group, and the mark that it and all that it starts carry. */
export interface Marked {
  readonly pid: number | undefined;
  readonly mark: string;
}

/** What is to be ended hard when this process ends before the programs have. */
const ending = new Set<Marked>();
let isListening = false;

/** Ends a program and all that it started when the signal is aborted; gives what is to be called when the program has ended. */
export function endWhenAborted(program: Marked, signal: AbortSignal): () => void {
  if (program.pid === undefined) return () => {};
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    endHardAtExit(program);
    sendToAll(program, 'SIGTERM');
    timer = setTimeout(() => endHard(program), patience);
  };
  signal.addEventListener('abort', end, { once: true });
  return () => {
    signal.removeEventListener('abort', end);
    clearTimeout(timer);
    ending.delete(program);
    // What the program left behind after it was told to stop must not outlive it.
    if (signal.aborted) endHard(program);
  };
}

function endHardAtExit(program: Marked): void {
  ending.add(program);
  if (isListening) return;
  isListening = true;
  process.on('exit', () => ending.forEach(endHard));
}

function endHard(program: Marked): void {
  for (let sweep = 0; sweep < sweeps && sendToAll(program, 'SIGKILL'); sweep++);
}

/** Tells whether there was anything to send to beyond the group. */
function sendToAll({ pid, mark }: Marked, signal: NodeJS.Signals): boolean {
  if (pid !== undefined) send(-pid, signal);
  const found = findMarked([mark]);
  for (const one of found) send(one, signal);
  return found.length > 0;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
