import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildRunReport } from '../model/build-run-report.ts';
import type { RunReport } from '../model/run-report.ts';
import { type PageElement, readPage, shapeOf } from '../testing/read-page.ts';
import { minute } from '../testing/sample-journal.ts';
import { sampleStates } from '../testing/sample-states.ts';
import { htmlReport } from './page.ts';

function reportOf(state: string, previous?: RunReport): RunReport {
  const events = sampleStates[state]?.() ?? [];
  const now = (events.at(-1)?.at ?? 0) + 5 * minute;
  return buildRunReport(events, { now, ...(previous === undefined ? {} : { previous }) });
}

/** Words of the format; every other text comes from people and services. */
const words = new Set(['kind', 'status', 'effect', 'verdict', 'outcome', 'type', 'original', 'undone', 'path']);
const named = new Set(['outputs', 'answers']);

/** The same report with one text in all places that a value can reach, names of outputs and answers included. */
function withText(report: RunReport, text: string): RunReport {
  const spoil = (key: string, value: unknown): unknown => {
    if (typeof value === 'string') return words.has(key) ? value : text;
    const isNamed = named.has(key) && !Array.isArray(value) && Object.keys(value ?? {}).length > 0;
    return isNamed ? { [text]: text } : value;
  };
  return JSON.parse(JSON.stringify(report, spoil));
}

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title><svg onload=alert(1)>',
  '</table></section><iframe src="https://evil.example">',
  '--><!--',
  '<![CDATA[<b>x</b>]]>',
  '&lt;b&gt;&#60;script&#62;',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '{{inputs.version}}',
  'a\u0000b\u202ec\u2028d',
];

const tags = new Set(
  `html head meta title style body header main footer nav section h1 h2 h3 h4 p ul ol li dl dt dd div span strong em del code pre
  table thead tbody tr th td a time details summary figure figcaption blockquote br hr svg rect line polyline circle text g defs use`.split(
    /\s+/,
  ),
);
const attributes = new Set(
  `lang charset http-equiv content name id class role aria-label aria-labelledby aria-hidden href rel scope colspan data-label title
  datetime open start viewBox x y x1 x2 y1 y2 cx cy r rx width height points text-anchor stroke-width`.split(/\s+/),
);

function check(elements: readonly PageElement[]): void {
  for (const { tag, attributes: given } of elements) {
    expect(tags).toContain(tag);
    for (const name of Object.keys(given)) expect(attributes).toContain(name);
    if (given.href !== undefined) expect(given.href).toMatch(/^(?:#|https?:\/\/)/);
  }
}

const states = Object.keys(sampleStates);

describe.each(hostile)('with %j in every place that a value can reach', (text) => {
  it('has no element, attribute or link of its own', () => {
    for (const state of states) {
      const html = htmlReport(withText(reportOf(state, withText(reportOf('passed'), text)), text));
      check(readPage(html));
      // A text without any sign that means something gives the same page.
      if (!/[:\n]/.test(text))
        expect(shapeOf(html)).toBe(
          shapeOf(htmlReport(withText(reportOf(state, withText(reportOf('passed'), 'x')), 'x'))),
        );
    }
  });
});

it('shows a hostile text as text', () => {
  const text = '<b onclick="x()">&amp;</b>';
  const elements = readPage(htmlReport(withText(reportOf('passed'), text)));
  expect(elements.find(({ tag }) => tag === 'h1')?.text).toContain(text);
});

it('may use its own style and nothing else', () => {
  const elements = readPage(htmlReport(reportOf('passed')));
  const style = elements.find(({ tag }) => tag === 'style')?.text ?? '';
  const policy = elements.find((one) => one.attributes['http-equiv'] === 'Content-Security-Policy')?.attributes.content;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  expect(style).not.toMatch(/url\((?!#)|@import|@font-face|https?:/);
});

describe.each(states)('the page of a run that is %s', (state) => {
  const elements = readPage(htmlReport(reportOf(state)));

  it('has an outline, names for its pictures, and links that lead somewhere', () => {
    const headings = elements.filter(({ tag }) => /^h\d$/.test(tag)).map(({ tag }) => Number(tag[1]));
    expect(headings.filter((level) => level === 1)).toHaveLength(1);
    expect(headings.filter((level, index) => index > 0 && level > (headings[index - 1] ?? 0) + 1)).toEqual([]);
    const pictures = elements.filter(({ tag }) => tag === 'svg');
    expect(
      pictures.filter(({ attributes: { role, 'aria-label': label, 'aria-hidden': hidden } }) => {
        return hidden !== 'true' && (role !== 'img' || (label ?? '') === '');
      }),
    ).toEqual([]);
    const ids = elements.flatMap(({ attributes: { id } }) => id ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const targets = elements.flatMap(({ attributes: { href } }) =>
      href?.startsWith('#') === true ? [href.slice(1)] : [],
    );
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });
});

it('draws the curve, its limit, the measured part, and the same of the last release', () => {
  const elements = readPage(htmlReport(reportOf('passed', reportOf('waiting'))));
  const classes = elements
    .filter(({ tag }) => ['polyline', 'line', 'rect'].includes(tag))
    .map(({ attributes }) => attributes.class);
  for (const name of ['plot-own', 'plot-last', 'plot-limit', 'plot-window', 'plot-allowed', 'plot-actual'])
    expect(classes).toContain(name);
  const svg = elements.find(({ attributes: { 'aria-label': label } }) => label?.startsWith('SPS: '));
  expect(svg?.attributes['aria-label']).toBe('SPS: 40000, expected at least 30000');
});
