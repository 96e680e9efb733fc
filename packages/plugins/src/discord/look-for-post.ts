import { type Failure, fail, ok, type Result, type StepContext } from '@checklist/engine/plugin';
import { botFailure, connectBot, connectWebhook, webhookFailure } from './connect-discord.ts';
import type { WebhookClient } from './discord-client.ts';
import type { DiscordWebhook } from './discord-shapes.ts';
import { openSentNote, type SentNote } from './sent-note.ts';
import { splitMessage } from './split-message.ts';

/** What is known of a post before, while and after it is made. */
export interface PostFinding {
  readonly webhook: WebhookClient;
  readonly guild: string;
  readonly channel: string;
  readonly parts: readonly string[];
  /** Ids of the first parts, which are there. */
  readonly sent: readonly string[];
  readonly note: ReturnType<typeof openSentNote>;
}

/** Finds out which parts of a message are posted: by the note of this round, and by the channel where the note cannot tell. */
export async function lookForPost(content: string, context: StepContext): Promise<Result<PostFinding, Failure>> {
  const connected = connectWebhook(context);
  if (!connected.ok) return connected;
  const webhook = connected.value;
  const info = await webhook.webhook();
  if (!info.ok) return fail(webhookFailure(info.error, 'read the webhook'));
  const channel = webhook.thread ?? info.value.channel;
  const parts = splitMessage(content);
  const note = openSentNote(context, content);
  const noted = await note.read();
  const sent = await readSent(webhook, noted);
  if (!sent.ok) return sent;
  const place = { webhook, guild: info.value.guild, channel, parts, note };
  const part = parts[noted.sent.length];
  if (noted.sending === undefined || part === undefined) return ok({ ...place, sent: sent.value });
  const { attempt, at } = noted.sending;
  const found = await lookInChannel({ channel, part, since: at, info: info.value }, context);
  if (!found.ok) return found;
  if (found.value !== 'cannot-see') return ok({ ...place, sent: [...sent.value, ...found.value] });
  // Another attempt is only made when a person has looked.
  if (attempt !== context.step.attempt) return ok({ ...place, sent: sent.value });
  const which = parts.length === 1 ? 'the message' : `part ${noted.sent.length + 1} of ${parts.length}`;
  const message = `${which} was sent to Discord and no answer was recorded, expected a bot that can look for it`;
  const hint = 'Look at the channel; a bot that may read it (DISCORD_BOT_TOKEN) could have told.';
  return fail({ reason: 'cannot-tell', message, hint });
}

/** A webhook can read a message by its id: what was posted is still there. */
async function readSent(webhook: WebhookClient, { sent }: SentNote): Promise<Result<readonly string[], Failure>> {
  for (const id of sent) {
    const message = await webhook.message(id);
    if (message.ok) continue;
    if (message.error.status !== 404) return fail(webhookFailure(message.error, `read message ${id}`));
    const gone = `message ${id} was posted to Discord and is gone, expected it to be there`;
    return fail({
      reason: 'conflict',
      message: gone,
      hint: 'Find out who removed it; redo the step to post it again.',
    });
  }
  return ok(sent);
}

interface Wanted {
  readonly channel: string;
  readonly part: string;
  /** Epoch milliseconds by this machine's clock. */
  readonly since: number;
  readonly info: DiscordWebhook;
}

/** How far this machine's clock may be ahead of Discord's, in milliseconds. */
const skew = 60_000;

/** The id of the part in the channel, or none; `cannot-see` when there is no bot that may look there. */
async function lookInChannel(
  { channel, part, since, info }: Wanted,
  context: StepContext,
): Promise<Result<readonly string[] | 'cannot-see', Failure>> {
  const latest = await connectBot(context)?.latest(channel);
  if (latest === undefined || (!latest.ok && latest.error.type === 'refused')) return ok('cannot-see');
  if (!latest.ok) return fail(botFailure(latest.error, 'read the channel'));
  const ours = latest.value.filter(({ id, webhook }) => webhook === info.id && timeOf(id) >= since - skew);
  const found = ours.find(({ content }) => content.trim() === part);
  if (found !== undefined) return ok([found.id]);
  // Discord hides texts from a bot without the message content intent, and the past from one without the right to read it.
  const isBlind = latest.value.length === 0 || ours.some(({ content }) => content === '');
  return ok(isBlind ? 'cannot-see' : []);
}

/** An id of Discord holds the moment at which it was made, in milliseconds since 2015. */
function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + 1_420_070_400_000n);
}
