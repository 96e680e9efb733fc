import type { GithubCall } from './github-call.ts';
import { demandSame, knownWord, promised } from './github-trouble.ts';
import { orAbsent } from './or-absent.ts';

/** A release. */
export interface Release {
  readonly id: number;
  readonly url: string;
  readonly name: string;
  readonly body: string;
  readonly isPrerelease: boolean;
}

/** A release that shall be. */
export interface WantedRelease {
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly prerelease: boolean;
}

interface AnsweredRelease {
  readonly id: number;
  readonly html_url: string;
  readonly name: string | null;
  readonly body?: string | null;
  readonly prerelease: boolean;
}

/** Reads and writes of releases and their tags. */
export function createReleaseCalls(call: GithubCall) {
  /** The commit that a tag points at in the end; `undefined` when there is no such tag. */
  const tagCommit = (tag: string) =>
    orAbsent(
      call(`read tag "${tag}"`, async (octokit, name) => {
        const { data } = await octokit.rest.git.getRef({ ...name, ref: `tags/${tag}` });
        demandSame(data.ref, `refs/tags/${tag}`, 'ref');
        let object: { readonly type: string; readonly sha: string } = promised(data.object, 'object');
        // A tag may point at a tag.
        for (let depth = 0; object.type === 'tag' && depth < 10; depth++) {
          const tagged = await octokit.rest.git.getTag({ ...name, tag_sha: object.sha });
          object = promised(tagged.data.object, 'object');
        }
        knownWord(object.type, ['commit'], 'object.type');
        return promised(object.sha, 'object.sha');
      }),
    );

  const releaseOf = (tag: string) =>
    orAbsent(
      call(`read the release for tag "${tag}"`, async (octokit, name) => {
        const { data } = await octokit.rest.repos.getReleaseByTag({ ...name, tag });
        demandSame(data.tag_name, tag, 'tag_name');
        return toRelease(data);
      }),
    );

  const createRelease = ({ tag, ...rest }: WantedRelease) =>
    call(`create the release for tag "${tag}"`, async (octokit, name) => {
      const { data } = await octokit.rest.repos.createRelease({ ...name, tag_name: tag, ...rest });
      demandSame(data.tag_name, tag, 'tag_name');
      return toRelease(data);
    });

  return { tagCommit, releaseOf, createRelease };
}

function toRelease(data: AnsweredRelease): Release {
  return {
    id: promised(data.id, 'id'),
    url: promised(data.html_url, 'html_url'),
    name: data.name ?? '',
    body: data.body ?? '',
    isPrerelease: data.prerelease,
  };
}
