// A longer text is read again each time, so that what is kept stays small.
const longestKept = 50_000;

/** Wraps a pure function of a text so that its newest outcomes are kept. */
export function remember<T>(limit: number, read: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const outcome = read(text);
    if (text.length > longestKept) return outcome;
    const [oldest] = kept.keys();
    if (kept.size >= limit && oldest !== undefined) kept.delete(oldest);
    kept.set(text, outcome);
    return outcome;
  };
}
