import type { Json } from '../model/json.ts';
import { createFormFinder, type FormFinder } from './find-forms.ts';
import { formsOf } from './secret-forms.ts';

/** Takes secrets out of whatever leaves the engine: text, JSON values, and streams that split a secret over chunks. */
export interface Mask {
  text(text: string): string;
  json<T extends Json>(value: T): T;
  /** A filter for one stream: `push` gives what is safe to show, `end` gives the rest. */
  stream(): { push(chunk: string): string; end(): string };
}

const cover = '***';

/** Makes a mask for these secrets and for the forms in which they usually travel. */
export function createMask(secrets: readonly string[]): Mask {
  const finder = createFormFinder(secrets);
  const forms = new Set(secrets.flatMap((secret) => formsOf(secret).map(({ text }) => text)));
  const text = (value: string) => hide(value, finder);
  // A secret of digits alone may come as a number, of which only the whole is compared.
  const number = (value: number) => (forms.has(String(Math.abs(value))) || forms.has(String(value)) ? cover : value);
  return { text, json: (value) => maskJson(value, { text, number }), stream: () => createFilter(finder) };
}

function hide(text: string, finder: FormFinder): string {
  const spans = finder.find(text);
  if (spans.length === 0) return text;
  const pieces = spans.map(({ start }, index) => `${text.slice(spans[index - 1]?.end ?? 0, start)}${cover}`);
  return pieces.join('') + text.slice(spans.at(-1)?.end ?? 0);
}

/** What lies deeper is nothing that anybody reads. */
const deepest = 1_000;

interface Masking {
  text(value: string): string;
  number(value: number): Json;
}

function maskJson<T extends Json>(value: T, masking: Masking): T;
function maskJson(value: Json, masking: Masking): Json {
  return maskInside(value, masking, 0);
}

function maskInside(value: Json, masking: Masking, depth: number): Json {
  if (typeof value === 'string') return masking.text(value);
  if (typeof value === 'number') return masking.number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return cover;
  const inner = (one: Json): Json => maskInside(one, masking, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [masking.text(key), inner(element)]));
}

/** Holds back the end of a chunk as long as it could be the beginning of a secret, or of a longer form of it. */
function createFilter(finder: FormFinder): ReturnType<Mask['stream']> {
  let held = '';
  const release = (end: number) => {
    const safe = hide(held.slice(0, end), finder);
    held = held.slice(end);
    return safe;
  };
  return {
    push(chunk) {
      held += chunk;
      return release(safeEnd(held, finder));
    },
    end: () => release(held.length),
  };
}

/** What is held back must not tear apart what is found and begins before it. */
function safeEnd(text: string, finder: FormFinder): number {
  const end = finder.findBeginning(text);
  if (end === text.length) return end;
  const near = finder.find(text.slice(Math.max(0, end - finder.longest)));
  return near.length === 0 ? end : (finder.find(text).find((span) => span.start < end && end < span.end)?.start ?? end);
}
