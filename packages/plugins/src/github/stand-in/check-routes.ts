import type { Json } from '@checklist/engine/plugin';
import { type Asked, answer, answerPage, notFound, type RepositoryRoute, refuse, textOf } from './github-route.ts';
import type { GithubState, JobState, RepositoryState, RunState } from './github-state.ts';

/** Check runs, commit statuses and workflow runs. */
export const checkRoutes: readonly RepositoryRoute[] = [
  { method: 'GET', path: '/commits/{}/check-runs', needs: 'read', answer: listCheckRuns },
  { method: 'GET', path: '/commits/{}/statuses', needs: 'read', answer: listStatuses },
  { method: 'GET', path: '/actions/runs', needs: 'read', answer: listRuns },
  { method: 'GET', path: '/check-runs/{}/annotations', needs: 'read', answer: listAnnotations },
  { method: 'POST', path: '/actions/workflows/{}/dispatches', needs: 'write', answer: dispatch },
  { method: 'POST', path: '/actions/runs/{}/rerun', needs: 'write', answer: rerun },
];

function listCheckRuns(repository: RepositoryState, { state, url, parts }: Asked) {
  const commit = repository.git.commit(parts[0] ?? '');
  if (commit === undefined) return refuse(422, `No commit found for SHA: ${parts[0]}`);
  startDue(repository, state, commit);
  const runs = repository.runs.filter((run) => run.commit === commit);
  const checks = runs.flatMap((run) => run.jobs.map((job) => checkJson(repository, run, job)));
  for (const run of runs) run.left--;
  return answerPage(checks, url, 'check_runs');
}

function listStatuses(repository: RepositoryState, { url, parts }: Asked) {
  const commit = repository.git.commit(parts[0] ?? '');
  if (commit === undefined) return refuse(422, `No commit found for SHA: ${parts[0]}`);
  const found = repository.statuses.filter((status) => status.commit === undefined || status.commit === commit);
  const address = `https://api.github.com/repos/${repository.name}/statuses/${commit}`;
  const rows = found.map(({ id, context, state, at }) => {
    return { id, url: address, context, state, target_url: null, created_at: at };
  });
  return answerPage(rows.reverse(), url);
}

function listRuns(repository: RepositoryState, { state, url }: Asked) {
  const commit = url.searchParams.get('head_sha');
  if (commit !== null) startDue(repository, state, commit);
  const found = repository.runs.filter((run) => commit === null || run.commit === commit);
  return answerPage(found.map((run) => runJson(repository, run)).reverse(), url, 'workflow_runs');
}

function listAnnotations(repository: RepositoryState, { url, parts }: Asked) {
  const id = Number(parts[0]);
  const run = repository.runs.find(({ jobs }) => jobs.some((job) => job.id === id));
  const job = run?.jobs.find((one) => one.id === id);
  if (run === undefined || job === undefined) return notFound();
  const lines = repository.seed.workflows?.[run.file]?.annotations?.[job.name] ?? [];
  const rows = lines.map((message) => ({
    path: '.github',
    start_line: 1,
    end_line: 1,
    annotation_level: 'failure',
    message,
  }));
  return answerPage(rows, url);
}

function dispatch(repository: RepositoryState, { state, body, parts }: Asked) {
  const file = parts[0] ?? '';
  const workflow = repository.seed.workflows?.[file];
  if (workflow === undefined) return notFound();
  const ref = textOf(body, 'ref');
  const commit = repository.git.branch(ref) ?? repository.git.commit(`refs/tags/${ref}`);
  if (commit === undefined) return refuse(422, `No ref found for: ${ref}`);
  if (!workflow.on.includes('workflow_dispatch'))
    return refuse(422, "Workflow does not have 'workflow_dispatch' trigger");
  startRun(repository, state, { file, event: 'workflow_dispatch', commit });
  return { status: 204 };
}

function rerun(repository: RepositoryState, { state, parts }: Asked) {
  const run = repository.runs.find(({ id }) => id === Number(parts[0]));
  if (run === undefined) return notFound();
  if (run.left > 0) return refuse(403, 'This workflow is already running');
  run.attempt++;
  begin(repository, state, run);
  return answer(201, {});
}

/** Workflows run by themselves on the default branch and on the heads of open pull requests. */
function startDue(repository: RepositoryState, state: GithubState, commit: string): void {
  const { git, seed, pulls, runs } = repository;
  const isOnDefault = git.isAncestor(commit, `refs/heads/${seed.default_branch ?? 'main'}`);
  const isHead = pulls.some((pull) => pull.state === 'open' && git.branch(pull.head) === commit);
  for (const [file, { on }] of Object.entries(seed.workflows ?? {})) {
    for (const event of ['push', 'pull_request'] as const) {
      const isDue = on.includes(event) && (event === 'push' ? isOnDefault : isHead);
      const isThere = runs.some((run) => run.file === file && run.event === event && run.commit === commit);
      if (isDue && !isThere) startRun(repository, state, { file, event, commit });
    }
  }
}

function startRun(
  repository: RepositoryState,
  state: GithubState,
  given: Pick<RunState, 'file' | 'event' | 'commit'>,
): void {
  const moment = state.tick();
  const ids = { id: state.nextId(), suite: state.nextId() };
  const run: RunState = { ...given, ...ids, attempt: 1, createdAt: moment, startedAt: moment, left: 0, jobs: [] };
  begin(repository, state, run);
  repository.runs.push(run);
}

function begin(repository: RepositoryState, state: GithubState, run: RunState): void {
  const workflow = repository.seed.workflows?.[run.file];
  run.startedAt = state.tick();
  run.left = workflow?.after ?? 0;
  run.jobs = Object.entries(workflow?.jobs ?? {}).flatMap(([name, written]) => {
    const conclusions = typeof written === 'string' ? [written] : written;
    const conclusion = conclusions[Math.min(run.attempt, conclusions.length) - 1] ?? 'success';
    return conclusion === 'missing' ? [] : [{ id: state.nextId(), name, conclusion, startedAt: state.tick() }];
  });
}

/** A run has ended when its checks were read as often as its workflow says. */
function progressOf({ left }: RunState, conclusion: string) {
  return left > 0 ? { status: 'in_progress', conclusion: null } : { status: 'completed', conclusion };
}

function checkJson({ name }: RepositoryState, run: RunState, job: JobState): Json {
  return {
    id: job.id,
    name: job.name,
    head_sha: run.commit,
    ...progressOf(run, job.conclusion),
    started_at: job.startedAt,
    url: `https://api.github.com/repos/${name}/check-runs/${job.id}`,
    html_url: `https://github.com/${name}/actions/runs/${run.id}/job/${job.id}`,
    check_suite: { id: run.suite },
    app: { slug: 'github-actions' },
  };
}

function runJson({ name, seed }: RepositoryState, run: RunState): Json {
  const conclusions = run.jobs.map(({ conclusion }) => conclusion);
  const worst = ['cancelled', 'failure', 'timed_out'].find((conclusion) => conclusions.includes(conclusion));
  return {
    id: run.id,
    name: seed.workflows?.[run.file]?.name ?? run.file,
    path: `.github/workflows/${run.file}`,
    event: run.event,
    head_sha: run.commit,
    ...progressOf(run, worst ?? 'success'),
    run_attempt: run.attempt,
    created_at: run.createdAt,
    run_started_at: run.startedAt,
    check_suite_id: run.suite,
    html_url: `https://github.com/${name}/actions/runs/${run.id}`,
  };
}
