import { showLine, showText } from '../../output/show-text.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import type { ReportEvidence } from '../model/run-report.ts';

/** Text of somebody else inside a line of Markdown: it stays text. */
export function inline(text: string): string {
  return showLine(text).replaceAll(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`);
}

/** A text in a code span. */
export function code(text: string): string {
  const line = showLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line.replaceAll('|', '\\|')}${pad}${fence}`;
}

/** The address of a page as a link; what is no such address stays text. */
export function address(url: string): string {
  const line = showLine(url);
  if (!/^https?:\/\/[^\s<>]+$/i.test(line)) return code(line);
  // A bar would end the cell of a table, and cannot be escaped inside of a link.
  return `<${line.replaceAll('|', '%7C')}>`;
}

/** Lines as they are, in a fenced block. */
export function block(text: string): string {
  const shown = showText(text);
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}

/** A table whose cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What a step keeps as proof, an item of a list each. */
export function evidenceLines(evidence: readonly ReportEvidence[]): string[] {
  return evidence.map((one) => `- ${describeEvidence(one)}`);
}

function describeEvidence(evidence: ReportEvidence): string {
  switch (evidence.type) {
    case 'link':
      return `${inline(evidence.label)}: ${address(evidence.url)}`;
    case 'file':
      return `${inline(evidence.label)}: ${code(evidence.path)}`;
    case 'value':
      return `${inline(evidence.label)}: ${code(showAnswer(evidence.value))}`;
    case 'approval':
      return `${inline(evidence.by)}: ${inline(evidence.label)} ${address(evidence.url)}`;
  }
}
