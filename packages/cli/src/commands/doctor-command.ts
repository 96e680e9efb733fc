import { type Checklist, examineRun, fail, type Json, ok, type Result } from '@checklist/engine';
import { type Invocation, optionValue, optionValues } from '../arguments/command-spec.ts';
import { machineFindings, storeFindings } from '../doctor/examine-machine.ts';
import { type DoctorFinding, stepFindings } from '../doctor/findings.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { readInputs, withDefaults } from '../inputs/read-inputs.ts';
import { markLine } from '../output/print-marked.ts';
import { showJson } from '../output/show-text.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { findChecklist, listChecklistIds } from '../workspace/find-checklist.ts';
import { findPerson } from '../workspace/find-person.ts';
import { loadChecklist } from '../workspace/load-checklist.ts';
import { openWorkspace, type Workspace } from '../workspace/open-workspace.ts';
import { prepareStart } from '../workspace/prepare-start.ts';

/** Looks at everything that a checklist needs, without a run, and at the runs that are kept. It only reads. */
export async function doctorCommand(call: Invocation): Promise<Result<ExitCode, Trouble>> {
  const env = { ...call.env, GIT_OPTIONAL_LOCKS: '0' };
  const workspace = openWorkspace({ ...call, env });
  const ids = call.words.length > 0 ? call.words : listChecklistIds(workspace.directory);
  const parts: { title: string; findings: readonly DoctorFinding[] }[] = [
    { title: 'This machine', findings: await machineFindings(workspace) },
  ];
  for (const id of ids) {
    const findings = await checklistFindings(call, workspace, id);
    if (!findings.ok) return findings;
    parts.push({ title: `Checklist ${id}`, findings: findings.value });
  }
  parts.push({ title: 'Runs', findings: await storeFindings(workspace) });
  if (optionValue(call, 'output') === 'json') call.terminal.print(showJson({ parts }));
  else print(call, parts);
  const isFine = parts.every(({ findings }) => findings.every(({ verdict }) => verdict !== 'lacking'));
  return ok(isFine ? exitCodes.passed : exitCodes.failed);
}

async function checklistFindings(
  call: Invocation,
  workspace: Workspace,
  id: string,
): Promise<Result<readonly DoctorFinding[], Trouble>> {
  const { directory, env, stepTypes } = workspace;
  const file = findChecklist(id, workspace);
  if (!file.ok) return file;
  const loaded = await loadChecklist(file.value, { directory, env, isReadOnly: true });
  if (!loaded.ok) return loaded;
  const checklist = loaded.value;
  const read = readInputs(checklist.inputs, optionValues(call, 'input'));
  if (read.faults.length > 0) return fail(wrongUsage(read.faults.join('\nerror: ')));
  const starter = await findPerson(checklist.contacts, { directory, env, as: undefined });
  const person = starter.ok ? starter.value : { name: 'nobody' };
  const inputs = { ...standIns(checklist), ...withDefaults(checklist.inputs, read.values) };
  const profile = optionValue(call, 'profile');
  const choices = { checklist, inputs, starter: person, profile, confirmed: [], runId: 'doctor', now: Date.now() };
  const start = await prepareStart(choices, { directory, env });
  const { commit: _, ...uncommitted } = checklist;
  // Where nothing can be pinned, everything else is looked at all the same.
  const other = start.ok ? start : await prepareStart({ ...choices, checklist: uncommitted }, { directory, env });
  if (!other.ok) return other;
  const request = start.ok ? start.value : { ...other.value, checklist, commit: noCommit };
  const signal = new AbortController().signal;
  const examined = await examineRun({ ...request, directory, stepTypes, env, signal, now: Date.now });
  if (!examined.ok) return fail(makeTrouble(exitCodes.checklistWrong, examined.error.message, examined.error.hint));
  const own = starter.ok
    ? []
    : [notable('git does not say who you are', ['every decision of yours'], 'Set user.name.')];
  const open = read.missing.map((name) => notable(`the input "${name}" was not given, "0" stands for it here`, []));
  const pinned = start.ok ? [] : [lackOfCommit(start.error)];
  return ok([...own, ...open, ...pinned, ...stepFindings(examined.value)]);
}

/** Stands for a commit that cannot be pinned. */
const noCommit = '0'.repeat(40);

function lackOfCommit({ text }: Trouble): DoctorFinding {
  const [message = '', hint] = text.split('\n');
  return {
    verdict: 'lacking',
    message: message.replace(/^error: /, ''),
    neededFor: ['the commit of a run'],
    ...(hint !== undefined && { hint: hint.replace(/^hint: /, '') }),
  };
}

/** What stands for inputs that were not given: names that hold one of them are only looked at. */
function standIns({ inputs }: Checklist): Record<string, Json> {
  const values = { string: '0', number: 0, boolean: false, list: [] };
  return Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, values[type]]));
}

function notable(message: string, neededFor: readonly string[], hint?: string): DoctorFinding {
  return { verdict: 'notable', message, neededFor, ...(hint !== undefined && { hint }) };
}

const marks = { fine: 'passed', lacking: 'failed', notable: 'waiting' } as const;
/** Ids that a line names at most. */
const most = 6;

function print(
  { terminal }: Invocation,
  parts: readonly { title: string; findings: readonly DoctorFinding[] }[],
): void {
  const { paint } = terminal;
  const lines = parts.flatMap(({ title, findings }) => [
    paint('bold', title),
    ...findings.flatMap(({ verdict, message, neededFor, hint }) => {
      const more = neededFor.length > most ? ` and ${neededFor.length - most} more` : '';
      const needed = neededFor.length === 0 ? [] : [`    needed for ${neededFor.slice(0, most).join(', ')}${more}`];
      const how = hint === undefined || hint === '' ? [] : [`    hint: ${hint}`];
      return [
        `  ${markLine(paint, marks[verdict], message)}`,
        ...[...needed, ...how].map((line) => paint('dim', line)),
      ];
    }),
  ]);
  terminal.print(lines.join('\n'));
}
