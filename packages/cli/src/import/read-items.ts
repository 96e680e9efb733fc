import type { Token, Tokens } from 'marked';
import type { GuideCode, GuideContact, GuideTask } from './guide-model.ts';

/** Tokens with the line at which each begins. */
export function withLines(tokens: readonly Token[], from: number): readonly (readonly [Token, number])[] {
  let line = from;
  return tokens.map((token) => {
    const start = line + leadingBreaks(token.raw);
    line += token.raw.split('\n').length - 1;
    return [token, start] as const;
  });
}

function leadingBreaks(raw: string): number {
  return (/^\n*/.exec(raw)?.[0].length ?? 0) % Math.max(1, raw.length);
}

/** The items of a list as tasks. */
export function readList(list: Tokens.List, from: number): readonly GuideTask[] {
  return withLines(list.items, from).map(([token, line]) => readItem(token as Tokens.ListItem, line));
}

function readItem(item: Tokens.ListItem, from: number): GuideTask {
  const texts: string[] = [];
  const codes: GuideCode[] = [];
  const tasks: GuideTask[] = [];
  for (const [token, line] of withLines(item.tokens, from)) {
    if (token.type === 'code') codes.push(readCode(token as Tokens.Code, line));
    else if (token.type === 'list') tasks.push(...readList(token as Tokens.List, line));
    else if (token.type !== 'space' && token.type !== 'checkbox') texts.push(token.raw.trimEnd());
  }
  const text = texts.join('\n\n').replace(/^\[[ xX]\]\s+/, '');
  return { line: from, text, codes, tasks };
}

export function readCode(code: Tokens.Code, line: number): GuideCode {
  const isFenced = code.codeBlockStyle !== 'indented';
  return {
    line: isFenced ? line + 1 : line,
    language: (code.lang ?? '').trim().split(/\s/)[0]?.toLowerCase() ?? '',
    text: code.text,
  };
}

/** The people of a list such as "- Release Manager: @robb"; nothing when it is no such list. */
export function readContacts(list: Tokens.List, from: number): readonly GuideContact[] | undefined {
  const found = withLines(list.items, from).map(([token, line]) => {
    const text = (token as Tokens.ListItem).text.replace(/^\[[ xX]\]\s+/, '');
    const match = /^[*_]*([\p{L}][\p{L}\d &/-]*?)[*_]*\s*[:–—-][*_]*\s*(@[^\n@]+(?:,\s*@[^\n@]+)*)$/u.exec(text.trim());
    return match === null ? undefined : { line, role: match[1] ?? '', names: (match[2] ?? '').split(/,\s*(?=@)/) };
  });
  if (found.length === 0 || found.includes(undefined)) return undefined;
  return found.flatMap((one) =>
    one === undefined ? [] : one.names.map((name) => ({ line: one.line, role: one.role, name: name.slice(1).trim() })),
  );
}

/** The rows of a table of tasks; nothing when no column names tasks. */
export function readTable(table: Tokens.Table, from: number): readonly GuideTask[] | undefined {
  const column = (pattern: RegExp) => table.header.findIndex(({ text }) => pattern.test(text.trim()));
  const task = column(/^(tasks?|steps?|actions?|items?|what|to ?do|activity|check)$/i);
  if (task === -1) return undefined;
  const owner = column(/^(owner|who|assignee|responsible|dri|assigned to|person)s?$/i);
  const command = column(/^(commands?|how|run|script)$/i);
  return table.rows.map((row, place) => {
    const line = from + place + 2;
    const how = row[command]?.text.trim() ?? '';
    const code = /^`([^`]+)`$/.exec(how)?.[1];
    const who = row[owner]?.text.replace(/^@/, '').trim() ?? '';
    return {
      line,
      text: [row[task]?.text.trim() ?? '', ...(code === undefined && how !== '' ? [how] : [])].join('\n\n'),
      codes: code === undefined ? [] : [{ line, language: 'sh', text: code }],
      tasks: [],
      ...(who === '' ? {} : { owner: who }),
    };
  });
}
