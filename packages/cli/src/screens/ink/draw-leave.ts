import type { RunState } from '@checklist/engine';
import { showLine } from '../../output/show-text.ts';
import type { RunIndex } from '../../view/run-index.ts';
import { drawRow, type Pen } from './draw-row.ts';
import { markOf } from './draw-step.ts';

/** Names that are listed. */
const listed = 5;

/** Whether leaving now would end something that runs on this machine. */
export function endsByLeaving(state: RunState, index: RunIndex): boolean {
  return index.at('running').some((at) => isLocal(state, at));
}

/** What becomes of the run when somebody leaves: what is ended here, what goes on elsewhere, and how to come back. */
export function drawLeave(state: RunState, index: RunIndex, width: number, pen: Pen): string[] {
  const under = [...index.at('running'), ...index.at('waiting')];
  const goesOn = under.filter((at) => state.items.get(at).status === 'running');
  const running = goesOn.map((at) => ({ at, title: showLine(state.graph.nodes[at]?.item.title ?? '') }));
  const here = running.filter(({ at }) => isLocal(state, at)).map(({ title }) => title);
  const elsewhere = running.filter(({ at }) => !isLocal(state, at)).map(({ title }) => title);
  const names = (titles: readonly string[]) => [
    ...titles
      .slice(0, listed)
      .map((title) => drawRow([{ text: '  ' }, markOf('running'), { text: ` ${title}` }], [], width, pen)),
    ...(titles.length > listed ? [`    and ${titles.length - listed} more`] : []),
  ];
  const part = (head: string, titles: readonly string[]) =>
    titles.length === 0 ? [] : [drawRow([{ text: head, look: 'bold' }], [], width, pen), ...names(titles), ''];
  return [
    ...part('Ends now, and is looked at again when the run is resumed', here),
    ...part('Goes on elsewhere', elsewhere),
    drawRow([{ text: 'Come back with', look: 'bold' }], [], width, pen),
    drawRow([{ text: `  checklist resume ${state.runId}` }], [], width, pen),
  ];
}

function isLocal(state: RunState, at: number): boolean {
  const { status, pending } = state.items.get(at);
  return status === 'running' && pending === undefined;
}
