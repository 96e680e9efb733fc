import { startAsanaStandIn } from './asana/stand-in-asana.ts';
import { startDiscordStandIn } from './discord/stand-in-discord.ts';
import { startGithubStandIn } from './github/stand-in/stand-in-github.ts';
import type { Misbehaviour, StandIn } from './stand-in/stand-in.ts';
import { startWandbStandIn } from './wandb/stand-in-wandb.ts';

export { requestsPath } from './stand-in/stand-in.ts';

/** What the stand-ins of a rehearsal hold when it begins; docs/stand-ins.md describes each seed. */
export interface ServiceSeeds {
  readonly asana?: Parameters<typeof startAsanaStandIn>[0];
  readonly discord?: Parameters<typeof startDiscordStandIn>[0];
  readonly github?: Parameters<typeof startGithubStandIn>[0];
  readonly wandb?: Parameters<typeof startWandbStandIn>[0];
}

export type ServiceName = keyof ServiceSeeds;

/** Starts the stand-ins of the services that are seeded, by name. */
export async function startStandIns(
  seeds: ServiceSeeds,
  misbehave: { readonly [K in ServiceName]?: readonly Misbehaviour[] },
): Promise<ReadonlyMap<ServiceName, StandIn>> {
  const started = new Map<ServiceName, StandIn>();
  const { asana, discord, github, wandb } = seeds;
  if (asana !== undefined) started.set('asana', await startAsanaStandIn(asana, misbehave.asana));
  if (discord !== undefined) started.set('discord', await startDiscordStandIn(discord, misbehave.discord));
  if (github !== undefined) started.set('github', await startGithubStandIn(github, misbehave.github));
  if (wandb !== undefined) started.set('wandb', await startWandbStandIn(wandb, misbehave.wandb));
  return started;
}
