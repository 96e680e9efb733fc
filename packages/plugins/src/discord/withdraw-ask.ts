import type { Done, StepContext, StepResult } from '@checklist/engine/plugin';
import { toStepResult } from '../finding/conclude-failure.ts';
import { botFailure, botVariable } from './connect-discord.ts';
import { findAsk, openAskingBot, readAskedMessage } from './read-sign-off.ts';
import type { SignOffOptions } from './sign-off-ask.ts';

/** Deletes the message that the bot posted. A link that a person gave as the answer is theirs, and stays. */
export async function withdrawAsk(options: SignOffOptions, done: Done, context: StepContext): Promise<StepResult> {
  const asking = await openAskingBot(options, context);
  if (!asking.ok) return toStepResult(asking.error);
  const told = readAskedMessage(done.handle ?? null);
  if (asking.value === undefined) {
    if (told === undefined) return { type: 'passed', outputs: {}, note: 'no bot is known to have posted it' };
    const message = `${botVariable} is not set, expected the bot that posted ${told.url}`;
    const hint = `Set ${botVariable}, or delete the message by hand and skip this step.`;
    return toStepResult({ reason: 'cannot-tell', message, hint });
  }
  const found =
    told === undefined ? await findAsk(asking.value, options, context) : ({ ok: true, value: told } as const);
  if (!found.ok) return toStepResult(found.error);
  if (found.value === undefined) return { type: 'passed', outputs: {}, note: 'was not among the latest messages' };
  const { channel, message } = found.value;
  const removed = await asking.value.bot.remove(channel, message);
  if (removed.ok) return { type: 'passed', outputs: {} };
  if (removed.error.status === 404) return { type: 'passed', outputs: {}, note: 'was already gone' };
  return toStepResult(botFailure(removed.error, `delete message ${message}`));
}
