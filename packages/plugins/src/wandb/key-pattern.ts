/** Whether a text matches a pattern in which `*` stands for any characters, also none. */
export function matchesPattern(text: string, pattern: string): boolean {
  const [head = '', ...parts] = pattern.split('*');
  if (parts.length === 0) return text === pattern;
  const tail = parts.pop() ?? '';
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
  // The first place that fits is always the best one, so there is nothing to go back for.
  let rest = text.slice(head.length, text.length - tail.length);
  for (const part of parts) {
    const place = rest.indexOf(part);
    if (place < 0) return false;
    rest = rest.slice(place + part.length);
  }
  return true;
}
