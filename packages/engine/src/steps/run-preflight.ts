import { fillKnown } from '../language/fill.ts';
import type { Scope } from '../language/scope.ts';
import type { Step } from '../model/checklist.ts';
import type { Lack, StepContext, StepType } from '../model/step-type.ts';
import { guard } from './guard.ts';
import type { Secrets } from './resolve-secrets.ts';

/** One step as far as it is known before the run. */
export interface PreflightJob {
  readonly id: string;
  readonly step: Step;
  readonly stepType: StepType | undefined;
  readonly scope: Scope;
  readonly context: StepContext;
}

/** What the steps need and is not there, each lack told once for the first step that has it. */
export async function runPreflight(
  jobs: readonly PreflightJob[],
  secrets: Pick<Secrets, 'missing'>,
): Promise<(Lack & { step: string })[]> {
  const found = new Map<string, Lack & { step: string }>();
  const seen = new Set<string>();
  for (const job of jobs) {
    for (const lack of [...lacksOfStep(job, secrets), ...(await askStepType(job, seen))]) {
      if (!found.has(lack.message)) found.set(lack.message, { ...lack, step: job.id });
    }
  }
  return [...found.values()];
}

function lacksOfStep({ step, stepType }: PreflightJob, secrets: Pick<Secrets, 'missing'>): Lack[] {
  const lacks = step.secrets.flatMap((id) => {
    const message = secrets.missing.get(id);
    return message === undefined
      ? []
      : [{ message, hint: 'Set the variable, or give the secret a command that prints it.' }];
  });
  if (stepType !== undefined) return lacks;
  return [
    ...lacks,
    {
      message: `there is no step type "${step.type}"`,
      hint: 'Install the plugin that brings it, or correct the checklist.',
    },
  ];
}

async function askStepType(job: PreflightJob, seen: Set<string>): Promise<readonly Lack[]> {
  const { stepType, step, scope, context } = job;
  if (stepType?.preflight === undefined) return [];
  const options = fillKnown(step.with, scope);
  const question = `${step.type} ${JSON.stringify(options)}`;
  if (seen.has(question)) return [];
  seen.add(question);
  return guard<readonly Lack[]>(
    async () => (await stepType.preflight?.(options, context)) ?? [],
    (failure) => [{ message: failure.message, hint: failure.hint ?? '' }],
  );
}
