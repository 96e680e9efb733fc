import { type Checklist, didYouMean, type Item, type JsonObject, parseTemplate, type Step } from '@checklist/engine';
import { type Trouble, wrongUsage } from '../trouble.ts';

/** Why a run cannot start with these words of `--confirm`. The scope is that of the run, before any of its steps. */
export function checkConfirmed(
  { items }: Checklist,
  confirmed: readonly string[],
  scope: JsonObject | undefined,
): Trouble | undefined {
  const steps = new Map([...stepsOf(items)].map((step) => [step.id, step]));
  for (const said of confirmed) {
    const id = said.replace(/=.*$/s, '');
    const step = steps.get(id.replace(/\[.*\]$/, ''));
    if (step === undefined) {
      const hint = didYouMean(id, [...steps.keys()]) ?? '"checklist plan" shows the steps';
      return wrongUsage(`--confirm names "${id}", but no step has that id`, hint);
    }
    const trouble =
      typeof step.confirm === 'object' ? checkWord(said, id, step.confirm.word, scope) : checkYes(said, id);
    if (trouble !== undefined) return trouble;
  }
  return undefined;
}

function checkYes(said: string, id: string): Trouble | undefined {
  if (id === said) return undefined;
  return wrongUsage(`--confirm names "${said}", but no word has to be typed for it`, `write --confirm ${id}`);
}

function checkWord(said: string, id: string, written: string, scope: JsonObject | undefined): Trouble | undefined {
  const word = fillNow(written, scope);
  if (id === said) {
    const message = `--confirm names "${id}" alone, expected the word that has to be typed`;
    const later = `it is "${written}", filled when the step starts: answer the step then`;
    return wrongUsage(message, word === undefined ? later : `it is "${id}=${word}"`);
  }
  const typed = said.slice(id.length + 1);
  if (word === undefined || typed === word) return undefined;
  return wrongUsage(`--confirm names "${id}" with the word "${typed}", expected "${word}"`, `write "${id}=${word}"`);
}

/** The word, unless it needs what is only known when the step starts. */
function fillNow(written: string, scope: JsonObject | undefined): string | undefined {
  const template = parseTemplate(written);
  if (!template.ok || scope === undefined) return undefined;
  const isLater = template.value.references.some(({ path: [root] }) => root === 'steps' || root === 'matrix');
  const filled = isLater ? undefined : template.value.render(scope);
  return filled?.ok === true ? String(filled.value) : undefined;
}

function* stepsOf(items: readonly Item[]): Iterable<Step> {
  for (const item of items) {
    if (item.kind === 'step') yield item;
    else yield* stepsOf([...item.items, ...item.finally]);
  }
}
