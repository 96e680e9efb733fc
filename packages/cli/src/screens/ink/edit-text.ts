import type { Key } from 'ink';

/** A text that is being typed; the cursor counts characters. */
export interface EditedText {
  readonly text: string;
  readonly cursor: number;
}

/** The keys that move and erase, as far as typing needs them. */
export type EditKey = Partial<
  Pick<Key, 'leftArrow' | 'rightArrow' | 'home' | 'end' | 'backspace' | 'delete' | 'ctrl' | 'meta'>
>;

/** What a key press makes of a text. */
export function editText(before: EditedText, input: string, key: EditKey): EditedText {
  const characters = [...before.text];
  const { cursor } = before;
  const moveTo = (place: number) => ({ ...before, cursor: Math.max(0, Math.min(characters.length, place)) });
  const erase = (from: number, to: number) => ({ text: characters.toSpliced(from, to - from).join(''), cursor: from });
  if (key.leftArrow === true) return moveTo(cursor - 1);
  if (key.rightArrow === true) return moveTo(cursor + 1);
  if (key.home === true || (key.ctrl === true && input === 'a')) return moveTo(0);
  if (key.end === true || (key.ctrl === true && input === 'e')) return moveTo(characters.length);
  if (key.ctrl === true && input === 'u') return erase(0, cursor);
  if (key.ctrl === true && input === 'k') return { ...before, text: characters.slice(0, cursor).join('') };
  if (key.ctrl === true && input === 'w') return erase(wordStart(characters, cursor), cursor);
  // Terminals send DEL for the backspace key, and both erase what stands before the cursor.
  if (key.backspace === true || key.delete === true) return cursor === 0 ? before : erase(cursor - 1, cursor);
  return key.ctrl === true || key.meta === true ? before : insertText(before, input);
}

/** Puts typed or pasted text in at the cursor. */
export function insertText({ text, cursor }: EditedText, input: string): EditedText {
  const added = [...input];
  return { text: [...text].toSpliced(cursor, 0, ...added).join(''), cursor: cursor + added.length };
}

function wordStart(characters: readonly string[], cursor: number): number {
  let place = cursor;
  while (place > 0 && characters[place - 1] === ' ') place--;
  while (place > 0 && characters[place - 1] !== ' ') place--;
  return place;
}
