import type { AllowedMentions } from './discord-client.ts';

/** How a person, a role or everyone is written in a message. */
export const mentionPattern = '^(<@\\d+>|<@&\\d+>|@everyone)$';

/** Nobody but those named is told, whatever the text holds. */
export function readMentions(named: readonly string[] = []): AllowedMentions {
  const idsOf = (prefix: string) =>
    named
      .filter((mention) => new RegExp(`^<${prefix}\\d+>$`).test(mention))
      .map((mention) => mention.replaceAll(/\D/g, ''));
  return { parse: named.includes('@everyone') ? ['everyone'] : [], users: idsOf('@'), roles: idsOf('@&') };
}
