import { writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fail, ok, type Result } from '@checklist/engine';
import { type Invocation, optionValue } from '../arguments/command-spec.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { showJson } from '../output/show-text.ts';
import type { RunReport } from '../report/model/run-report.ts';
import { reportRun } from '../report/report-run.ts';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { faultTrouble, pickRunToRead } from '../workspace/pick-run.ts';

/** Prints the report of a run, or writes it to a file. */
export async function reportCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const { host } = openWorkspace(call);
  const picked = await pickRunToRead(host, call.words[0]);
  if (!picked.ok) return picked;
  const file = optionValue(call, 'output');
  const format = optionValue(call, 'format') ?? formatOf(file);
  const report = await reportRun(host, picked.value, Date.now());
  if (!report.ok) return fail(faultTrouble(report.error));
  const text = await render(report.value, format);
  if (file === undefined) {
    call.terminal.print(text.trimEnd());
    return ok(exitCodes.passed);
  }
  try {
    writeFileSync(resolve(call.cwd, file), text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(wrongUsage(`"${file}" cannot be written: ${why}`, 'name a file in a folder that is there'));
  }
  call.terminal.print(`${file} written`);
  return ok(exitCodes.passed);
}

function formatOf(file: string | undefined): string {
  const formats: Readonly<Record<string, string>> = {
    '.html': 'html',
    '.htm': 'html',
    '.json': 'json',
    '.xml': 'junit',
  };
  return formats[extname(file ?? '').toLowerCase()] ?? 'markdown';
}

async function render(report: RunReport, format: string): Promise<string> {
  if (format === 'json') return `${showJson(report)}\n`;
  if (format === 'junit') return (await import('../report/junit/junit-report.ts')).junitReport(report);
  if (format === 'html') return (await import('../report/html/page.ts')).htmlReport(report);
  return (await import('../report/markdown/markdown-report.ts')).markdownReport(report);
}
