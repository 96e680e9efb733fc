import { compilePattern, fail, type Input, type Json, ok, type Result } from '@checklist/engine';

/** Reads what was typed for an input; the error is one line that says what was expected. */
export function parseInput(name: string, input: Input, text: string): Result<Json, string> {
  const typed = toType(input, text);
  if (typed === undefined) return fail(`"${name}" is "${text}", expected ${wanted(input)}`);
  const values: readonly Json[] = Array.isArray(typed) ? typed : [typed];
  const wrong = values.find((value) => !isAllowed(input, value));
  return wrong === undefined ? ok(typed) : fail(`"${name}" is "${showValue(wrong)}", expected ${wanted(input)}`);
}

/** Tells whether a value could have been given for an input. */
export function fits(input: Input, value: Json): boolean {
  const isList = Array.isArray(value);
  const isTyped = input.type === 'list' ? isList : typeof value === input.type;
  const values: readonly Json[] = isList ? value : [value];
  return isTyped && values.every((one) => isAllowed(input, one));
}

/** What an input takes, in a few words. */
export function wanted({ type, pattern, choices }: Input): string {
  if (choices !== undefined)
    return `${type === 'list' ? 'values out of' : 'one of'} ${choices.map((choice) => `"${showValue(choice)}"`).join(', ')}`;
  if (pattern !== undefined) return `${type === 'list' ? 'a list of texts' : 'a text'} like ${pattern}`;
  return { string: 'a text', number: 'a number', boolean: 'yes or no', list: 'a list: a,b or a JSON array' }[type];
}

function toType({ type }: Input, text: string): Json | undefined {
  switch (type) {
    case 'string':
      return text.includes('\0') ? undefined : text;
    case 'number':
      return text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
    case 'boolean':
      return /^(?:y|yes|true)$/i.test(text) ? true : /^(?:n|no|false)$/i.test(text) ? false : undefined;
    case 'list':
      return toList(text);
  }
}

function toList(text: string): Json | undefined {
  if (!text.trimStart().startsWith('[')) {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

function isAllowed({ choices, pattern }: Input, value: Json): boolean {
  if (choices !== undefined && !choices.some((choice) => choice === value)) return false;
  if (pattern === undefined) return true;
  const compiled = compilePattern(pattern);
  return compiled.ok && compiled.value.test(showValue(value));
}

function showValue(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
