import type { Checklist, Secret, Step } from '../model/checklist.ts';
import type { StepType } from '../model/step-type.ts';
import { createMask, type Mask } from './mask.ts';
import { spawnProgram } from './spawn.ts';

/** A secret's value, and the variable in which it stands and under which a program receives it. */
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

/** The secrets of a checklist, the credentials of all step types and that of `notify`. */
export interface Secrets {
  /** Every value that must be masked, with the variable in which it stands. */
  readonly all: readonly SecretValue[];
  /** Takes all of them out. */
  readonly mask: Mask;
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

/** The variable with the webhook of what `notify` tells: a credential, although no step type reads it. */
export const notifyVariable = 'DISCORD_NOTIFY_WEBHOOK_URL';

/** Milliseconds that a secret's command may take. */
const patience = 30_000;
/** A shorter secret would stand in half of all words, so that masking it would hide the output and not the secret. */
const shortest = 4;

/** Takes every secret from its variable or its command, and every credential from its variable. */
export async function resolveSecrets(
  checklist: Pick<Checklist, 'secrets'>,
  stepTypes: ReadonlyMap<string, StepType>,
  setting: Setting,
): Promise<Secrets> {
  const found = new Map<string, SecretValue>();
  const missing = new Map<string, string>();
  // Also those of step types that the checklist does not use: a program that needs one names it.
  const variables = [notifyVariable, ...[...stepTypes.values()].flatMap(({ credentials }) => credentials ?? [])];
  const hidden = new Set([...Object.values(checklist.secrets).map(({ env }) => env), ...variables]);
  const env = Object.fromEntries(Object.entries(setting.env).filter(([name]) => !hidden.has(name)));
  for (const [id, secret] of Object.entries(checklist.secrets)) {
    const value = setting.env[secret.env] || (await askCommand(secret, { ...setting, env }));
    if (value === undefined || value === '') missing.set(id, whyMissing(id, secret));
    else if (value.length < shortest)
      missing.set(id, `the secret "${id}" has ${value.length} characters, expected at least ${shortest}`);
    else found.set(id, { env: secret.env, value });
  }
  const named = new Map([...found.values()].map(({ env: variable, value }) => [variable, value]));
  const credentials = [...new Set(variables)].flatMap((variable): SecretValue[] => {
    const value = named.get(variable) ?? setting.env[variable] ?? '';
    return value.length < shortest ? [] : [{ env: variable, value }];
  });
  const all = [...found.values(), ...credentials];
  return {
    all,
    mask: createMask(all.map(({ value }) => value)),
    missing,
    env,
    forStep: (step) => ({
      secrets: new Map([...found].filter(([id]) => step.secrets.includes(id))),
      credentials: pick(credentials, stepTypes.get(step.type)?.credentials ?? []),
    }),
  };
}

function pick(values: readonly SecretValue[], names: readonly string[]): Map<string, string> {
  return new Map(values.filter(({ env }) => names.includes(env)).map(({ env, value }) => [env, value]));
}

/** What a command gave is remembered as long as the process lives: some ask a person each time. */
const asked = new Map<string, string>();

async function askCommand({ command }: Secret, setting: Setting): Promise<string | undefined> {
  if (command === undefined) return undefined;
  const question = JSON.stringify([command, setting]);
  const known = asked.get(question);
  if (known !== undefined) return known;
  const signal = AbortSignal.timeout(patience);
  const result = await spawnProgram({ command, quiet: true }, { ...setting, signal, onOutput: () => {} });
  const value = result.type === 'exited' && result.exitCode === 0 ? result.stdout.split(/\r?\n/)[0] : undefined;
  if (value !== undefined && value !== '') asked.set(question, value);
  return value;
}

function whyMissing(id: string, secret: Secret): string {
  const command = secret.command === undefined ? '' : ` and "${secret.command[0]}" gave none`;
  return `the secret "${id}" is missing: the variable ${secret.env} is not set${command}`;
}
