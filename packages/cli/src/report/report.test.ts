import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkData, type Json } from '@checklist/engine';
import { describe, expect, it } from 'vitest';
import { htmlReport } from './html/page.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import { buildRunReport } from './model/build-run-report.ts';
import { type RunReport, runReport } from './model/run-report.ts';
import { minute } from './testing/sample-journal.ts';
import { sampleStates } from './testing/sample-states.ts';

function reportOf(name: string): RunReport {
  const events = sampleStates[name]?.() ?? [];
  return buildRunReport(events, { now: (events.at(-1)?.at ?? 0) + 5 * minute });
}

/** Compares with a file that `UPDATE_GOLDEN=1` writes anew. */
function expectGolden(name: string, text: string): void {
  const file = join(import.meta.dirname, 'golden', name);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

describe.each(Object.keys(sampleStates))('the report of a run that is %s', (name) => {
  it('is right as Markdown', () => expectGolden(`${name}.md`, markdownReport(reportOf(name))));

  it('is right as JSON, and as its schema says', () => {
    const text = JSON.stringify(reportOf(name), null, 2);
    expectGolden(`${name}.json.golden`, `${text}\n`);
    const value: Json = JSON.parse(text);
    expect(checkData(runReport, value, name)).toEqual({ ok: true, value });
  });
});

it('is right as HTML', () => expectGolden('failed.html.golden', htmlReport(reportOf('failed'))));

it('does not depend on anything but the journal, the moment and the last release', () => {
  for (const name of Object.keys(sampleStates)) expect(reportOf(name)).toEqual(reportOf(name));
});
