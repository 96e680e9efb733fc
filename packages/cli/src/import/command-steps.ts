import type { JsonObject } from '@checklist/engine';
import { asTemplate, type Part, type Places, splitPlaces } from './find-places.ts';
import { gitStep, type Made } from './git-step.ts';
import type { GuideCode } from './guide-model.ts';
import { asScript, splitWords } from './shell-text.ts';

const irreversible =
  /\b(?:npm|pnpm|yarn|cargo|gem|poetry|uv|vsce|lerna) publish\b|\bgem push\b|\btwine upload\b|\bgit push\b|\bdocker push\b|\bgh release (?:create|upload)\b|\bgh pr merge\b|\bkubectl (?:apply|delete)\b|\bterraform (?:apply|destroy)\b|\bhelm (?:upgrade|install)\b|\bmvn\b.*\bdeploy\b/;

/** What a step does, and the command that says so in the guide. */
export interface CommandStep {
  readonly line: number;
  readonly command: string;
  readonly value: JsonObject;
}

/** The steps of a block of commands: one, or several when it holds commands of git that are steps of their own. */
export function commandSteps(code: GuideCode, places: Places, made: Made): readonly CommandStep[] {
  const lines = withoutPrompts(code);
  const steps: CommandStep[] = [];
  let rest: string[] = [];
  let first = code.line;
  const flush = () => {
    const text = rest.join('\n').trim();
    if (text !== '') steps.push(shellStep(text, first, places));
    rest = [];
  };
  for (const [line, text] of lines) {
    const words = rest.at(-1)?.endsWith('\\') ? undefined : splitWords(splitPlaces(text.trim(), places, 'command'));
    const value = words === undefined ? undefined : gitStep(words.map(asTemplate), made);
    if (/\bgit (?:commit|merge|pull|rebase|cherry-pick|revert|reset|am)\b/.test(text)) made.hasMoved = true;
    if (value !== undefined) {
      flush();
      steps.push({ line, command: text.trim(), value });
    } else {
      if (rest.length === 0) first = line;
      rest.push(text);
    }
  }
  flush();
  return steps.reduce<CommandStep[]>(joinPush, []);
}

/** A branch that is pushed at once is made and pushed by one step. */
export function joinPush<S extends { readonly value: JsonObject }>(steps: S[], step: S): S[] {
  const last = steps.at(-1);
  const [made, pushed] = [last?.value.with as JsonObject | undefined, step.value.with as JsonObject | undefined];
  const isPush = step.value.type === 'git.branch' && pushed?.push !== undefined && pushed.checkout === undefined;
  if (last === undefined || !isPush || last.value.type !== 'git.branch' || made?.name !== pushed?.name)
    return [...steps, step];
  return [
    ...steps.slice(0, -1),
    { ...last, value: { ...last.value, with: { ...made, push: pushed?.push ?? 'origin' } } },
  ];
}

/** Lines with their places; when some begin with a prompt, the others are what the programs print. */
function withoutPrompts({ text, line }: GuideCode): readonly (readonly [number, string])[] {
  const lines = text.split('\n').map((one, place) => [line + place, one] as const);
  const prompted = lines.filter(([, one]) => /^\s*\$ /.test(one));
  return prompted.length === 0 ? lines : prompted.map(([at, one]) => [at, one.replace(/^\s*\$ /, '')] as const);
}

function shellStep(text: string, line: number, places: Places): CommandStep {
  const parts = splitPlaces(text, places, 'command');
  const words = text.includes('{{') ? undefined : splitWords(parts);
  const effect = irreversible.test(text) ? { effect: 'irreversible' } : {};
  const [command = ''] = text.split('\n');
  if (words !== undefined)
    return { line, command, value: { type: 'shell', ...effect, with: { command: words.map(asTemplate) } } };
  const env = envOf(parts);
  const script = `${asScript(parts)}\n`;
  return { line, command, value: { type: 'shell', ...effect, with: { script, ...env } } };
}

function envOf(parts: readonly Part[]): { env?: Record<string, string> } {
  const inputs = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.input])));
  if (inputs.size === 0) return {};
  return { env: Object.fromEntries([...inputs].map((input) => [input.toUpperCase(), `{{inputs.${input}}}`])) };
}
