/** What the stand-in holds when it starts: one server. */
export interface DiscordSeed {
  /** `bot-token` when absent. */
  readonly bot_token?: string;
  /** The text channel of the webhook is the first. */
  readonly channels?: readonly { readonly id: string; readonly name: string }[];
  readonly users?: readonly { readonly id: string; readonly username: string; readonly global_name?: string }[];
  /** Who reacts to whichever message mentions them, and with what. */
  readonly reactions?: readonly SeedReaction[];
  /** Ids of channels that the bot may not see. */
  readonly forbidden?: readonly string[];
  /** The bot has the message content intent; `true` when absent. */
  readonly sees_content?: boolean;
  /** How far its clock is ahead; the clock of a rehearsal hurries. */
  readonly hours_ahead?: number;
}

export interface SeedReaction {
  readonly user: string;
  readonly emoji: string;
  /** How often the reactions of a message are read before this one is there. */
  readonly after?: number;
  /** To how many of the messages; to all when absent. */
  readonly times?: number;
}

export interface DiscordStateMessage {
  readonly id: string;
  readonly channel: string;
  readonly content: string;
  /** The ids that were told. */
  readonly mentioned: readonly string[];
  readonly nonce?: string;
  /** The bot, or else the webhook. */
  readonly isBot: boolean;
  /** User ids, by emoji. */
  readonly reactions: Map<string, string[]>;
  /** How often its reactions were read. */
  reads: number;
}

/** What the stand-in holds now. */
export interface DiscordState extends Required<DiscordSeed> {
  messages: readonly DiscordStateMessage[];
}

export const guildId = '800000000000000001';
export const botId = '800000000000000002';
export const webhookId = '800000000000000003';
export const webhookToken = 'webhook-token_1';

export function makeDiscordState(seed: DiscordSeed): DiscordState {
  const channels = [{ id: '800000000000000010', name: 'eng-process' }];
  return {
    bot_token: 'bot-token',
    channels,
    users: [],
    reactions: [],
    forbidden: [],
    sees_content: true,
    hours_ahead: 0,
    ...seed,
    messages: [],
  };
}

let made = 0n;

/** An id as Discord makes them: the moment, then a count. */
export function makeId({ hours_ahead }: Pick<DiscordState, 'hours_ahead'>): string {
  made += 1n;
  return String(
    ((BigInt(Date.now() + Math.round(hours_ahead * 3_600_000)) - 1_420_070_400_000n) << 22n) + (made & 0xfffn),
  );
}
