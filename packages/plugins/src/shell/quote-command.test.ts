import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { quoteCommand, quoteText } from './quote-command.ts';

it.each([
  [['git', 'push', 'origin', 'v1.0'], 'git push origin v1.0'],
  [['echo', ''], "echo ''"],
  [['echo', 'a b', '$(touch x)', '~', '{a,b}'], "echo 'a b' '$(touch x)' '~' '{a,b}'"],
  [['echo', "it's"], "echo 'it'\\''s'"],
  [['echo', "a\nb'\\\u001b[2J"], "echo $'a\\nb\\'\\\\\\U0000001b[2J'"],
])('quotes %j', (command, quoted) => {
  expect(quoteCommand(command)).toBe(quoted);
});

it('puts variables before the program', () => {
  expect(quoteCommand(['make'], { A: '1', B: 'x y' })).toBe("A=1 B='x y' make");
});

it('means the same to a shell', () => {
  const args = ['', 'a b', "it's", 'a\nb\tc', '$(id)', '`id`', '"', '\\', "\\'\n", '~', '*', '#x', '!x', '\u200b', 'ü'];
  const line = quoteCommand(['printf', '%s\\0', ...args]);
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  const printed = execFileSync('bash', ['--noprofile', '--norc', '-c', line], { encoding: 'utf8', env });
  expect(printed.split('\0').slice(0, -1)).toEqual(args);
});

it('lays out a text and shows what would redraw the screen', () => {
  expect(quoteText('a\n\n\tb\u001b[2J\r\n')).toEqual(['  a', '  ', '  \tb\\U0000001b[2J\\r']);
});
