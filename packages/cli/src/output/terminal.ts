import { createPaint, type Paint, paintTrouble, wantsColour } from './paint.ts';

/** Where the program writes and asks; the only place that does. */
export interface Terminal {
  /** A person can be asked: input and output are terminals. */
  readonly isInteractive: boolean;
  readonly paint: Paint;
  readonly hasColour: boolean;
  /** The output is read by the runner of GitHub Actions. */
  readonly isRunner: boolean;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Writes lines to standard output; nothing when its reader has gone. */
  print(text: string): void;
  /** Bytes that wait for the reader of standard output. */
  backlog(): number;
  /** Writes lines to standard error. */
  complain(text: string): void;
  /** Writes a line that is meant for the runner of GitHub Actions; nothing elsewhere. */
  tellRunner(line: string): void;
  /** Calls back, once, when the reader of standard output has gone. */
  onClosed(callback: () => void): void;
}

/** What somebody typed, or what a file holds, must not act on the terminal when it is complained about. */
const unsafe = /(?!\n)[\p{Cc}\p{Bidi_Control}]/gu;

/** Where text comes from and goes to: the process itself. */
export type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;

/** Makes a terminal of the process's streams. A reader that goes away (`| head`) is no fault: what follows is not written. */
export function createTerminal(streams: Streams, env: Readonly<Record<string, string>>): Terminal {
  const { stdout, stderr } = streams;
  let isClosed = false;
  const callbacks: (() => void)[] = [];
  stdout.on('error', () => {
    if (isClosed) return;
    isClosed = true;
    for (const callback of callbacks) callback();
  });
  stderr.on('error', () => {});
  const isRunner = env.GITHUB_ACTIONS === 'true';
  const plain = (text: string) => (isRunner ? disarm(text) : text);
  const hasColour = wantsColour(stdout, env);
  const paintErrors = createPaint(wantsColour(stderr, env));
  return {
    get isInteractive() {
      const isAttended = env.TERM !== 'dumb' && !isInCi(env);
      return isAttended && stdout.isTTY === true && streams.stdin.isTTY === true;
    },
    paint: createPaint(hasColour),
    hasColour,
    isRunner,
    // Opened when it is asked for: most calls read nothing, and Node takes 3 ms for it.
    get stdin() {
      return streams.stdin;
    },
    stdout,
    print(text) {
      if (!isClosed) stdout.write(`${plain(text)}\n`);
    },
    tellRunner(line) {
      if (!isClosed && isRunner) stdout.write(`${line}\n`);
    },
    backlog: () => stdout.writableLength,
    complain(text) {
      const safe = text.replaceAll('\t', '  ').replaceAll(unsafe, '');
      stderr.write(`${paintTrouble(plain(safe), paintErrors)}\n`);
    },
    onClosed: (callback) => void callbacks.push(callback),
  };
}

/** The runner of GitHub Actions takes such lines for commands, whoever wrote them: a program, an answer, a service. */
function disarm(text: string): string {
  return text.replaceAll(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '# #[');
}

/** Services that build give their programs a terminal at times, but nobody sits in front of it. */
function isInCi({ CI = '' }: Readonly<Record<string, string>>): boolean {
  return CI !== '' && CI !== '0' && CI !== 'false';
}
