import { fragment, h, type Markup } from './markup.ts';

/** Lines of a plan that are shown at once; a whole release note would hide what stands around it. */
const mostLines = 8;

/** The exact commands or texts of a step; a long one is folded. */
export function planMarkup(plan: readonly string[]): Markup {
  const lines = plan.join('\n').split('\n');
  if (lines.length <= mostLines) return h('pre', {}, lines.join('\n'));
  const rest = lines.slice(mostLines - 3);
  return fragment(
    h('pre', {}, lines.slice(0, mostLines - 3).join('\n')),
    h('details', { class: 'more' }, h('summary', {}, `${rest.length} more lines`), h('pre', {}, rest.join('\n'))),
  );
}
