import type { Misbehaviour, StandIn, StandInAnswer, StandInRequest } from '../stand-in/stand-in.ts';
import { startStandIn } from '../stand-in/stand-in.ts';
import { type AsanaRoute, asanaRoutes } from './stand-in-asana-routes.ts';
import { page, refusal, select } from './stand-in-asana-shapes.ts';
import { type AsanaSeed, type AsanaState, makeAsanaState } from './stand-in-asana-state.ts';

export interface AsanaStandIn extends StandIn {
  readonly state: AsanaState;
}

/** Starts an Asana of one workspace on loopback, with the shapes and status codes that Asana documents. */
export async function startAsanaStandIn(seed: AsanaSeed, misbehave?: readonly Misbehaviour[]): Promise<AsanaStandIn> {
  const state = makeAsanaState(seed);
  const [project] = state.projects;
  const env = (url: string) => ({
    ASANA_BASE_URL: `${url}/api/1.0`,
    ASANA_TOKEN: state.token,
    ...(project && { ASANA_PROJECT_ID: project.gid }),
  });
  const standIn = await startStandIn((request, url) => answer(state, request, url), { env, misbehave });
  return { ...standIn, state };
}

function answer(state: AsanaState, request: StandInRequest, url: URL): StandInAnswer {
  if (request.headers.authorization !== `Bearer ${state.token}`) return refusal(401, 'Not Authorized');
  const path = url.pathname.replace(/^\/api\/1\.0/, '');
  for (const route of asanaRoutes) {
    const match = route.method === request.method ? route.path.exec(path) : null;
    if (match !== null) return follow(route, match[1] ?? '', state, request, url);
  }
  return refusal(404, 'No matching route for request');
}

function follow(route: AsanaRoute, gid: string, state: AsanaState, request: StandInRequest, url: URL): StandInAnswer {
  if (state.forbidden.includes(gid)) return refusal(403, 'Forbidden');
  const found = route.find(state, gid, request.body, url);
  if (found === undefined) return refusal(404, `${route.noun}: Unknown object: ${gid}`);
  if (typeof found === 'string') return refusal(400, found);
  if ('elements' in found) return page(found.elements, url);
  return { status: request.method === 'POST' ? 201 : 200, body: { data: select(found.element, url) } };
}
