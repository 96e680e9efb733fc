import type { GithubCall } from './github-call.ts';
import { demandSame, demandWhole, promised } from './github-trouble.ts';

/** A check run, a commit status, or a workflow run as one check. */
export interface Check {
  readonly kind: 'check-run' | 'status' | 'workflow-run';
  readonly id: number;
  readonly name: string;
  readonly url: string;
  /** `pending` until it has ended; then GitHub's conclusion. */
  readonly outcome: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Checks of the same name from the same source replace each other. */
  readonly source: string;
  readonly suite?: number;
}

/** One run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly name: string;
  /** File name of the workflow. */
  readonly file: string;
  readonly url: string;
  readonly outcome: string;
  readonly attempt: number;
  /** When its newest attempt began, in epoch milliseconds. */
  readonly startedAt: number;
  readonly suite: number;
}

/** A request to start a workflow by hand. */
export interface Dispatch {
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Reads of what was checked on a commit, and what makes checks run. */
export function createCheckCalls(call: GithubCall) {
  const checkRuns = (commit: string) =>
    call(`read the check runs of commit ${commit}`, async (octokit, name): Promise<Check[]> => {
      const asked = { ...name, ref: commit, filter: 'latest', per_page: 100 } as const;
      const { listForRef } = octokit.rest.checks;
      let total: number | undefined;
      const runs = await octokit.paginate(listForRef, asked, ({ data }) => {
        total = totalOf(data);
        return data;
      });
      demandWhole(runs.length, total);
      for (const run of runs) demandSame(run.head_sha, commit, 'head_sha');
      return runs.map((run) => ({
        kind: 'check-run',
        id: promised(run.id, 'id'),
        name: promised(run.name, 'name'),
        url: run.html_url ?? run.url,
        outcome: toOutcome(run.status, run.conclusion),
        startedAt: toTime(run.started_at),
        source: `app ${run.app?.slug ?? ''}`,
        ...(run.check_suite !== null && { suite: promised(run.check_suite?.id, 'check_suite.id') }),
      }));
    });

  const statuses = (commit: string) =>
    call(`read the statuses of commit ${commit}`, async (octokit, name): Promise<Check[]> => {
      const asked = { ...name, ref: commit, per_page: 100 };
      const listed = await octokit.paginate(octokit.rest.repos.listCommitStatusesForRef, asked);
      for (const { url } of listed) demandSame(promised(url, 'url').split('/').at(-1), commit, 'url');
      return listed.map((status) => ({
        kind: 'status',
        id: promised(status.id, 'id'),
        name: promised(status.context, 'context'),
        url: status.target_url ?? '',
        outcome: promised(status.state, 'state'),
        startedAt: toTime(status.created_at),
        source: 'status',
      }));
    });

  const workflowRuns = (commit: string) =>
    call(`read the workflow runs of commit ${commit}`, async (octokit, name): Promise<WorkflowRun[]> => {
      const asked = { ...name, head_sha: commit, per_page: 100 };
      const { listWorkflowRunsForRepo } = octokit.rest.actions;
      let total: number | undefined;
      const runs = await octokit.paginate(listWorkflowRunsForRepo, asked, ({ data }) => {
        total = totalOf(data);
        return data;
      });
      demandWhole(runs.length, total);
      const own = runs.filter((run) => promised(run.head_sha, 'head_sha') === commit);
      return own.map((run) => ({
        id: promised(run.id, 'id'),
        name: run.name ?? '',
        file: promised(run.path, 'path').replace(/@.*$/, '').replace(/^.*\//, ''),
        url: run.html_url,
        outcome: toOutcome(promised(run.status, 'status'), run.conclusion),
        attempt: run.run_attempt ?? 1,
        startedAt: toTime(run.run_started_at ?? run.created_at),
        suite: run.check_suite_id ?? 0,
      }));
    });

  /** What a check run said about lines of the code, a line each. */
  const annotations = (checkRun: number) =>
    call(`read the annotations of check run ${checkRun}`, async (octokit, name) => {
      const asked = { ...name, check_run_id: checkRun, per_page: 100 };
      const listed = await octokit.paginate(octokit.rest.checks.listAnnotations, asked);
      return listed.map(({ path, start_line, message }) => `${path}:${start_line}: ${message ?? ''}`);
    });

  const dispatchWorkflow = ({ workflow, ref, inputs }: Dispatch) =>
    call(`start workflow "${workflow}" at "${ref}"`, async (octokit, name) => {
      await octokit.rest.actions.createWorkflowDispatch({ ...name, workflow_id: workflow, ref, inputs });
    });

  const rerunWorkflow = (run: number) =>
    call(`run workflow run ${run} again`, async (octokit, name) => {
      await octokit.rest.actions.reRunWorkflow({ ...name, run_id: run });
    });

  return { checkRuns, statuses, workflowRuns, annotations, dispatchWorkflow, rerunWorkflow };
}

/** Octokit keeps beside the elements of a page how many there are in all; its types do not say so. */
function totalOf(page: readonly unknown[]): number | undefined {
  const total: unknown = Reflect.get(page, 'total_count');
  return typeof total === 'number' ? total : undefined;
}

function toOutcome(status: string, conclusion: string | null): string {
  return status === 'completed' ? promised(conclusion, 'conclusion') : 'pending';
}

function toTime(moment: string | null | undefined): number {
  return Date.parse(moment ?? '') || 0;
}
