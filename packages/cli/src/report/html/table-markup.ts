import { showMoment } from '../../output/show-time.ts';
import { type Child, h, type Markup } from './markup.ts';

/** A table that becomes a list of cards on a narrow screen, where each cell tells its column. */
export function tableMarkup(head: readonly string[], rows: readonly (readonly Child[])[]): Markup {
  const top = head.map((name) => h('th', { scope: 'col' }, name));
  const body = rows.map((cells) =>
    h('tr', {}, ...cells.map((cell, index) => h('td', { 'data-label': head[index] }, cell))),
  );
  return h('table', { class: 'stack' }, h('thead', {}, h('tr', {}, ...top)), h('tbody', {}, ...body));
}

/** A moment, such that a column of them stays narrow and a program can read it. */
export function momentMarkup(at: number): Markup {
  return h('time', { class: 'moment', datetime: new Date(at).toISOString() }, showMoment(at));
}

/** A part of the page with its heading. */
export function section(id: string, title: string, ...children: readonly Child[]): Markup {
  return h('section', { id, 'aria-labelledby': `${id}-title` }, h('h2', { id: `${id}-title` }, title), ...children);
}

/** The place of a step in the page; ids of instances hold characters that a link would have to escape. */
export function anchorOf(step: string): string {
  return `step-${step.replaceAll(/[^A-Za-z0-9_-]/g, (character) => `.${character.charCodeAt(0).toString(16)}`)}`;
}

/** Which round is meant, where it is not the only one. */
export function roundMarkup(round: number): Child {
  return round === 1 ? undefined : h('span', { class: 'dim small' }, ` round ${round}`);
}

export function stepLink(step: string): Markup {
  return h('a', { href: `#${anchorOf(step)}` }, h('code', {}, step));
}
