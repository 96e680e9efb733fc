import { fail, ok, type Result, type StepContext } from '@checklist/engine/plugin';

/** Why git could not do or tell something. `unreachable` and `command` leave open how the world is. */
export interface GitTrouble {
  readonly type: 'name' | 'revision' | 'remote' | 'unreachable' | 'command';
  readonly message: string;
  readonly hint?: string;
  readonly details?: readonly string[];
}

export type GitResult<T> = Promise<Result<T, GitTrouble>>;

/** An argument vector. */
export type Command = readonly [string, ...string[]];

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers; any other is trouble. */
  readonly answers?: readonly number[];
  readonly isLogged?: boolean;
}

/** Nobody sits at the other end: no questions, and no locks for mere reads. */
const environment = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  SSH_ASKPASS: 'false',
  SSH_ASKPASS_REQUIRE: 'force',
};

export type GitProcess = ReturnType<typeof createGitProcess>;

/** Git as plain commands. */
export function createGitProcess(spawn: StepContext['spawn']) {
  async function run(args: readonly string[], options: RunOptions = {}): GitResult<{ code: number; stdout: string }> {
    const unfit = args.find((arg) => arg.includes('\0'));
    if (unfit !== undefined) {
      const message = `value ${JSON.stringify(unfit)} holds a null character, expected a text without`;
      return fail({ type: 'name', message });
    }
    const ended = await spawn({
      command: ['git', ...args],
      env: { ...environment, ...options.env },
      quiet: options.isLogged !== true,
    });
    if (ended.type === 'spawn-failed') {
      const hint = 'Install git 2.30 or newer.';
      return fail({ type: 'command', message: 'git could not be started', hint, details: [ended.message] });
    }
    const name = `git ${args[0] === '-c' ? args[2] : args[0]}`;
    const details = ended.stderr.split('\n').filter((line) => line.trim() !== '');
    if (ended.type === 'killed')
      return fail({ type: 'command', message: `${name} was killed by ${ended.signal}, expected an answer`, details });
    if (ended.isCut)
      return fail({ type: 'command', message: `${name} printed more than can be kept, expected all of it` });
    if ((options.answers ?? [0]).includes(ended.exitCode)) return ok({ code: ended.exitCode, stdout: ended.stdout });
    const message = `${name} ended with exit code ${ended.exitCode}, expected 0`;
    return fail({ type: 'command', message, details: details.slice(-10) });
  }

  /** The first line of what git prints. */
  async function line(args: readonly string[], options: RunOptions = {}): GitResult<string> {
    const ended = await run(args, options);
    return ended.ok ? ok(ended.value.stdout.split('\n', 1)[0] ?? '') : ended;
  }

  /** Runs a command that changes something, so that it shows in the step's log. */
  async function change(command: Command, env: RunOptions['env'] = {}): GitResult<string> {
    return line(command.slice(1), { env, isLogged: true });
  }

  return { run, line, change };
}
