import { describe, expect, it } from 'vitest';
import { commands } from '../commands/table.ts';
import type { CommandSpec } from './command-spec.ts';
import { commandHelp, programHelp } from './help.ts';
import { readArguments } from './read-arguments.ts';

function spec(name: string): CommandSpec {
  const found = commands.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
}

describe('readArguments', () => {
  it('takes words, values that repeat, and switches', () => {
    const typed = readArguments(spec('run'), ['release', '--input', 'a=1', '--input=b=2', '--no-wait']);
    expect(typed.words).toEqual(['release']);
    expect(typed.options).toEqual(
      new Map([
        ['input', ['a=1', 'b=2']],
        ['no-wait', []],
      ]),
    );
    expect(typed.faults).toEqual([]);
  });

  it.each([
    ['run', ['release', '--inptu', 'x'], '"run" has no option "--inptu"'],
    ['run', ['release', '--input'], '"--input" has no value, expected name=value'],
    ['run', ['release', '--no-wait=yes'], '"--no-wait" takes no value, found "yes"'],
    ['run', ['release', '--output', 'xml'], '"--output" is "xml", expected one of "auto", "plain", "json"'],
    ['run', [], '"run" needs <checklist>'],
    ['status', ['a', 'b'], 'found "b" behind all that "status" takes'],
  ])('%s %j: %s', (name, typed, message) => {
    expect(readArguments(spec(name), typed).faults[0]?.message).toBe(message);
  });

  it('leaves faults alone when help is wanted', () => {
    expect(readArguments(spec('run'), ['--help'])).toMatchObject({ isHelpWanted: true, faults: [] });
  });
});

describe('help', () => {
  const shown = commands.filter(({ isInternal }) => isInternal !== true);

  it('fits a screen of 80 columns and 24 lines, the prompt behind it included, and names every command', () => {
    const help = programHelp(commands);
    expect(help.split('\n').length).toBeLessThan(24);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(shown.filter(({ name }) => !new RegExp(`[ ]${name}(?:,|\\s|$)`).test(help))).toEqual([]);
    expect(help).not.toContain('stand-ins');
  });

  it.each(shown.map((one) => [one.name, one] as const))('shows an example of %s', (name, one) => {
    expect(commandHelp(one)).toContain(`\nexamples:\n  checklist ${name}`);
  });
});
