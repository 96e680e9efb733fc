import type { Part } from './find-places.ts';

/** The words of a plain command; nothing when it needs a shell. */
export function splitWords(parts: readonly Part[]): readonly (readonly Part[])[] | undefined {
  const words: Part[][] = [];
  let word: Part[] | undefined;
  let quote = '';
  const add = (part: Part) => {
    word ??= [];
    const last = word.at(-1);
    if (typeof part === 'string' && typeof last === 'string') word[word.length - 1] = last + part;
    else word.push(part);
  };
  for (const one of parts.flatMap((part): readonly Part[] => (typeof part === 'string' ? [...part] : [part]))) {
    if (typeof one !== 'string') add(one);
    else if (quote !== '') {
      if (one === quote) quote = '';
      else if (quote === '"' && /[$`\\!]/.test(one)) return undefined;
      else add(one);
    } else if (one === '"' || one === "'") {
      quote = one;
      add('');
    } else if (one === ' ' || one === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[|&;<>()$`\\*?[\]#~!{}\n]/.test(one)) return undefined;
    else add(one);
  }
  if (word !== undefined) words.push(word);
  const [first] = words;
  const isAssignment = typeof first?.[0] === 'string' && /^\w+=/.test(first[0]);
  const isBuiltin =
    first?.length === 1 &&
    /^(?:cd|export|source|\.|set|if|for|while|pushd|popd|alias|unset|eval|exec|test)$/.test(String(first[0]));
  return quote !== '' || first === undefined || typeof first[0] !== 'string' || isAssignment || isBuiltin
    ? undefined
    : words;
}

/** A script in which inputs are read from variables, quoted so that each stays one word. */
export function asScript(parts: readonly Part[]): string {
  let quote = '';
  let before = '\n';
  let script = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      for (const one of part) {
        if (quote === '#') quote = one === '\n' ? '' : '#';
        else if (before === '\\' && quote !== "'") before = '';
        else if (quote !== '') quote = one === quote ? '' : quote;
        else if (one === '"' || one === "'") quote = one;
        else if (one === '#' && /\s/.test(before)) quote = '#';
        // Two braces in a row would be read as a template; an empty string between them changes nothing.
        script += one === '{' && script.endsWith('{') ? `${quote === '"' ? '""' : quote === '#' ? ' ' : "''"}{` : one;
        before = before === '' ? 'x' : one;
      }
      continue;
    }
    const variable = `\${${part.input.toUpperCase()}}`;
    script += quote === "'" ? `'"${variable}"'` : quote === '' ? `"${variable}"` : variable;
    before = 'x';
  }
  return script;
}
