import { createRunState } from '../core/apply.ts';
import type { Failure } from '../model/failure.ts';
import { ok, type Result } from '../model/result.ts';
import type { Lack } from '../model/step-type.ts';
import { buildRunScope, buildScope } from '../steps/build-scope.ts';
import { resolveSecrets } from '../steps/resolve-secrets.ts';
import { runPreflight } from '../steps/run-preflight.ts';
import { contextForLooking, type PlanRequest } from './plan-run.ts';

/** What one step of a run needs, as far as it can be told before. */
export interface ExaminedStep {
  readonly step: string;
  readonly type: string;
  /** Variables of which one holds the credential that the step uses, and whether one is set. */
  readonly credentials: readonly string[];
  readonly hasCredential: boolean;
  readonly lacks: readonly Lack[];
}

/** Asks every step type for what its steps need, with no run: it only reads. Instances of a matrix are asked each. */
export async function examineRun(request: PlanRequest): Promise<Result<readonly ExaminedStep[], Failure>> {
  const { checklist, directory, env } = request;
  const state = createRunState({
    confirmed: [],
    ...request,
    type: 'run-started',
    format: 1,
    seq: 1,
    at: request.now(),
  });
  const scope = buildRunScope(state);
  if (!scope.ok) return scope;
  const stepTypes = new Map(request.stepTypes.map((stepType) => [stepType.type, stepType]));
  const secrets = await resolveSecrets(checklist, stepTypes, { env, directory });
  const { text } = secrets.mask;
  const examined: ExaminedStep[] = [];
  for (const node of state.graph.nodes) {
    const step = node.item;
    if (step.kind === 'group' || node.isMatrix || node.isLeftOut) continue;
    const stepType = stepTypes.get(step.type);
    const context = contextForLooking(request, secrets, node, step);
    const job = { id: node.id, step, stepType, scope: buildScope(scope.value, state, node), context };
    const credentials = stepType?.credentials ?? [];
    const lacks = await runPreflight([job], secrets);
    examined.push({
      step: node.id,
      type: step.type,
      credentials,
      hasCredential: credentials.some((name) => (env[name] ?? '') !== ''),
      lacks: lacks.map(({ message, hint }) => ({ message: text(message), hint: text(hint) })),
    });
  }
  return ok(examined);
}
