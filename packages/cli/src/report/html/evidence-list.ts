import { showAnswer } from '../../view/describe-ask.ts';
import type { ReportEvidence } from '../model/run-report.ts';
import { type Child, fragment, h, link, type Markup } from './markup.ts';

/** What a step keeps as proof. */
export function evidenceList(evidence: readonly ReportEvidence[]): Markup | undefined {
  if (evidence.length === 0) return undefined;
  return h('ul', { class: 'plain proof' }, ...evidence.map((one) => h('li', {}, proof(one))));
}

function proof(evidence: ReportEvidence): Child {
  switch (evidence.type) {
    case 'link':
      return link(evidence.url, evidence.label);
    case 'file':
      return fragment(
        `${evidence.label} `,
        evidence.label === evidence.path ? undefined : h('code', {}, evidence.path),
      );
    case 'value':
      return fragment(`${evidence.label}: `, h('code', {}, showAnswer(evidence.value)));
    case 'approval':
      return fragment(`${evidence.by}: `, link(evidence.url, evidence.label));
  }
}
