import type { Diagnostic } from '../model/diagnostic.ts';

const longest = 300;
const shownAtEnd = 100;

/** A diagnostic that quotes no more than people read: what was found stands at the beginning, what was expected at the end. */
export function brief({ message, hint, ...rest }: Diagnostic): Diagnostic {
  return { ...rest, message: cut(message), ...(hint === undefined ? {} : { hint: cut(hint) }) };
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - shownAtEnd)}...${text.slice(-shownAtEnd)}`;
}
