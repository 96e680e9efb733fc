import type { Json } from '@checklist/engine';
import { rawMark } from './sprinkle-faults.ts';

/** How a checklist is laid out as YAML. */
export interface Layout {
  /** How deep mappings and lists are written in lines; below, they stand in brackets. */
  readonly blockDepth: number;
  readonly newline: '\n' | '\r\n' | '\r';
  /** Put before and behind the whole. */
  readonly before: string;
  readonly behind: string;
  /** Bare words where YAML allows them. */
  readonly isBare: boolean;
}

/** Writes a value as YAML, right or wrong: nothing of it is made safe that a person would not make safe. */
export function writeYaml(value: Json, layout: Layout): string {
  const text = `${layout.before}${block(value, 0, layout).trimStart()}\n${layout.behind}`;
  return text.replaceAll('\n', layout.newline);
}

function block(value: Json, depth: number, layout: Layout): string {
  const indent = `\n${'  '.repeat(depth)}`;
  if (depth >= layout.blockDepth || typeof value !== 'object' || value === null) return ` ${flow(value, layout)}`;
  if (Array.isArray(value)) {
    const parts = value.map((one: Json) => `${indent}-${block(one, depth + 1, layout)}`);
    return parts.length === 0 ? ' []' : parts.join('');
  }
  const entries = Object.entries(value).map(
    ([key, one]) => `${indent}${scalar(key, layout)}:${block(one as Json, depth + 1, layout)}`,
  );
  return entries.length === 0 ? ' {}' : entries.join('');
}

function flow(value: Json, layout: Layout): string {
  if (typeof value === 'string') return scalar(value, layout);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: Json) => flow(one, layout)).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${scalar(key, layout)}: ${flow(one as Json, layout)}`)
    .join(', ')} }`;
}

function scalar(text: string, { isBare }: Layout): string {
  if (text.startsWith(rawMark)) return text.slice(1);
  return isBare && /^(?!(?:true|false|null|yes|no)$)[A-Za-z_][\w ./]*$/i.test(text) ? text : JSON.stringify(text);
}
