const underline = /^([=\-~^"'*+#`.:_])\1{2,}\s*$/;
const directive = /^(\s*)\.\. (?:code-block|code|sourcecode|prompt)::\s*(\w*)\s*$/;

/** A text with headings that are underlined and blocks after "::" as Markdown, line by line, so that the lines keep their numbers. */
export function markdownFromRst(text: string): string {
  const lines = text.split('\n');
  if (!isRst(lines)) return text;
  const levels: string[] = [];
  const result: string[] = [];
  let place = 0;
  while (place < lines.length) {
    const line = lines[place] ?? '';
    const mark = underline.exec(lines[place + 1] ?? '')?.[1];
    const isOver = underline.exec(line) !== null && underline.exec(lines[place + 2] ?? '') !== null;
    if (isOver) result.push('');
    else if (mark !== undefined && /^\S.*\w/.test(line) && (lines[place + 1] ?? '').length >= line.length - 2) {
      if (!levels.includes(mark)) levels.push(mark);
      result.push(`${'#'.repeat(Math.min(6, levels.indexOf(mark) + 1))} ${line}`, '');
      place += 1;
    } else if (directive.test(line) || /::\s*$/.test(line)) {
      const taken = blockAfter(lines, place);
      result.push(...taken.lines);
      place = taken.last;
    } else result.push(/^\.\. /.test(line) ? '' : line.replaceAll(/``([^`]+)``/g, '`$1`'));
    place += 1;
  }
  return result.join('\n');
}

function isRst(lines: readonly string[]): boolean {
  return lines.some((line) => directive.test(line) || /^(?![\s`|-]).*\S::\s*$/.test(line));
}

/** The paragraph that ends with "::" and the block below it: the block gets fences where empty lines are. */
function blockAfter(lines: readonly string[], start: number): { lines: string[]; last: number } {
  const line = lines[start] ?? '';
  const asked = directive.exec(line);
  const head = asked === null ? line.replace(/\s*::\s*$/, ':') : '';
  const own = /^\s*/.exec(line)?.[0].length ?? 0;
  const indents = (text: string) => /^\s*/.exec(text)?.[0].length ?? 0;
  let end = start + 1;
  while (end < lines.length && (lines[end]?.trim() === '' || indents(lines[end] ?? '') > own)) end += 1;
  while (end > start + 1 && lines[end - 1]?.trim() === '') end -= 1;
  const body = lines.slice(start + 1, end);
  const first = body.findIndex((one) => one.trim() !== '');
  if (first < 1 || end >= lines.length + 1) return { lines: [head], last: start };
  const least = Math.min(...body.filter((one) => one.trim() !== '').map(indents));
  const pad = ' '.repeat(own);
  const fenced = body.map((one, at) => {
    if (at === first - 1) return `${pad}\`\`\`${asked === null ? '' : asked[2]}`;
    return at < first ? '' : pad + one.slice(least);
  });
  // The line below the block is empty in a well-formed text, and takes the closing fence.
  return lines[end]?.trim() === '' || end === lines.length
    ? { lines: [head, ...fenced, `${pad}\`\`\``], last: end }
    : { lines: [head, ...body.map((one) => (one.trim() === '' ? '' : `    ${one}`))], last: end - 1 };
}
