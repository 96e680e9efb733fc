import { isJsonObject, type JsonObject } from '@checklist/engine/plugin';
import {
  type Misbehaviour,
  type StandIn,
  type StandInAnswer,
  type StandInRequest,
  startStandIn,
} from '../stand-in/stand-in.ts';
import { answerQuery, type GraphqlObject } from './answer-query.ts';
import { parseQuery, type QueryField } from './parse-query.ts';
import { createSeededRuns, placeOf } from './seeded-runs.ts';
import type { SeedRun, WandbSeed } from './wandb-seed.ts';

const anyKey = 'stand-in-wandb-key';

/** Starts a stand-in of W&B: its GraphQL endpoint, and the files of its runs. */
export async function startWandbStandIn(seed: WandbSeed, misbehave: readonly Misbehaviour[] = []): Promise<StandIn> {
  const { runs = [], api_key } = seed;
  let origin = '';
  const findRun = createSeededRuns(runs, (run, file) => `${origin}${filePath(run, file)}?signature=stand-in`);
  const projects = new Set([...(seed.projects ?? []), ...runs.map(placeOf)]);

  const answer = (request: StandInRequest, url: URL): StandInAnswer => {
    origin = url.origin;
    if (url.pathname !== '/graphql') return answerFile(runs, request, url);
    if (request.method !== 'POST') return { status: 405, body: { errors: [{ message: 'method not allowed' }] } };
    if (!isAuthorized(request, api_key)) return notLoggedIn;
    return answerGraphql(request, (fields) => queryType(fields, projects, findRun));
  };
  const env = (url: string) => ({ WANDB_BASE_URL: url, WANDB_API_KEY: api_key ?? anyKey });
  return startStandIn(answer, { env, misbehave });
}

const notLoggedIn: StandInAnswer = {
  status: 401,
  body: {
    errors: [{ message: 'user is not logged in', path: ['viewer'], extensions: { code: 'PERMISSION_ERROR' } }],
    data: null,
  },
};

function isAuthorized({ headers }: StandInRequest, apiKey: string | undefined): boolean {
  const [scheme, code = ''] = (headers.authorization ?? '').split(' ');
  const [user, key = ''] = Buffer.from(code, 'base64').toString('utf8').split(/:(.*)/s);
  return scheme === 'Basic' && user === 'api' && (apiKey === undefined ? key !== '' : key === apiKey);
}

function answerGraphql(request: StandInRequest, root: (fields: readonly QueryField[]) => GraphqlObject): StandInAnswer {
  const { body } = request;
  if (!isJsonObject(body) || typeof body.query !== 'string')
    return { status: 400, body: { errors: [{ message: 'Must provide query string.' }] } };
  try {
    const fields = parseQuery(body.query, isJsonObject(body.variables) ? body.variables : {});
    return { status: 200, body: { data: answerQuery(root(fields), fields) } };
  } catch (error) {
    return { status: 400, body: { errors: [{ message: error instanceof Error ? error.message : String(error) }] } };
  }
}

function queryType(
  asked: readonly QueryField[],
  projects: ReadonlySet<string>,
  findRun: ReturnType<typeof createSeededRuns>,
): GraphqlObject {
  const isLook = asked.some(({ fields }) => fields.some((run) => run.fields.some(({ name }) => name === 'state')));
  const project = (entity: string, name: string): GraphqlObject => ({
    typeName: 'Project',
    fields: {
      name: () => ({ json: name }),
      entityName: () => ({ json: entity }),
      run: (args: JsonObject) => {
        const run = findRun(entity, name, String(args.name), isLook);
        return run === undefined ? { json: null } : { one: run };
      },
    },
  });
  return {
    typeName: 'Query',
    fields: {
      project: ({ name, entityName }) => {
        const isThere = projects.has(`${String(entityName)}/${String(name)}`);
        return isThere ? { one: project(String(entityName), String(name)) } : { json: null };
      },
    },
  };
}

function filePath(run: SeedRun, file: string): string {
  return `/files/${placeOf(run)}/${run.name}/${file}`.split('/').map(encodeURIComponent).join('/');
}

/** Storage takes the signature of the address, and refuses whoever sends a key besides. */
function answerFile(runs: readonly SeedRun[], { method, headers }: StandInRequest, url: URL): StandInAnswer {
  const files = runs.flatMap((run) => Object.entries(run.files ?? {}).map(([path, text]) => ({ run, path, text })));
  const file = files.find(({ run, path }) => filePath(run, path) === url.pathname);
  if (file === undefined || method !== 'GET') return { status: 404, body: { error: 'not found' } };
  if (headers.authorization !== undefined) return { status: 400, body: { error: 'Only one auth mechanism allowed' } };
  if (url.searchParams.get('signature') !== 'stand-in') return { status: 403, body: { error: 'access denied' } };
  return { status: 200, headers: { 'content-type': 'text/html' }, body: file.text };
}
