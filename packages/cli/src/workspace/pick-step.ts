import { didYouMean, fail, type Node, ok, type Result, type RunState } from '@checklist/engine';
import { type Trouble, wrongUsage } from '../trouble.ts';
import type { Workspace } from './open-workspace.ts';
import { pickRun } from './pick-run.ts';

/** A run and one of its items. */
export interface PickedStep {
  readonly state: RunState;
  readonly node: Node;
}

/** Finds what `[run] <step>` names; the run may be left out when only one is open. */
export async function pickStep(workspace: Workspace, words: readonly string[]): Promise<Result<PickedStep, Trouble>> {
  const [runId, id] = words.length > 1 ? words : [undefined, words[0]];
  if (words.length > 2)
    return fail(wrongUsage(`found "${words.slice(2).join(' ')}" behind the step`, 'an answer is written name=value'));
  const picked = await pickRun(workspace.host, runId);
  if (!picked.ok) return picked;
  const state = picked.value;
  const node = state.graph.nodes[state.graph.indexOf.get(id ?? '') ?? -1];
  if (node !== undefined) return ok({ state, node });
  const asked = state.graph.nodes.filter(({ index }) => state.items.get(index).ask !== undefined).map((one) => one.id);
  const others =
    asked.length === 0 ? `"checklist status ${state.runId}" shows the steps` : `asked is ${asked.join(', ')}`;
  const hint = didYouMean(id ?? '', state.graph.indexOf.keys()) ?? others;
  return fail(wrongUsage(`run "${state.runId}" has no step "${id ?? ''}"`, hint));
}
