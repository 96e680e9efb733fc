/** Tells whether GitHub holds a text as it was sent; it may trim it and end its lines in its own way. */
export function isSameText(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();
  return plain(a) === plain(b);
}
