import type { ChecklistChanged } from '../model/event.ts';
import type { Ask } from '../model/question.ts';
import type { ItemState, Node } from '../model/run-state.ts';
import { letsThrough } from '../model/status.ts';
import { Table } from '../model/table.ts';
import { change, createItemState, type Draft, isBusy, openRound } from './draft.ts';
import { expand } from './expand.ts';
import { reflow } from './flow.ts';

/**
 * Takes an edited checklist into a run. What has not started takes the new text; a finished step whose definition changed
 * is asked about; a sign-off of a changed step is void, and the step opens a new round.
 */
export function applyChecklistChanged(draft: Draft, event: ChecklistChanged): void {
  const before = { graph: draft.graph, items: draft.items };
  draft.checklist = event.checklist;
  draft.graph = expand(event.checklist, draft.profile);
  draft.items = Table.from(
    draft.graph.nodes.map((node) => {
      const index = before.graph.indexOf.get(node.id);
      return index === undefined ? createItemState(node) : before.items.get(index);
    }),
  );
  draft.busy = [...draft.items].filter(isBusy).length;
  for (const node of draft.graph.nodes) if (node.item.kind === 'step' && !node.isMatrix) revise(draft, node);
  reflow(draft);
}

function revise(draft: Draft, node: Node): void {
  const item = draft.items.get(node.index);
  if (node.item.kind !== 'step' || item.digest === undefined || item.digest === node.item.digest) return;
  if (item.signOffs.length > 0) openRound(draft, node.index);
  else if (item.ask !== undefined && item.ask.kind !== 'recovery') askAgain(draft, item, node);
  else if (letsThrough(item.status))
    change(draft, node.index, {
      status: 'waiting',
      ask: keepOrRedo(node),
      askedSeq: draft.lastSeq,
      askedAt: draft.lastAt,
    });
}

function askAgain(draft: Draft, item: ItemState, node: Node): void {
  if (item.ask?.kind === 'edited') return;
  change(draft, node.index, { status: 'pending', ask: undefined, answers: undefined });
}

function keepOrRedo(node: Node): Ask {
  return {
    kind: 'edited',
    instructions: `The text of "${node.item.title}" changed after it was done.`,
    questions: [{ name: 'decision', type: 'choice', label: 'Keep its result or redo it', choices: ['keep', 'redo'] }],
  };
}
