import type { CommandSpec, Invocation } from './arguments/command-spec.ts';
import { commandHelp, programHelp } from './arguments/help.ts';
import { type ArgumentFault, readArguments } from './arguments/read-arguments.ts';
import { commands } from './commands/table.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { createTerminal, type Terminal } from './output/terminal.ts';
import { type Trouble, wrongUsage } from './trouble.ts';

/** Carries out one call of the program and gives its exit code. */
export async function main(typed: readonly string[]): Promise<ExitCode> {
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const terminal = createTerminal(process, env);
  const [name, ...rest] = typed;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    return showHelp(terminal, rest[0], name === undefined);
  if (name === 'complete') return answerShell(terminal, rest, env);
  const spec = findCommand(name);
  if (spec === undefined) return tell(terminal, await unknownCommand(name));
  const { words, options, isHelpWanted, faults } = readArguments(spec, rest);
  if (isHelpWanted) {
    terminal.print(commandHelp(spec));
    return exitCodes.passed;
  }
  const [fault] = faults;
  if (fault !== undefined) return tell(terminal, await wrongArguments(spec, fault));
  return carryOut(spec, { words, options, terminal, env, cwd: process.cwd() });
}

/** For the scripts of `checklist completions` alone: `checklist complete -- <words>`. */
async function answerShell(terminal: Terminal, words: readonly string[], env: Invocation['env']): Promise<ExitCode> {
  const { complete } = await import('./complete/complete.ts');
  await complete(commands, words[0] === '--' ? words.slice(1) : words, { terminal, env, cwd: process.cwd() });
  return exitCodes.passed;
}

async function carryOut(spec: CommandSpec, call: Invocation): Promise<ExitCode> {
  const command = await spec.load();
  const done = await command(call);
  if (done.ok) return done.value;
  if (done.error.diagnostics !== undefined && call.env.GITHUB_ACTIONS === 'true') {
    const { annotation } = await import('./output/github-actions.ts');
    for (const diagnostic of done.error.diagnostics) call.terminal.tellRunner(annotation(diagnostic));
  }
  return tell(call.terminal, done.error);
}

function tell(terminal: Terminal, trouble: Trouble): ExitCode {
  terminal.complain(trouble.text);
  return trouble.code;
}

async function showHelp(terminal: Terminal, about: string | undefined, isBare: boolean): Promise<ExitCode> {
  if (about === undefined) {
    terminal.print(programHelp(commands));
    return isBare ? exitCodes.usage : exitCodes.passed;
  }
  const spec = findCommand(about);
  if (spec === undefined) return tell(terminal, await unknownCommand(about));
  terminal.print(commandHelp(spec));
  return exitCodes.passed;
}

function findCommand(name: string): CommandSpec | undefined {
  return commands.find((spec) => spec.name === name);
}

async function unknownCommand(name: string): Promise<Trouble> {
  const isOption = name.startsWith('-');
  const hint = await suggestion(name, isOption ? ['--help', '--version'] : commands.map((spec) => spec.name));
  return wrongUsage(
    `there is no ${isOption ? 'option' : 'command'} "${name}"`,
    hint ?? '"checklist --help" shows all commands',
  );
}

async function wrongArguments(spec: CommandSpec, { message, unknown, known }: ArgumentFault): Promise<Trouble> {
  const hint = unknown === undefined ? undefined : await suggestion(unknown, known ?? []);
  return wrongUsage(message, hint ?? `"checklist ${spec.name} --help" shows what it takes`);
}

async function suggestion(word: string, candidates: readonly string[]): Promise<string | undefined> {
  const { didYouMean } = await import('@checklist/engine');
  return didYouMean(word, candidates);
}
