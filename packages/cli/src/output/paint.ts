// An import would load everything that this module can do, which takes 2 ms of each start.
const { styleText } = process.getBuiltinModule('node:util');

/** The looks that text can have; few, so that every terminal shows them. */
export type Look = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Gives text a look, or leaves it as it is where colours are not wanted. */
export type Paint = (look: Look, text: string) => string;

/** Whether colours are wanted: NO_COLOR and FORCE_COLOR decide, else the stream. */
export function wantsColour(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string>>): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false;
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Makes a paint that colours, or one that does nothing. */
export function createPaint(isOn: boolean): Paint {
  return isOn ? (look, text) => styleText(look, text, { validateStream: false }) : (_look, text) => text;
}

/** Gives a trouble's words their colours. */
export function paintTrouble(text: string, paint: Paint): string {
  return text
    .replaceAll(/^error(?:\[[\w-]+\])?:/gm, (word) => paint('red', word))
    .replaceAll(/^(\s*)hint:/gm, (word) => paint('cyan', word));
}
