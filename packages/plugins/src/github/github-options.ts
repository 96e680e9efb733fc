import { durationPattern, parseDuration } from '@checklist/engine/plugin';
import { Type } from 'typebox';

/** Options that several step types share. */
export const repoOption = Type.String({
  title: 'a repository such as "owner/name"',
  pattern: '^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$',
  description: 'Repository on GitHub, as `owner/name`.',
  examples: ['octocat/hello-world'],
});

export const numberOption = (description: string) =>
  Type.Integer({ minimum: 1, description, examples: ['{{steps.pull_request.outputs.number}}'] });

export const commitOption = (description: string) =>
  Type.String({
    title: 'a full commit SHA',
    pattern: '^(?:[0-9a-f]{40}|[0-9a-f]{64})$',
    description,
    examples: ['{{run.commit}}'],
  });

export const loginOption = (description: string) =>
  Type.String({
    title: 'a login on GitHub',
    pattern: '^@?[A-Za-z0-9](?:[A-Za-z0-9_-]|\\[bot\\])*$',
    description,
    examples: ['octocat'],
  });

export const durationOption = (description: string, fallback: string) =>
  Type.String({
    title: 'a duration such as 30s or 2h',
    pattern: durationPattern,
    description: `${description}; \`${fallback}\` when absent.`,
    default: fallback,
  });

/** Milliseconds of a duration whose form the schema has checked. */
export function millisecondsOf(duration: string): number {
  return parseDuration(duration) ?? 0;
}

/** A login as GitHub compares it. */
export function plainLogin(login: string): string {
  return login.replace(/^@/, '').toLowerCase();
}
