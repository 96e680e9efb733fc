import { type JsonObject, outcomeOf, type RunState } from '@checklist/engine';
import { stepNodes } from './run-view.ts';
import { pathOf } from './step-view.ts';

/** A run as a program reads it: what is known of each step, in the order of the checklist. */
export function runJson(state: RunState): object {
  const gone = state.graph.nodes.filter(({ isRemoved }) => isRemoved);
  const steps = [...stepNodes(state), ...gone].map((node) => {
    const { status, round, outputs, evidence, failure, note, ask, decision, pending, signOffs, undoing } =
      state.items.get(node.index);
    const { id, item } = node;
    return {
      id,
      path: pathOf(state, node),
      title: item.title,
      status,
      removed: node.isRemoved,
      round,
      outputs,
      evidence,
      failure,
      note,
      ask,
      decision,
      pending,
      signOffs,
      undoing,
    };
  });
  return { ...runHeadJson(state), inputs: state.inputs, lacks: state.lacks, interventions: state.interventions, steps };
}

/** What a list tells of a run. */
export function runHeadJson(state: RunState): object {
  const { runId, checklist, commit, profile, starter, operator, paused, startedAt, lastAt } = state;
  const head = { runId, checklist: checklist.id, title: checklist.title, outcome: outcomeOf(state) };
  return {
    ...head,
    commit,
    profile,
    starter,
    operator,
    paused,
    startedAt: isoTime(startedAt),
    lastAt: isoTime(lastAt),
  } satisfies Record<string, JsonObject[string] | object | undefined>;
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
