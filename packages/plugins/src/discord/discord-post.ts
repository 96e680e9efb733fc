import {
  defineStepType,
  type Evidence,
  type Failure,
  type JsonObject,
  type KnownOptions,
  type Lack,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { toProbeResult, toStepResult } from '../finding/conclude-failure.ts';
import { type HttpTrouble, lackOf, mayBeDone } from '../http/http-trouble.ts';
import { quoteText } from '../shell/quote-command.ts';
import {
  botVariable,
  connectBot,
  connectWebhook,
  messageUrl,
  webhookFailure,
  webhookVariable,
} from './connect-discord.ts';
import { lookForPost, type PostFinding } from './look-for-post.ts';
import { mentionPattern, readMentions } from './read-mentions.ts';
import { splitMessage } from './split-message.ts';

const options = Type.Object(
  {
    content: Type.String({
      pattern: '\\S',
      description: 'The text, in the Markdown of Discord.',
      examples: ['**{{inputs.version}}** is out.', { template_file: 'templates/announcement.md.hbs' }],
    }),
    mentions: Type.Optional(
      Type.Array(Type.String({ title: 'a mention such as <@123>, <@&123> or @everyone', pattern: mentionPattern }), {
        description: 'Who is told, written as in the text; nobody when absent.',
        examples: [['<@123456789012345678>', '@everyone']],
      }),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const discordPost = defineStepType({
  type: 'discord.post',
  summary: 'Posts a message to a channel of Discord, once',
  effect: 'irreversible',
  options,
  outputs: () => ({
    message_id: Type.String({ description: 'Id of the message; of its first part when it was split.' }),
    url: Type.String({ description: 'Link to the message.' }),
  }),
  credentials: [webhookVariable, botVariable],
  preflight: checkPost,
  probe: async ({ content }, context) => {
    const found = await lookForPost(content, context);
    if (!found.ok) return toProbeResult(found.error);
    const { sent, parts } = found.value;
    if (sent.length < parts.length) return { type: 'absent' };
    return { type: 'done', outputs: outputsOf(found.value, sent), note: 'was already posted' };
  },
  plan: ({ content, mentions = [] }) => {
    const parts = splitMessage(content);
    const told = mentions.length === 0 ? 'nobody' : mentions.join(', ');
    return parts.flatMap((part, at) => [
      `post to Discord${parts.length > 1 ? `, part ${at + 1} of ${parts.length}` : ''}, mentioning ${told}:`,
      ...quoteText(part),
    ]);
  },
  start: post,
});

async function post({ content, mentions }: Options, context: StepContext): Promise<StepResult> {
  const found = await lookForPost(content, context);
  if (!found.ok) return toStepResult(found.error);
  const { webhook, parts, note } = found.value;
  let { sent } = found.value;
  const isThere = sent.length === parts.length;
  for (let part = parts[sent.length]; part !== undefined; part = parts[sent.length]) {
    await note.write({ sent, sending: { attempt: context.step.attempt, at: context.now() } });
    const posted = await webhook.post({ content: part, mentions: readMentions(mentions) });
    if (posted.ok) sent = [...sent, posted.value.id];
    if (!posted.ok && mayBeDone(posted.error)) {
      const after = await lookForPost(content, context);
      if (!after.ok || after.value.sent.length <= sent.length)
        return unsure(posted.error, sent.length + 1, parts.length);
      sent = after.value.sent;
    }
    await note.write({ sent });
    if (!posted.ok && !mayBeDone(posted.error))
      return toStepResult(webhookFailure(posted.error, nameOfPart(sent.length + 1, parts.length)));
  }
  const evidence = sent.map((id, at): Evidence => {
    const label = sent.length === 1 ? 'message on Discord' : `message on Discord, part ${at + 1}`;
    return { type: 'link', label, url: urlOf(found.value, id) };
  });
  const outputs = outputsOf(found.value, sent);
  return { type: 'passed', outputs, evidence, ...(isThere && { note: 'was already posted' }) };
}

function unsure(trouble: HttpTrouble, part: number, total: number): StepResult {
  const failure: Failure = webhookFailure(trouble, nameOfPart(part, total));
  const hint =
    'Look at the channel: if the message is there, do the step by hand and give its link; retry it only if it is not.';
  return { type: 'inconclusive', failure: { ...failure, hint } };
}

function nameOfPart(part: number, total: number): string {
  return total === 1 ? 'post the message' : `post part ${part} of ${total}`;
}

function outputsOf(place: PostFinding, sent: readonly string[]): JsonObject {
  const id = sent[0] ?? '';
  return { message_id: id, url: urlOf(place, id) };
}

function urlOf({ guild, channel }: PostFinding, id: string): string {
  return messageUrl(guild, channel, id);
}

async function checkPost({ content, mentions = [] }: KnownOptions<Options>, context: StepContext): Promise<Lack[]> {
  const absent = mentions.filter((mention) => content !== undefined && !content.includes(mention));
  const lacks = absent.map((mention) => ({
    message: `"mentions" names "${mention}", but the content does not hold it`,
    hint: 'Write the mention into the content, or take it out of "mentions".',
  }));
  return [...lacks, ...(await checkWebhook(context)), ...(await checkBot(context))];
}

async function checkWebhook(context: StepContext): Promise<Lack[]> {
  const webhook = connectWebhook(context);
  if (!webhook.ok) return [{ message: webhook.error.message, hint: webhook.error.hint ?? '' }];
  const info = await webhook.value.webhook();
  return info.ok ? [] : [lackOf(info.error, 'read the webhook', webhookVariable)];
}

/** A bot is not needed for a post, but one that is given must be one. */
async function checkBot(context: StepContext): Promise<Lack[]> {
  const me = await connectBot(context)?.me();
  return me === undefined || me.ok ? [] : [lackOf(me.error, 'read the account of the bot', botVariable)];
}
