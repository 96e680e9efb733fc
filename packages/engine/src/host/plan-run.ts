import { createRunState } from '../core/apply.ts';
import { parseExpression } from '../language/expression.ts';
import type { Scope } from '../language/scope.ts';
import type { Step } from '../model/checklist.ts';
import type { Effect } from '../model/effect.ts';
import type { Failure } from '../model/failure.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { accountsOf } from '../model/person.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { Node, RunState } from '../model/run-state.ts';
import type { ProbeResult, StepType } from '../model/step-type.ts';
import { buildRunScope, buildScope } from '../steps/build-scope.ts';
import { createContext } from '../steps/create-context.ts';
import { describePlan } from '../steps/describe-plan.ts';
import { describeSecretInput, findSecretInput } from '../steps/find-secret.ts';
import { probeStep } from '../steps/probe-step.ts';
import { resolveSecrets, type Secrets } from '../steps/resolve-secrets.ts';
import { asksFirst } from '../steps/start-step.ts';
import type { StartRequest } from './run-host.ts';

/** What is known of a step before the run. */
export type Finding =
  | { readonly type: 'done'; readonly note: string }
  | { readonly type: 'would-do' }
  | { readonly type: 'conflict'; readonly failure: Failure }
  | { readonly type: 'not-known'; readonly why: string }
  | { readonly type: 'left-out'; readonly why: string };

/** One step of a plan. */
export interface PlannedStep {
  readonly node: Node;
  readonly step: Step;
  readonly effect: Effect;
  readonly finding: Finding;
  /** Exact when all that the step depends on is known; else with the places that are filled later as they were written. */
  readonly lines: readonly string[];
  readonly isExact: boolean;
  readonly asksFirst: boolean;
  /** The first step whose effect cannot be taken back. */
  readonly isPointOfNoReturn: boolean;
}

/** A run that is only looked at: what `start` would be given, and where its world is read. */
export interface PlanRequest extends StartRequest {
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly stepTypes: readonly StepType[];
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  now(): number;
}

interface Planning {
  readonly request: PlanRequest;
  readonly state: RunState;
  readonly scope: Scope;
  readonly stepTypes: ReadonlyMap<string, StepType>;
  readonly secrets: Secrets;
  /** Outputs of steps whose effect is already there, by id. */
  readonly outputs: Map<string, JsonObject>;
}

/** Says what each step of a run would do. It only probes and plans: nothing is started and nothing is written. */
export async function planRun(request: PlanRequest): Promise<Result<readonly PlannedStep[], Failure>> {
  const { checklist, directory, env } = request;
  const confirmed = request.confirmed ?? [];
  const state = createRunState({ ...request, confirmed, type: 'run-started', format: 1, seq: 1, at: request.now() });
  const scope = buildRunScope(state);
  if (!scope.ok) return scope;
  const stepTypes = new Map(request.stepTypes.map((stepType) => [stepType.type, stepType]));
  const secrets = await resolveSecrets(checklist, stepTypes, { env, directory });
  const held = findSecretInput(request.inputs, secrets);
  if (held !== undefined) return fail({ reason: 'options', message: describeSecretInput(held) });
  const planning: Planning = { request, state, scope: scope.value, stepTypes, secrets, outputs: new Map() };
  const steps: PlannedStep[] = [];
  let mayReturn = true;
  for (const node of state.graph.nodes) {
    if (node.item.kind === 'group' || node.isMatrix) continue;
    const step = await planNode(planning, node, node.item);
    const isStillToDo = step.finding.type !== 'done' && step.finding.type !== 'left-out';
    const isPointOfNoReturn = mayReturn && isStillToDo && step.effect === 'irreversible';
    if (isPointOfNoReturn) mayReturn = false;
    steps.push({ ...step, isPointOfNoReturn });
  }
  const { text } = secrets.mask;
  return ok(steps.map((step) => ({ ...step, lines: step.lines.map(text), finding: maskFinding(step.finding, text) })));
}

