import { formsOf, type SecretForm } from './secret-forms.ts';

/** Where in a text something stands that must not be shown. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds secrets in texts. */
export interface FormFinder {
  /** In order, and none inside another. */
  find(text: string): readonly Span[];
  /** Where at the end of a text something may have begun; the text's length when nowhere. */
  findBeginning(text: string): number;
  /** Characters of the longest of what is found. */
  readonly longest: number;
}

/** Name and password in an address are secrets that nobody has named, such as those in a remote's URL. */
const userInfo = /(?<=:\/\/)(?!git@)[^\s/?#@"'<>]+(?=@)/g;
/** What may become such an address with the next chunk; nobody's name and password are longer. */
const beginningOfAddress = /:(?:\/(?:\/[^\s/?#@"'<>]{0,1000})?)?$/;
const longestAddress = 1_004;

const gaps = {
  line: String.raw`(?:[\r\n]{1,2}|\\r\\n|\\n)?`,
  blank: String.raw`(?:[\s:]{1,2}|\\n)?`,
} as const;
const anyGap = /[\s:]|\\r\\n|\\n|\\$/g;

/** Makes a finder for these secrets, and for name and password in an address. */
export function createFormFinder(secrets: readonly string[]): FormFinder {
  const forms = secrets.flatMap(formsOf).toSorted((a, b) => b.text.length - a.text.length);
  const whole = patternOf(forms.filter(({ gap }) => gap === 'none').map(({ text }) => RegExp.escape(text)));
  const gapped = forms.filter(({ gap }) => gap !== 'none');
  const hints = patternOf(gapped.flatMap(hintsOf).map((hint) => RegExp.escape(hint)));
  const broken = patternOf(gapped.map(writeBroken));
  const longest = forms.reduce((length, { text, gap }) => Math.max(length, text.length * (gap === 'none' ? 1 : 3)), 0);
  const byFirst = Map.groupBy(forms, ({ text }) => text.charAt(0));
  const byTwo = Map.groupBy(forms, ({ text }) => text.slice(0, 2));
  return {
    longest: Math.max(longest, longestAddress),
    find(text) {
      const spans = spansOf(text, whole);
      // Looking for what may be broken anywhere is slow: it is looked for only where an unbroken piece of it stands.
      if (text.search(hints) !== -1) spans.push(...spansOf(text, broken));
      if (text.includes('://')) spans.push(...spansOf(text, userInfo));
      return merge(spans);
    },
    findBeginning(text) {
      const address = beginningOfAddress.exec(text.slice(-longestAddress));
      const last = address === null ? text.length : Math.max(0, text.length - longestAddress) + address.index;
      for (let from = Math.max(0, text.length - longest); from < last; from++) {
        const second = text.charAt(from + 1);
        const candidates = isGap(second) ? byFirst.get(text.charAt(from)) : byTwo.get(text.charAt(from) + second);
        if (candidates?.some((form) => isBeginning(text.slice(from), form)) === true) return from;
      }
      return last;
    },
  };
}

function patternOf(alternatives: readonly string[]): RegExp {
  return new RegExp(alternatives.length === 0 ? '(?!)' : [...new Set(alternatives)].join('|'), 'g');
}

function writeBroken({ parts, gap }: SecretForm): string {
  return parts.map((part) => RegExp.escape(part)).join(gap === 'none' ? '' : gaps[gap]);
}

/** Lines are long enough that one of these pieces is not broken. */
function hintsOf({ parts, gap }: SecretForm): string[] {
  const size = Math.min(gap === 'line' ? 16 : 6, Math.ceil(parts.length / 2));
  const pieces = Array.from({ length: Math.ceil(parts.length / size) }, (_, at) =>
    parts.slice(at * size, at * size + size),
  );
  const full = pieces.filter((piece) => piece.length === size);
  return full.flatMap((piece) =>
    gap === 'line' ? [piece.join('')] : ['', ' ', ':'].map((blank) => piece.join(blank)),
  );
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { start: last.start, end: span.end };
  }
  return merged;
}

function isGap(character: string): boolean {
  return character === '' || character === '\\' || character === ':' || character.trim() === '';
}

function isBeginning(tail: string, { text, gap }: SecretForm): boolean {
  const told = gap === 'none' ? tail : tail.replaceAll(anyGap, '');
  return told.length < text.length && text.startsWith(told);
}
