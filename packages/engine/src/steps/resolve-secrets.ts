import type { Checklist, Secret } from '../model/checklist.ts';
import { spawnProgram } from './spawn.ts';

/** The secrets of a checklist that are there, by id, and why the others are not. */
export interface Secrets {
  readonly values: ReadonlyMap<string, { readonly env: string; readonly value: string }>;
  readonly missing: ReadonlyMap<string, string>;
}

/** Milliseconds that a secret's command may take. */
const patience = 30_000;
/** A shorter secret would stand in half of all words, so that masking it would hide the output and not the secret. */
const shortest = 4;

/** Takes every secret from its variable or its command. */
export async function resolveSecrets(
  checklist: Pick<Checklist, 'secrets'>,
  setting: { readonly env: Readonly<Record<string, string>>; readonly directory: string },
): Promise<Secrets> {
  const values = new Map<string, { env: string; value: string }>();
  const missing = new Map<string, string>();
  for (const [id, secret] of Object.entries(checklist.secrets)) {
    const value = await resolveSecret(secret, setting);
    if (value === undefined || value === '') missing.set(id, whyMissing(id, secret));
    else if (value.length < shortest) missing.set(id, `the secret "${id}" has ${value.length} characters, expected at least ${shortest}`);
    else values.set(id, { env: secret.env, value });
  }
  return { values, missing };
}

/** The environment without any secret of the checklist: who needs one names it. */
export function withoutSecrets(env: Readonly<Record<string, string>>, checklist: Pick<Checklist, 'secrets'>): Record<string, string> {
  const names = new Set(Object.values(checklist.secrets).map((secret) => secret.env));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name)));
}

async function resolveSecret(secret: Secret, setting: Parameters<typeof resolveSecrets>[1]): Promise<string | undefined> {
  const fromEnv = setting.env[secret.env];
  if (fromEnv !== undefined && fromEnv !== '') return fromEnv;
  if (secret.command === undefined) return undefined;
  const signal = AbortSignal.timeout(patience);
  const result = await spawnProgram({ command: secret.command, quiet: true }, { ...setting, signal, onOutput: () => {} });
  return result.type === 'exited' && result.exitCode === 0 ? result.stdout.split(/\r?\n/)[0] : undefined;
}

function whyMissing(id: string, secret: Secret): string {
  const command = secret.command === undefined ? '' : ` and "${secret.command[0]}" gave none`;
  return `the secret "${id}" is missing: the variable ${secret.env} is not set${command}`;
}
