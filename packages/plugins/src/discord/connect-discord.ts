import { type Failure, fail, ok, type Result, type StepContext } from '@checklist/engine/plugin';
import { failureOf, type HttpTrouble } from '../http/http-trouble.ts';
import { type BotClient, createBotClient, createWebhookClient, type WebhookClient } from './discord-client.ts';
import type { DiscordSetting } from './discord-request.ts';

/** The variable with the URL of a webhook: whoever knows it may post. */
export const webhookVariable = 'DISCORD_WEBHOOK_URL';

/** The variable with the token of a bot. */
export const botVariable = 'DISCORD_BOT_TOKEN';

/** The webhook that the step may post through. */
export function connectWebhook(context: StepContext): Result<WebhookClient, Failure> {
  const written = context.secret(webhookVariable)?.trim();
  const hint = `Copy the URL from the channel's settings under "Integrations", and set ${webhookVariable}.`;
  const expected = 'expected the URL of a Discord webhook';
  if (written === undefined || written === '')
    return fail({ reason: 'options', message: `${webhookVariable} is not set, ${expected}`, hint });
  const url = URL.parse(written);
  if (url === null || !/^https?:$/.test(url.protocol) || !/\/webhooks\/\d+\/[\w-]+\/?$/.test(url.pathname))
    return fail({ reason: 'options', message: `${webhookVariable} holds something else, ${expected}`, hint });
  return ok(createWebhookClient(settingOf(context), url));
}

/** The bot that the step may act as, when there is one. */
export function connectBot(context: StepContext): BotClient | undefined {
  const token = context.secret(botVariable)?.trim();
  if (token === undefined || token === '') return undefined;
  const baseUrl = context.env.DISCORD_BASE_URL || 'https://discord.com/api/v10';
  return createBotClient(settingOf(context), { token, baseUrl });
}

/** The trouble of a request through the webhook as a failure. */
export function webhookFailure(trouble: HttpTrouble, what: string): Failure {
  return failureOf(trouble, what, webhookVariable);
}

/** The trouble of a request of the bot as a failure. */
export function botFailure(trouble: HttpTrouble, what: string): Failure {
  return failureOf(trouble, what, botVariable);
}

/** The address of a message for people. */
export function messageUrl(guild: string, channel: string, message: string): string {
  return `https://discord.com/channels/${guild}/${channel}/${message}`;
}

function settingOf(context: StepContext): DiscordSetting {
  const onWait = ({ status }: HttpTrouble, milliseconds: number) =>
    context.log(`Discord answered ${status ?? 'nothing'}, asking again in ${milliseconds / 1000} s`);
  return { fetch: context.fetch, signal: context.signal, onWait };
}
