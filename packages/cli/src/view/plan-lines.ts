import type { PlannedStep } from '@checklist/engine';
import type { Look } from '../output/paint.ts';
import { exactLines } from '../output/show-exact.ts';
import { showLine } from '../output/show-text.ts';

/** A line of a plan and how it looks. */
export interface PlanLine {
  readonly look?: Look;
  readonly text: string;
}

/** A plan in lines: each step with what is known of it, exactly what it would do, and where there is no way back. */
export function planLines(steps: readonly PlannedStep[]): PlanLine[] {
  const lines = steps.flatMap(stepLines);
  const last = steps.find(({ isPointOfNoReturn }) => isPointOfNoReturn);
  const end =
    last === undefined
      ? 'everything that this run would do can be taken back'
      : `the first thing that cannot be taken back is "${last.node.id}"`;
  return [...lines, { text: '' }, { look: 'bold', text: `Nothing was changed; ${end}` }];
}

function stepLines(step: PlannedStep): PlanLine[] {
  const { node, finding, lines, isExact, isPointOfNoReturn, asksFirst } = step;
  const { mark, look, word } = describeFinding(finding);
  const asks = asksFirst && (finding.type === 'would-do' || finding.type === 'not-known') ? ', asks first' : '';
  const head = `${mark} ${node.id} ${showLine(node.item.title)} (${step.step.type}, ${step.effect}): ${word}${asks}`;
  const isToDo = finding.type === 'would-do' || finding.type === 'not-known';
  const filledLater =
    isExact || !isToDo
      ? []
      : [{ look: 'dim' as const, text: '    (what stands in {{ }} is filled in when the steps before it have ended)' }];
  return [
    ...(isPointOfNoReturn
      ? [{ look: 'yellow' as const, text: '--- point of no return: the next step cannot be taken back ---' }]
      : []),
    { look, text: head },
    ...(isToDo ? lines.flatMap(exactLines).map((line) => ({ text: `    ${line}` })) : []),
    ...filledLater,
  ];
}

function describeFinding(finding: PlannedStep['finding']): {
  readonly mark: string;
  readonly look: Look;
  readonly word: string;
} {
  switch (finding.type) {
    case 'done':
      return { mark: '✓', look: 'green', word: `done already, ${showLine(finding.note)}` };
    case 'would-do':
      return { mark: '▸', look: 'cyan', word: 'would do' };
    case 'conflict':
      return { mark: '✗', look: 'red', word: `conflict, ${showLine(finding.failure.message)}` };
    case 'not-known':
      return { mark: '?', look: 'yellow', word: `not known before, ${showLine(finding.why)}` };
    case 'left-out':
      return { mark: '-', look: 'dim', word: `left out, ${showLine(finding.why)}` };
  }
}
