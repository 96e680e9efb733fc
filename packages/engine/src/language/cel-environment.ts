import { Environment } from '@marcbachmann/cel-js';
import { compilePattern } from './pattern.ts';

/** The name under which `matches` is called in a parsed expression; the one of the library can hang. */
export const safeMatches = 'matches_in_linear_time';

/** The name under which the list of an `all` is looked at first. */
export const someOf = 'elements_that_are_there';

/** How the reason ends when an `all` has nothing to look at. */
export const emptiness = 'is empty, so that "all" says nothing';

/** CEL with any variable, patterns in linear time, and arithmetic between whole numbers and others. */
export const celEnvironment: Environment = makeEnvironment();

function makeEnvironment(): Environment {
  const options = { async: false };
  const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false })
    .registerFunction(`string.${safeMatches}(string): bool`, matches, options)
    .registerFunction('matches(string, string): bool', matches, options)
    .registerFunction(`${someOf}(dyn, string): dyn`, demandElements, options);
  // JSON does not tell 40000 from 40000.0, so the author cannot know which of the two an output is.
  for (const [left, right] of [
    ['int', 'double'],
    ['double', 'int'],
  ]) {
    environment
      .registerOperator(`${left} + ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) + Number(b))
      .registerOperator(`${left} - ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) - Number(b))
      .registerOperator(`${left} * ${right}: double`, (a: number | bigint, b: number | bigint) => Number(a) * Number(b))
      .registerOperator(`${left} / ${right}: double`, divide);
  }
  return environment;
}

// In a checklist, "all jobs passed" must not hold because there are no jobs.
function demandElements(list: unknown, words: string): unknown {
  const size = Array.isArray(list) ? list.length : list instanceof Map ? list.size : undefined;
  if (size === 0) throw new Error(`"${words}" ${emptiness}`);
  return list;
}

function matches(text: string, pattern: string): boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(`the pattern "${pattern}" cannot be read: ${compiled.error}`);
  return compiled.value.test(text);
}

// As with two whole numbers: infinity would pass a check that something is large enough.
function divide(a: number | bigint, b: number | bigint): number {
  if (Number(b) === 0) throw new Error('division by zero');
  return Number(a) / Number(b);
}
