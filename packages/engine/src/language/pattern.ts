import { type Matcher, RE2JS, RE2JSSyntaxException } from 're2js';
import type { Result } from '../model/result.ts';
import { fail, ok } from '../model/result.ts';
import { remember } from './remember.ts';

/** One match of a pattern. */
export interface PatternMatch {
  readonly text: string;
  /** The groups by number, the first one at 0; `undefined` for a group that took no part. */
  readonly captures: readonly (string | undefined)[];
  /** The named groups that took part. */
  readonly groups: Readonly<Record<string, string>>;
}

/** A regular expression of RE2: it takes linear time, and it searches, so authors write `^` and `$`. */
export interface Pattern {
  readonly source: string;
  readonly groupNames: readonly string[];
  test(text: string): boolean;
  exec(text: string): PatternMatch | undefined;
  all(text: string): readonly PatternMatch[];
}

/** The time of a match grows with the text and with the program; what people write has some hundred instructions. */
const largestProgram = 5_000;

const tooLarge = 'too large or too deep to be read';

/** Reads a pattern, or says in a few words what is wrong with it. */
export const compilePattern: (text: string) => Result<Pattern, string> = remember(200, (text) => {
  try {
    const compiled = RE2JS.compile(text);
    return compiled.programSize() > largestProgram ? fail(tooLarge) : ok(toPattern(text, compiled));
  } catch (error) {
    return fail(describeFault(error));
  }
});

function toPattern(source: string, compiled: RE2JS): Pattern {
  const groupNames = Object.keys(compiled.namedGroups());
  const read = (matcher: Matcher): PatternMatch => ({
    text: matcher.group() ?? '',
    captures: Array.from({ length: compiled.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined),
    groups: Object.fromEntries(groupNames.flatMap((name) => namedGroup(name, matcher.group(name)))),
  });
  return {
    source,
    groupNames,
    test: (text) => compiled.test(text),
    exec(text) {
      const matcher = compiled.matcher(text);
      return matcher.find() ? read(matcher) : undefined;
    },
    all(text) {
      const matches: PatternMatch[] = [];
      const matcher = compiled.matcher(text);
      while (matcher.find()) matches.push(read(matcher));
      return matches;
    },
  };
}

function namedGroup(name: string, text: string | null): [string, string][] {
  return text === null ? [] : [[name, text]];
}

function describeFault(error: unknown): string {
  if (!(error instanceof RE2JSSyntaxException)) return tooLarge;
  const part = error.getPattern();
  return part === null ? error.getDescription() : `${error.getDescription()}: "${part}"`;
}
