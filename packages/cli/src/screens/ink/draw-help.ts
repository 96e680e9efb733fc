import { drawRow, type Pen } from './draw-row.ts';
import { widthOf } from './text-width.ts';

const keys = [
  ['↑ ↓  j k', 'from step to step', ''],
  ['tab', 'to the next step that needs somebody', ''],
  ['pgup pgdn', 'by a page', ''],
  ['home end  g G', 'to the first and the last', ''],
  ['/', 'jump to a step by its title or id', ''],
  ['enter', 'open a step: what it does, output, history', 'status'],
  ['1 2 3  tab  esc', 'its pages, and back', ''],
  ['a', 'answer or confirm what a step asks', 'answer'],
  ['x', 'refuse it', 'reject'],
  ['r', 'try a step again', 'retry'],
  ['h', 'do it by hand', 'by-hand'],
  ['s', 'leave it out, with a reason', 'skip'],
  ['w', 'let it count as passed, with a reason', 'waive'],
  ['d', 'do it again, with all that depends on it', 'redo'],
  ['p', 'pause: nothing new begins; again: go on', 'pause'],
  ['q', 'leave; the run can be resumed', 'resume'],
  ['ctrl+z', 'put the program to sleep; "fg" wakes it', ''],
  ['ctrl+c', 'interrupt: programs here are ended', ''],
] as const;

const widest = 90;

/** All keys, each with the command that does the same from another terminal. */
export function drawHelp(window: number, pen: Pen): string[] {
  const width = Math.min(window, widest);
  const column = Math.max(...keys.map(([key]) => widthOf(key))) + 2;
  const isRoomy = width >= 75;
  const row = (key: string, what: string, command: string) =>
    drawRow(
      [{ text: key.padEnd(column), look: 'bold' }, { text: what }],
      isRoomy ? [{ text: command }] : [],
      width,
      pen,
    );
  const rows = keys.map(([key, what, command]) => row(key, what, command === '' ? '' : `checklist ${command}`));
  return [row('Keys', '', 'the same from another terminal'), ...rows];
}
