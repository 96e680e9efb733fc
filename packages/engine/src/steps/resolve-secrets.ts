import type { Checklist, Item, Secret, Step } from '../model/checklist.ts';
import type { StepType } from '../model/step-type.ts';
import { spawnProgram } from './spawn.ts';

/** A secret's value, and the variable under which a program receives it. */
export interface SecretValue {
  readonly env: string;
  readonly value: string;
}

/** What of all secrets one step may see. */
export interface StepSecrets {
  /** The secrets that the step names, by id; its programs receive them too. */
  readonly secrets: ReadonlyMap<string, SecretValue>;
  /** Its step type's credentials, by variable; no program receives them. */
  readonly credentials: ReadonlyMap<string, string>;
}

/** The secrets of a checklist and the credentials of the step types that it uses. */
export interface Secrets {
  /** Every value that must be masked. */
  readonly values: readonly string[];
  /** Why a secret is not there, by id. */
  readonly missing: ReadonlyMap<string, string>;
  /** The environment without any of them: who needs one names it. */
  readonly env: Readonly<Record<string, string>>;
  forStep(step: Pick<Step, 'secrets' | 'type'>): StepSecrets;
}

interface Setting {
  readonly env: Readonly<Record<string, string>>;
  readonly directory: string;
}

/** Milliseconds that a secret's command may take. */
const patience = 30_000;
/** A shorter secret would stand in half of all words, so that masking it would hide the output and not the secret. */
const shortest = 4;

/** Takes every secret from its variable or its command, and every credential from its variable. */
export async function resolveSecrets(
  checklist: Pick<Checklist, 'secrets' | 'items'>,
  stepTypes: ReadonlyMap<string, StepType>,
  setting: Setting,
): Promise<Secrets> {
  const found = new Map<string, SecretValue>();
  const missing = new Map<string, string>();
  for (const [id, secret] of Object.entries(checklist.secrets)) {
    const value = await resolveSecret(secret, setting);
    if (value === undefined || value === '') missing.set(id, whyMissing(id, secret));
    else if (value.length < shortest)
      missing.set(id, `the secret "${id}" has ${value.length} characters, expected at least ${shortest}`);
    else found.set(id, { env: secret.env, value });
  }
  const byVariable = new Map([...found.values()].map(({ env, value }) => [env, value]));
  const variables = [...typesOf(checklist.items)].flatMap((type) => stepTypes.get(type)?.credentials ?? []);
  for (const variable of variables) {
    const value = byVariable.get(variable) ?? setting.env[variable] ?? '';
    if (value.length >= shortest) byVariable.set(variable, value);
  }
  const hidden = new Set([...Object.values(checklist.secrets).map(({ env }) => env), ...variables]);
  return {
    values: [...byVariable.values(), ...[...found.values()].map(({ value }) => value)],
    missing,
    env: Object.fromEntries(Object.entries(setting.env).filter(([name]) => !hidden.has(name))),
    forStep: (step) => ({
      secrets: new Map([...found].filter(([id]) => step.secrets.includes(id))),
      credentials: pick(byVariable, stepTypes.get(step.type)?.credentials ?? []),
    }),
  };
}

function pick(values: ReadonlyMap<string, string>, names: readonly string[]): Map<string, string> {
  return new Map([...values].filter(([name]) => names.includes(name)));
}

function typesOf(items: readonly Item[]): Set<string> {
  return new Set(
    items.flatMap((item) => (item.kind === 'step' ? [item.type] : [...typesOf(item.items), ...typesOf(item.finally)])),
  );
}

async function resolveSecret(secret: Secret, setting: Setting): Promise<string | undefined> {
  const fromEnv = setting.env[secret.env];
  if (fromEnv !== undefined && fromEnv !== '') return fromEnv;
  if (secret.command === undefined) return undefined;
  const signal = AbortSignal.timeout(patience);
  const result = await spawnProgram(
    { command: secret.command, quiet: true },
    { ...setting, signal, onOutput: () => {} },
  );
  return result.type === 'exited' && result.exitCode === 0 ? result.stdout.split(/\r?\n/)[0] : undefined;
}

function whyMissing(id: string, secret: Secret): string {
  const command = secret.command === undefined ? '' : ` and "${secret.command[0]}" gave none`;
  return `the secret "${id}" is missing: the variable ${secret.env} is not set${command}`;
}
