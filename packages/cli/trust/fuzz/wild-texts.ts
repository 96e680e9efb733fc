import fc from 'fast-check';
import { calls, names, patterns } from './texts.ts';

/** What people, tools and attackers write where nobody expects it. */
export const hostileTexts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\0',
    '\u001b[2J',
    '\u202e',
    '\ufeff',
    '\u2028',
    '\ud800',
    '🏳️‍🌈',
    'e\u0301',
  ),
  oneOf('__proto__ constructor prototype toString hasOwnProperty length null ~ NaN .inf \u0085'),
  oneOf("$(touch\u00a0x) `x` ';-- --upload-pack=x -rf ../../etc/passwd /dev/zero https://a@b:1/?#"),
  oneOf('* &a *a << !! !!binary ? - : # % @ ` | > --- ... { ['),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('a', ' ', '{', '(', '[', '\n', '\\', '"', '\u0301'), fc.constantFrom(99, 1_000, 30_000))
    .map(([text, times]) => text.repeat(times)),
);

/** One of the words of a text. */
function oneOf(text: string): fc.Arbitrary<string> {
  return fc.constantFrom(...text.split(' '));
}

function mixed(most: number, ...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.array(fc.oneof(...parts), { maxLength: most }).map((chosen) => chosen.join(''));
}

/** Templates, mostly wrong. */
export const wildTemplates = mixed(
  12,
  names,
  calls,
  hostileTexts,
  oneOf('{{ }} {{{ }}} {{else}} {{/if}} {{/each}} {{/with}} {{~ ~}} {{! {{!-- --}} {{> {{* {{& {{^}} \\{{'),
  fc.constantFrom('{{#if ', '{{#each ', '{{#with ', '{{#unless ', '{{else if ', ' as |a b|', ' 1 ', ' -0.5 ', '.[a b]'),
  oneOf(`.. ./ this @index @key @root ( ) .[0] = "x" ' lookup`),
);

/** Expressions, mostly wrong. */
export const wildExpressions = mixed(
  12,
  names,
  hostileTexts,
  fc.constantFrom(' ', '\n', '\r', ' ? ', ' in ', '.all(x, ', '.map(x, ', '.exists(x, ', '.filter(x, '),
  oneOf(`( ) [ ] { } . , : && || ! == != < + - * / % \\ " ' "a" '''b''' r"\\" b"x" // null true false`),
  oneOf('1 1u 1.5e308 9223372036854775807 0x7f outputs matrix.a [0] ["a"]'),
  oneOf('has( size( int( string( timestamp( duration( dyn( type( .matches(" .startsWith('),
);

/** Regular expressions, mostly wrong. */
export const wildPatterns = mixed(
  10,
  patterns,
  hostileTexts,
  oneOf(
    '( ) (?: (?= (?<n> (?P<n> (?i) [ ] [^ \\ \\1 \\p{L} \\p{ * + ? {1000} {1001} {2,1} {, | ^ $ \\b \\C [[:alpha:]] [z-a]',
  ),
);

/** Durations, half of them wrong. */
export const wildDurations = mixed(6, oneOf('5 0 99999999 123456789 d h m s ms . -'), hostileTexts);
