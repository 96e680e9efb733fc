import type { Mask } from '../steps/mask.ts';

const masks = new Set<Mask>();

/** Remembers a mask for the case that the program itself fails: what it then prints has passed no journal. */
export function rememberMask(mask: Mask): void {
  masks.add(mask);
}

/** Takes the secrets of every run that this process has opened out of a text. */
export function maskCrash(text: string): string {
  return [...masks].reduce((masked, mask) => mask.text(masked), text);
}
