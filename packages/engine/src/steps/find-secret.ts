import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Secrets } from './resolve-secrets.ts';
import { formsOf } from './secret-forms.ts';

/** An input that holds a secret: inputs are kept and shown, so that it would be none any more. */
export interface SecretInput {
  readonly input: string;
  /** The variable in which the secret's value stands. */
  readonly variable: string;
}

/** Finds the first input that holds the value of a secret or of a credential, in any of its usual forms. */
export function findSecretInput(inputs: JsonObject, { all }: Pick<Secrets, 'all'>): SecretInput | undefined {
  const texts = Object.entries(inputs).map(([input, value]) => ({ input, texts: stringsIn(value) }));
  for (const { env: variable, value } of all) {
    const forms = formsOf(value).map(({ text }) => text);
    const found = texts.find((one) => one.texts.some((text) => forms.some((form) => text.includes(form))));
    if (found !== undefined) return { input: found.input, variable };
  }
  return undefined;
}

/** What to tell of it, in one line. */
export function describeSecretInput({ input, variable }: SecretInput): string {
  return `input "${input}" holds the value of the secret in ${variable}, expected one that everybody may read`;
}

function stringsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((element: Json) => stringsIn(element));
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, one]) => [key, ...stringsIn(one)])
    : [String(value)];
}
