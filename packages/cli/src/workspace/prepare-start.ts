import {
  buildRunScope,
  type Checklist,
  didYouMean,
  type Failure,
  fail,
  type Item,
  isRunId,
  type JsonObject,
  ok,
  type Person,
  parseTemplate,
  type Result,
  resolveMatrices,
  type StartRequest,
} from '@checklist/engine';
import { resolveCommit } from '@checklist/plugins';
import { exitCodes } from '../exit-codes.ts';
import { makeTrouble, type Trouble, wrongUsage } from '../trouble.ts';
import { checkConfirmed } from './check-confirmed.ts';
import { createProgramRunner } from './run-program.ts';

/** What a run is started with. */
export interface StartChoices {
  readonly checklist: Checklist;
  readonly inputs: JsonObject;
  readonly starter: Person;
  readonly profile: string | undefined;
  readonly confirmed: readonly string[];
  /** The id that was asked for. */
  readonly runId: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Pins the commit, fixes the matrices and names the run; nothing is written. */
export async function prepareStart(
  choices: StartChoices,
  at: { readonly directory: string; readonly env: Readonly<Record<string, string>> },
): Promise<Result<StartRequest, Trouble>> {
  const { checklist, inputs, starter, profile, confirmed } = choices;
  const wrong = checkProfile(checklist, profile);
  if (wrong !== undefined) return fail(wrong);
  const runId = choices.runId ?? nameRun(checklist, inputs, choices.now);
  if (!isRunId(runId)) {
    return fail(
      wrongUsage(`the run id is "${runId}", expected letters, digits, ".", "_" and "-"`, 'give another one with --run'),
    );
  }
  const run = { runId, checklist, inputs, starter, startedAt: choices.now };
  const commit = await pinCommit(run, at);
  if (!commit.ok) return commit;
  const pinned = commit.value === undefined ? {} : { commit: commit.value };
  const scope = buildRunScope({ ...run, ...pinned });
  const unconfirmed = checkConfirmed(checklist, confirmed, scope.ok ? scope.value : undefined);
  if (unconfirmed !== undefined) return fail(unconfirmed);
  const fixed = fixMatrices({ ...run, ...pinned });
  if (!fixed.ok) return fail(makeTrouble(exitCodes.checklistWrong, fixed.error.message, fixed.error.hint));
  return ok({
    runId,
    checklist: fixed.value,
    inputs,
    starter,
    confirmed,
    ...pinned,
    ...(profile === undefined ? {} : { profile }),
  });
}

type NamedRun = Parameters<typeof buildRunScope>[0] & { readonly checklist: Checklist };

/** The checklist with every matrix as a list, so that the graph of the run is fixed. */
export function fixMatrices(run: NamedRun): Result<Checklist, Failure> {
  const scope = buildRunScope(run);
  if (!scope.ok) return scope;
  const items = resolveMatrices<Item>(run.checklist.items, (text) => {
    const template = parseTemplate(text);
    return template.ok
      ? template.value.render(scope.value)
      : fail({ reason: 'template', message: template.error.message });
  });
  return items.ok ? ok({ ...run.checklist, items: items.value }) : items;
}

async function pinCommit(
  run: NamedRun,
  at: Parameters<typeof prepareStart>[1],
): Promise<Result<string | undefined, Trouble>> {
  const { commit } = run.checklist;
  if (commit === undefined) return ok(undefined);
  const scope = buildRunScope({ ...run, checklist: { ...run.checklist, values: {} } });
  const template = parseTemplate(commit);
  const revision = scope.ok && template.ok ? template.value.render(scope.value) : undefined;
  if (revision?.ok !== true) {
    const why = revision === undefined ? 'it cannot be read' : revision.error.message;
    return fail(makeTrouble(exitCodes.checklistWrong, `"commit" of the checklist cannot be filled: ${why}`));
  }
  const resolved = await resolveCommit(createProgramRunner(at.directory, at.env), String(revision.value));
  if (resolved.ok) return resolved;
  if (await hasNoCommit(at))
    return fail(
      wrongUsage(`this repository has no commit yet, expected one to pin "${String(revision.value)}"`, firstCommit),
    );
  return fail(
    wrongUsage(resolved.error, 'name a commit, a branch or a tag that this clone has; "git fetch" may bring it'),
  );
}

const firstCommit = 'make the first one: git add --all && git commit -m "First commit"';

async function hasNoCommit({ directory, env }: Parameters<typeof prepareStart>[1]): Promise<boolean> {
  const listed = await createProgramRunner(directory, env)({ command: ['git', 'rev-list', '--max-count=1', '--all'] });
  return listed.type === 'exited' && listed.exitCode === 0 && listed.stdout.trim() === '';
}

function nameRun(checklist: Checklist, inputs: JsonObject, now: number): string {
  const version = typeof inputs.version === 'string' ? inputs.version : '';
  const suffix = isRunId(version) ? version : new Date(now).toISOString().slice(0, 16).replaceAll(/[:T]/g, '-');
  return `${checklist.id}-${suffix}`.slice(0, 100);
}

function checkProfile({ profiles }: Checklist, profile: string | undefined): Trouble | undefined {
  if (profile === undefined || Object.hasOwn(profiles, profile)) return undefined;
  const known = Object.keys(profiles);
  const hint =
    didYouMean(profile, known) ??
    (known.length === 0 ? 'the checklist has no profiles' : `the profiles are ${known.join(', ')}`);
  return wrongUsage(`there is no profile "${profile}"`, hint);
}
