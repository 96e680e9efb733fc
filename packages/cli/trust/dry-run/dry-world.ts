import {
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, type ServiceSeeds, startStandIns } from '../../../plugins/src/stand-ins.ts';
import { readScenario } from '../../src/rehearse/read-scenario.ts';
import { makeSandbox } from '../../src/rehearse/sandbox.ts';
import { repository } from '../../test/rehearsals.ts';

/** The world of one scenario, in which nobody has begun to release. */
export interface DryWorld {
  /** Holds the clone, the remote, the home and the programs. */
  readonly root: string;
  readonly work: string;
  readonly env: Readonly<Record<string, string>>;
  /** What a run of the scenario is started with, as it is typed. */
  readonly startWords: readonly string[];
  /** All requests that the services received, such as `github GET /repos/...`; a question in GraphQL counts as a read. */
  requests(): readonly string[];
  snapshot(): ReadonlyMap<string, string>;
  remove(): Promise<void>;
}

/** Makes the sandbox of a scenario of release.yaml, with the checklist itself in the clone and caches of its own. */
export async function makeDryWorld(scenario: string): Promise<DryWorld> {
  const read = readScenario(join(repository, 'checklists/release.scenarios', `${scenario}.yaml`));
  if (!read.ok) throw new Error(read.error.join('\n'));
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'checklist-dry-')));
  const sandbox = makeSandbox(root, read.value, process.env);
  cpSync(join(repository, 'checklists'), join(sandbox.work, 'checklists'), { recursive: true });
  writeFileSync(join(sandbox.work, '.git/info/exclude'), 'checklists/\n');
  const seeds = JSON.parse(
    JSON.stringify(read.value.services ?? {}).replaceAll('$REMOTE', sandbox.remote),
  ) as ServiceSeeds;
  type Rules = NonNullable<Parameters<typeof startStandIns>[1][ServiceName]>;
  const standIns = await startStandIns(seeds, (read.value.misbehave ?? {}) as { readonly [K in ServiceName]?: Rules });
  const services = Object.assign({}, ...[...standIns.values()].map(({ env }) => env)) as Record<string, string>;
  const { inputs = {}, profile } = read.value;
  const words = Object.entries(inputs).flatMap(([name, value]) => [
    '--input',
    `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  ]);
  const caches = { XDG_CACHE_HOME: join(root, 'caches'), NODE_COMPILE_CACHE: join(root, 'caches/node') };
  return {
    root,
    work: sandbox.work,
    env: { ...sandbox.env, ...services, ...caches },
    startWords: [...words, ...(profile === undefined ? [] : ['--profile', profile])],
    requests: () =>
      [...standIns].flatMap(([name, { requests }]) =>
        requests.map(({ method, path, body }) => `${name} ${isQuestion(path, body) ? 'QUERY' : method} ${path}`),
      ),
    snapshot: () => snapshot(root),
    async remove() {
      for (const standIn of standIns.values()) await standIn.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

function isQuestion(path: string, body: unknown): boolean {
  return path === '/graphql' && /^\{"query":"query /.test(JSON.stringify(body));
}

/** Everything below a folder but the caches: kind, permissions, time of change, and content. */
function snapshot(root: string): ReadonlyMap<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !/^caches(\/|$)/.test(path));
  return new Map(
    paths.map((path) => {
      const file = join(root, path);
      const stat = lstatSync(file);
      const content = stat.isSymbolicLink()
        ? readlinkSync(file)
        : stat.isFile()
          ? readFileSync(file).toString('base64')
          : '';
      return [path, `${stat.mode} ${stat.mtimeMs} ${stat.ino} ${content}`];
    }),
  );
}
