/** Breaks lines at spaces so that none is wider than `width` columns; longer words are cut. */
export function wrapLines(lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => wrapLine(line, Math.max(1, width)));
}

function wrapLine(line: string, width: number): string[] {
  const wrapped: string[] = [];
  let rest = [...line];
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > 0 ? space : width;
    wrapped.push(rest.slice(0, end).join(''));
    rest = rest.slice(space > 0 ? end + 1 : end);
  }
  return [...wrapped, rest.join('')];
}

/** The first lines, and how many are left away. */
export function fitLines(lines: readonly string[], height: number, what = 'lines'): string[] {
  if (lines.length <= height) return [...lines];
  const shown = Math.max(0, height - 1);
  return [...lines.slice(0, shown), `... ${lines.length - shown} more ${what}`];
}
