import type { Checklist, Json } from '@checklist/engine';

/** A template as a reader takes it: `<version>` stands for an input, and what the checklist itself knows stands there. */
export function showTemplate(text: string, checklist: Pick<Checklist, 'values' | 'contacts'>): string {
  if (!text.includes('{{')) return text;
  const plain = text.replaceAll(/^[ \t]*(?:\{\{[#/][^{}]*\}\}|\{\{else\}\})[ \t]*\r?\n/gm, '');
  return plain.replaceAll(/\{\{\{?([^{}]*)\}?\}\}/g, (_whole, inside: string) => showExpression(inside, checklist));
}

/** The same for a Markdown text, where a place to fill would be taken for HTML. */
export function showProse(text: string, checklist: Pick<Checklist, 'values' | 'contacts'>): string {
  return escapePlaces(showTemplate(text, checklist)).trimEnd();
}

/** Escapes what looks like HTML, but not in code. */
export function escapePlaces(markdown: string): string {
  const parts = markdown.split(/(```[\s\S]*?```|`[^`\n]*`)/);
  return parts.map((part, place) => (place % 2 === 1 ? part : part.replaceAll(/<(?=[A-Za-z])/g, '\\<'))).join('');
}

/** The same for every text of a value. */
export function showTemplates(value: Json, checklist: Pick<Checklist, 'values' | 'contacts'>): Json {
  if (typeof value === 'string') return showTemplate(value, checklist);
  if (Array.isArray(value)) return value.map((element: Json) => showTemplates(element, checklist));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, showTemplates(one, checklist)]));
}

function showExpression(inside: string, checklist: Pick<Checklist, 'values' | 'contacts'>): string {
  if (/^\s*else\b/.test(inside)) return ' or ';
  if (/^\s*[#/^]/.test(inside)) return '';
  // Of a helper's call, such as {{short run.commit}}, the first argument says what it is about.
  const path =
    inside
      .trim()
      .split(/\s+/)
      .find((word) => /^[a-z@]\w*\./.test(word)) ?? inside.trim();
  const [root = '', id = '', ...rest] = path.split('.');
  switch (root) {
    case 'values':
      return showTemplate(checklist.values[id] ?? `<${id}>`, checklist);
    case 'contacts': {
      const contact: Readonly<Record<string, unknown>> = { ...checklist.contacts[id] };
      return String(contact[rest[0] ?? 'name'] ?? `<${id}>`);
    }
    case 'steps':
      return `<${rest.at(-1) ?? id} of ${id}>`;
    default:
      return `<${(rest.at(-1) ?? (id || root)).replaceAll('_', ' ')}>`;
  }
}
