import { type Checklist, fail, type Json, ok, type Result } from '@checklist/engine';
import { exitCodes } from '../exit-codes.ts';
import { showLine } from '../output/show-text.ts';
import type { Terminal } from '../output/terminal.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { askLine } from './ask-line.ts';
import { parseInput, wanted } from './parse-input.ts';
import { readInputs, withDefaults } from './read-inputs.ts';

/** The inputs of a run: those that were typed, those that a person is asked for now, and defaults. */
export async function takeInputs(
  { inputs }: Pick<Checklist, 'inputs'>,
  words: readonly string[],
  terminal: Terminal,
): Promise<Result<Record<string, Json>, Trouble>> {
  const typed = readInputs(inputs, words);
  if (typed.faults.length > 0) return fail(wrongUsage(typed.faults.join('\nerror: '), describeInputs(inputs)));
  if (typed.missing.length === 0) return ok(withDefaults(inputs, typed.values));
  if (!terminal.isInteractive) {
    const names = typed.missing.map((name) => `"${name}"`).join(', ');
    const example = typed.missing.map((name) => `--input ${name}=...`).join(' ');
    return fail(
      wrongUsage(`${typed.missing.length === 1 ? 'the input' : 'the inputs'} ${names} must be given`, `add ${example}`),
    );
  }
  return askForRest(inputs, typed.values, terminal);
}

/** Once somebody has to be asked, they see every input that was not given, with its default. */
async function askForRest(
  inputs: Checklist['inputs'],
  typed: Readonly<Record<string, Json>>,
  terminal: Terminal,
): Promise<Result<Record<string, Json>, Trouble>> {
  const values: Record<string, Json> = { ...typed };
  for (const [name, input] of Object.entries(inputs)) {
    if (Object.hasOwn(values, name)) continue;
    const { default: standard, description } = input;
    terminal.print(
      terminal.paint('bold', showLine(description ?? name)) + terminal.paint('dim', ` (${wanted(input)})`),
    );
    const shown =
      standard === undefined
        ? ''
        : ` [${showLine(typeof standard === 'string' ? standard : JSON.stringify(standard))}]`;
    const answer = await askLine(terminal, `${name}${shown}: `, (text) => {
      return text.trim() === '' && standard !== undefined ? ok(standard) : parseInput(name, input, text.trim());
    });
    if (answer === undefined) return fail(makeTrouble(exitCodes.interrupted, 'no run was started'));
    values[name] = answer;
  }
  return ok(values);
}

function describeInputs(inputs: Checklist['inputs']): string {
  const lines = Object.entries(inputs).map(([name, input]) => `${name} (${wanted(input)})`);
  return lines.length === 0 ? 'leave --input away' : `the inputs are ${lines.join(', ')}`;
}
