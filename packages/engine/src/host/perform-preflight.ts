import { buildScope } from '../steps/build-scope.ts';
import { runPreflight } from '../steps/run-preflight.ts';
import { contextOf } from './create-job.ts';
import type { OpenRun } from './open-run.ts';

/** Asks the step types of what is still to be done for what they need, and records what is not there. */
export async function performPreflight(run: OpenRun, signal: AbortSignal): Promise<void> {
  const { state } = run.recorder;
  const scope = run.scope();
  const jobs = state.graph.nodes.flatMap((node) => {
    const item = state.items.get(node.index);
    if (
      node.item.kind === 'group' ||
      node.isMatrix ||
      node.isLeftOut ||
      node.isRemoved ||
      item.status !== 'pending' ||
      !scope.ok
    )
      return [];
    const key = { step: node.id, round: item.round, attempt: 0 };
    const log = { path: () => undefined, write: () => {} };
    const context = contextOf(run, node.item, key, signal, log);
    return [
      {
        id: node.id,
        step: node.item,
        stepType: run.stepTypes.get(node.item.type),
        scope: buildScope(scope.value, state, node),
        context,
      },
    ];
  });
  const lacks = scope.ok
    ? await runPreflight(jobs, run.secrets)
    : [{ step: '', message: scope.error.message, hint: scope.error.hint ?? 'Correct "values" of the checklist.' }];
  if (!signal.aborted) await run.recorder.record({ type: 'preflight-ended', lacks });
}
