import { defineStepType, ok, type StepResult } from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { alreadySo, conflict, type Finding } from '../finding/finding.ts';
import { quoteText } from '../shell/quote-command.ts';
import { checkGithub } from './check-github.ts';
import { actIfAbsent, toProbe } from './finding.ts';
import type { GithubClient } from './github-client.ts';
import { commitOption, repoOption } from './github-options.ts';
import type { GithubResult } from './github-trouble.ts';
import { githubCredentials, openGithub } from './open-github.ts';
import type { Release } from './release-calls.ts';
import { isSameText } from './same-text.ts';

const options = Type.Object(
  {
    repo: repoOption,
    tag: Type.String({
      minLength: 1,
      description: 'Tag that is released; it must have been pushed.',
      examples: ['v{{inputs.version}}'],
    }),
    commit: Type.Optional(commitOption('Commit that the tag must point at.')),
    name: Type.String({ minLength: 1, description: 'Title of the release.', examples: ['Release {{inputs.version}}'] }),
    body: Type.String({
      minLength: 1,
      description: 'Release notes, in Markdown.',
      examples: ['Bugs fixed.', { template_file: 'templates/release-notes.md.hbs' }],
    }),
    prerelease: Type.Optional(Type.Boolean({ description: 'Mark it as not ready for production.', default: false })),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const githubRelease = defineStepType({
  type: 'github.release',
  summary: 'Publishes a release for a tag',
  effect: 'irreversible',
  options,
  outputs: () => ({
    id: Type.Integer({ description: 'Id of the release.' }),
    url: Type.String({ description: 'Link to the release.' }),
    commit: Type.String({ description: 'Full SHA of the commit that the tag points at.' }),
  }),
  credentials: githubCredentials,
  preflight: ({ repo }, context) => checkGithub(repo, context, { writes: true }),
  probe: async (options, context) => toProbe(await look(options, openGithub(options, context))),
  plan: ({ repo, tag, name, body, prerelease }) => [
    `publish a ${prerelease === true ? 'prerelease' : 'release'} for tag "${tag}" of "${repo}"`,
    'title:',
    ...quoteText(name),
    'notes:',
    ...quoteText(body),
  ],
  start: async (options, context) => {
    const github = openGithub(options, context);
    return actIfAbsent(await look(options, github), (commit) => publish(options, commit, github));
  },
});

/** GitHub would make a tag that is missing, at whatever is newest: so the tag comes first. */
async function look(options: Options, github: GithubClient): GithubResult<Finding<string>> {
  const { repo, tag, commit, name, body, prerelease = false } = options;
  const tagged = await github.tagCommit(tag);
  if (!tagged.ok) return tagged;
  if (tagged.value === undefined)
    return ok(conflict(`"${repo}" has no tag "${tag}", expected one`, 'Push the tag with a step before this one.'));
  if (commit !== undefined && tagged.value !== commit) {
    const message = `tag "${tag}" of "${repo}" is at ${tagged.value}, expected ${commit}`;
    return ok(conflict(message, 'Find out who made that tag; nothing was published.'));
  }
  const found = await github.releaseOf(tag);
  if (!found.ok) return found;
  if (found.value === undefined) return ok({ type: 'absent', facts: tagged.value });
  const difference = differenceTo(found.value, { name, body, prerelease });
  if (difference === undefined)
    return ok(alreadySo(outputsOf(found.value, tagged.value), `was already published as ${found.value.url}`));
  const message = `the release for tag "${tag}" ${difference}: ${found.value.url}`;
  return ok(conflict(message, 'Find out who published it, then change it by hand or choose another tag.'));
}

function differenceTo(
  found: Release,
  { name, body, prerelease }: Required<Pick<Options, 'name' | 'body' | 'prerelease'>>,
) {
  if (!isSameText(found.name, name)) return `has the title "${found.name}", expected "${name}"`;
  if (!isSameText(found.body, body)) return 'has other notes than expected';
  if (found.isPrerelease === prerelease) return undefined;
  return prerelease ? 'is no prerelease, expected one' : 'is a prerelease, expected none';
}

async function publish(options: Options, commit: string, github: GithubClient): GithubResult<StepResult> {
  const { tag, name, body, prerelease = false } = options;
  const release = await github.createRelease({ tag, name, body, prerelease });
  if (!release.ok) return release;
  const evidence = [{ type: 'link', label: `release ${tag}`, url: release.value.url } as const];
  return ok({ type: 'passed', outputs: outputsOf(release.value, commit), evidence });
}

function outputsOf({ id, url }: Release, commit: string) {
  return { id, url, commit };
}
