import { type Ask, durationPattern, type StepContext } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';

export const signOffOptions = Type.Object(
  {
    user: Type.String({
      title: 'the id of a user, in quotes',
      pattern: '^\\d{5,20}$',
      description: 'Id of the user on Discord whose reaction counts.',
      examples: ['123456789012345678'],
    }),
    ask: Type.String({
      pattern: '\\S',
      maxLength: 1500,
      description: 'What the user is asked.',
      examples: ['Do sweeps work to your satisfaction?'],
    }),
    sign_off: Type.Object(
      {
        by: Type.Array(Type.String(), {
          minItems: 1,
          maxItems: 1,
          description: 'The contact who that user is.',
          examples: [['axel']],
        }),
      },
      { additionalProperties: false, description: 'Whose sign-off it is.' },
    ),
    channel: Type.Optional(
      Type.String({
        title: 'the id of a channel, in quotes',
        pattern: '^\\d{5,20}$',
        description: 'Id of the channel; `DISCORD_CHANNEL_ID` when absent.',
        examples: ['123456789012345678'],
      }),
    ),
    every: Type.Optional(
      Type.String({
        title: 'a duration such as 30s or 5m',
        pattern: durationPattern,
        description: 'How often the reactions are read; `30s` when absent.',
        default: '30s',
      }),
    ),
    emoji: Type.Optional(
      Type.String({ minLength: 1, description: 'The reaction that approves; ✅ when absent.', default: '✅' }),
    ),
    refuse: Type.Optional(
      Type.String({ minLength: 1, description: 'The reaction that refuses; ❌ when absent.', default: '❌' }),
    ),
  },
  { additionalProperties: false },
);

export type SignOffOptions = Static<typeof signOffOptions>;

/** The two reactions that are answers. */
export function emojisOf({ emoji = '✅', refuse = '❌' }: SignOffOptions) {
  return { emoji, refuse };
}

/** What is posted, but for the last line, which names the run. */
export function askLines(options: SignOffOptions): string[] {
  const { emoji, refuse } = emojisOf(options);
  return [
    `<@${options.user}> ${options.ask.trim()}`,
    '',
    `React with ${emoji} to approve, or with ${refuse} to refuse.`,
  ];
}

/** The whole message. Its last line keeps the answer to another run, round or commit from counting for this one. */
export function writeAsk(options: SignOffOptions, { step, run }: StepContext): string {
  const commit = run.commit === undefined ? '' : `, commit ${run.commit}`;
  const started = new Date(run.startedAt).toISOString();
  return [
    ...askLines(options),
    `-# Run ${run.id}, started ${started}, step ${step.id}, round ${step.round}${commit}`,
  ].join('\n');
}

/** The same asked by hand: a person asks, and records whose word it is. */
export function askByHand({ ask, user, sign_off }: SignOffOptions): Omit<Ask, 'kind'> {
  const instructions = [
    `Ask user ${user} on Discord, and record the answer by hand, because there is no DISCORD_BOT_TOKEN to read it with:`,
    '',
    ...ask
      .trim()
      .split('\n')
      .map((line) => `> ${line}`),
    '',
    `Record it as the word of "${sign_off.by.join('", "')}" when they approve; refuse this step when they refuse.`,
  ];
  return {
    instructions: instructions.join('\n'),
    questions: [{ name: 'url', type: 'url', label: 'Link to the answer on Discord', optional: true }],
    signOff: { by: sign_off.by, atLeast: 1, notStarter: false },
  };
}
