import type { PlannedUndo, Undoing } from '@checklist/engine';
import { exactLines } from '../output/show-exact.ts';
import { showLine } from '../output/show-text.ts';

/** What taking a run back would do, in lines: each step with its exact commands, or why it stays. */
export function undoLines(planned: readonly PlannedUndo[]): string[] {
  return ['Newest first:', ...planned.flatMap(linesOf)];
}

function linesOf({ node, round, attempt, stays, lines, doubts }: PlannedUndo): string[] {
  const inRound = round.round === 1 ? [] : [`round ${round.round}`];
  const words = [...inRound, ...(attempt === undefined ? [] : [`attempt ${attempt}`])];
  const which = words.length === 0 ? '' : ` (${words.join(', ')})`;
  const name = `${node.id} ${showLine(node.item.title)}${which}`;
  if (stays !== undefined) return [`- ${name}: stays, ${showLine(stays)}`];
  return [
    `▸ ${name}`,
    ...doubts.map((doubt) => `    ! ${showLine(doubt)}`),
    ...lines.flatMap(exactLines).map((line) => `    ${line}`),
  ];
}

/** What became of taking back what a step did, in a few words; nothing while nobody has tried. */
export function describeUndoing(undoing: Undoing | undefined): string | undefined {
  if (undoing === undefined) return undefined;
  const { verdict, failure, note, by } = undoing;
  const words = {
    undone: 'taken back',
    failed: 'could not be taken back',
    impossible: 'stays',
    kept: `stays, as ${by?.name ?? 'somebody'} decided`,
  };
  const why = failure?.message ?? note;
  const word = verdict === undefined ? 'taking it back was begun' : words[verdict];
  return showLine(why === undefined ? word : `${word}: ${why}`);
}
