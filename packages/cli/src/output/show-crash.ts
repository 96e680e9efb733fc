import { maskCrash } from '@checklist/engine';
import { showText } from './show-text.ts';

/** What is printed of a fault of this program: without secrets, and without what acts on a terminal. */
export function showCrash(text: string): string {
  return showText(maskCrash(text));
}