async function planNode(planning: Planning, node: Node, step: Step): Promise<PlannedStep> {
  const stepType = planning.stepTypes.get(step.type);
  const scope = scopeOf(planning, node);
  const { effect } = step;
  const planned = { node, step, effect, asksFirst: asksFirst(step), isPointOfNoReturn: false };
  const { lines, options } = describePlan(step, stepType, scope);
  const isExact = options !== undefined;
  const why = whyLeftOut(planning, node);
  if (why?.type === 'left-out') return { ...planned, lines: [], isExact, finding: why };
  if (stepType === undefined || options === undefined) {
    const isUnknown = stepType === undefined ? `there is no step type "${step.type}"` : 'depends on steps before it';
    return { ...planned, lines, isExact, finding: why ?? { type: 'not-known', why: isUnknown } };
  }
  const probed = await probeStep(
    { step, stepType, context: contextForLooking(planning.request, planning.secrets, node, step) },
    options,
  );
  if (probed.type === 'done') planning.outputs.set(node.id, probed.outputs);
  return { ...planned, lines, isExact, finding: why ?? toFinding(probed) };
}

/** What a plan shows has not been through the journal, which masks. */
function maskFinding(finding: Finding, text: (value: string) => string): Finding {
  switch (finding.type) {
    case 'done':
      return { ...finding, note: text(finding.note) };
    case 'conflict': {
      const { failure } = finding;
      const details = failure.details === undefined ? {} : { details: failure.details.map(text) };
      return { ...finding, failure: { ...failure, message: text(failure.message), ...details } };
    }
    case 'not-known':
    case 'left-out':
      return { ...finding, why: text(finding.why) };
    case 'would-do':
      return finding;
  }
}

function toFinding(probed: ProbeResult): Finding {
  if (probed.type === 'done') return { type: 'done', note: probed.note };
  if (probed.type === 'absent') return { type: 'would-do' };
  return probed.type === 'conflict' ? probed : { type: 'not-known', why: probed.failure.message };
}

/** What the profile, or a `when` on the item or around it, says before the run. */
function whyLeftOut({ state, scope }: Planning, node: Node): Finding | undefined {
  if (node.isLeftOut) return { type: 'left-out', why: 'the profile leaves it out' };
  let finding: Finding | undefined;
  for (let holder: Node | undefined = node; holder !== undefined; holder = state.graph.nodes[holder.parent]) {
    const { when } = holder.item;
    if (when === undefined) continue;
    const expression = parseExpression(when);
    const isEarly = expression.ok && expression.value.references.every(({ path: [root] }) => root !== 'steps');
    const holds = isEarly ? expression.value.evaluate({ ...scope, matrix: holder.matrix }) : undefined;
    if (holds?.ok === true && !holds.value) return { type: 'left-out', why: `when: ${when}` };
    if (holds?.ok !== true) finding = { type: 'not-known', why: `only when: ${when}` };
  }
  return finding;
}

/** The names that the step can use; of the steps before it only those are filled in whose effect is already there. */
function scopeOf({ state, scope, outputs }: Planning, node: Node): Scope {
  const full = buildScope(scope, state, node);
  const known = Object.entries(isJsonObject(full.steps) ? full.steps : {}).map(([id, view]) => {
    const done = outputs.get(id);
    const title = isJsonObject(view) ? view.title : id;
    return [id, done === undefined ? { title } : { title, status: 'passed', outputs: done }];
  });
  return { ...full, steps: Object.fromEntries(known) as JsonObject };
}

/** The view of the world for a step that is only looked at: nothing is kept of what it prints. */
export function contextForLooking(request: PlanRequest, secrets: Secrets, node: Node, step: Step) {
  return createContext({
    key: { step: node.id, round: 1, attempt: 1 },
    title: step.title,
    runId: request.runId,
    startedAt: request.now(),
    commit: request.commit,
    operators: [accountsOf(request.starter, request.checklist.contacts)],
    directory: request.directory,
    env: secrets.env,
    ...secrets.forStep(step),
    signal: request.signal,
    mask: secrets.mask.text,
    onOutput: () => {},
    onProgress: () => {},
    now: request.now,
  });
}
