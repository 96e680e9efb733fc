import type { JsonObject } from '@checklist/engine';
import { plainLine } from './plain-line.ts';

const verifies = /\b(verify|verifies|confirm|check|make sure|ensure|review|validate|test|inspect|look)\b/i;

/** Whom a text asks for a word; nothing when it names nobody. */
export function whomToAsk(text: string): string | undefined {
  const found =
    /\b(?:[Aa]sk|[Gg]et|[Pp]ing)\s+(?:@([\w-]+)|(\p{Lu}[\p{L}-]+))/u.exec(text) ??
    /(?:[Aa]pproval|[Ss]ign-?off)\s+(?:of|from|by)\s+(?:@([\w-]+)|(\p{Lu}[\p{L}-]+))/u.exec(text);
  return found?.[1] ?? found?.[2];
}

/** Whether a text says itself that a person has to look or to write something down. */
export function isForPeople(text: string): boolean {
  return verifies.test(text) || isNote(text) || whomToAsk(text) !== undefined;
}

/** What a step of a person is: a sign-off of somebody, a text that is written down, or a question that has to be affirmed. */
export function manualStep(text: string, instructions: string, contact: string | undefined): JsonObject {
  if (contact !== undefined) return { type: 'manual', with: { instructions, sign_off: { by: [contact] } } };
  if (isNote(text)) {
    const questions = { notes: { type: 'text', label: plainLine(text), multiline: true } };
    return { type: 'manual', with: { instructions, questions } };
  }
  const label = verifies.test(text) ? 'It is as it should be' : 'It is done';
  return {
    type: 'manual',
    with: { instructions, questions: { done: { type: 'confirm', label } } },
    expect: [{ name: label.toLowerCase(), that: 'outputs.done' }],
  };
}

function isNote(text: string): boolean {
  return /^(?:note|write down|record|list|summarize|summarise)\b/i.test(text);
}
