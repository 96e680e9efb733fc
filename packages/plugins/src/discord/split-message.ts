/** The most characters that Discord takes in one message. */
export const longestMessage = 2000;

/** Splits a text into messages, at the last paragraph, line or word that fits; blanks around a message are lost there. */
export function splitMessage(text: string, longest = longestMessage): string[] {
  const parts: string[] = [];
  let rest = text.replaceAll('\r\n', '\n').trim();
  while (rest.length > longest) {
    const end = findEnd(rest, longest);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}

function findEnd(text: string, longest: number): number {
  // One more than fits: a separator right behind the part is good, too.
  const window = text.slice(0, longest + 1);
  for (const separator of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(separator);
    if (at > 0) return at;
  }
  // Never between the two halves of a character such as an emoji.
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(longest - 1));
  return isHalf && longest > 1 ? longest - 1 : longest;
}
