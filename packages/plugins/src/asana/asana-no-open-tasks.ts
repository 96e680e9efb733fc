import {
  defineStepType,
  type Evidence,
  type Failure,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import type { AsanaTask } from './asana-shapes.ts';
import { asanaFailure, connectAsana, inconclusive, tokenVariable, toLack } from './connect-asana.ts';
import { findPlace, type Place } from './find-place.ts';

const mostListed = 50;

const options = Type.Object(
  {
    project: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Id of the project; `ASANA_PROJECT_ID` when absent.',
        examples: ['1210300000000000'],
      }),
    ),
    section: Type.Optional(
      Type.String({ minLength: 1, description: 'Name of the section; `Active` when absent.', default: 'Active' }),
    ),
    tag: Type.Optional(
      Type.String({ minLength: 1, description: 'Only tasks with the tag of this name count.', examples: ['blocker'] }),
    ),
    custom_field: Type.Optional(
      Type.Object(
        {
          name: Type.String({ minLength: 1, description: 'Name of the custom field.', examples: ['Severity'] }),
          value: Type.String({ minLength: 1, description: 'Its value as people see it.', examples: ['Blocker'] }),
        },
        { additionalProperties: false, description: 'Only tasks with this value of a custom field count.' },
      ),
    ),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const asanaNoOpenTasks = defineStepType({
  type: 'asana.no_open_tasks',
  summary: 'Verifies that a section of an Asana project has no open task',
  effect: 'reads',
  options,
  outputs: () => ({
    count: Type.Number({ description: 'How many tasks are open.' }),
    url: Type.String({ description: 'Link to the project.' }),
  }),
  credentials: [tokenVariable],
  preflight: async (options, context) => {
    const asana = connectAsana(context);
    if (!asana.ok) return [toLack(asana.error)];
    const place = await findPlace(asana.value, wantedPlace(options, context));
    return place.ok ? [] : [toLack(place.error)];
  },
  plan: (options) => {
    const { section, project = 'of ASANA_PROJECT_ID' } = { section: 'Active', ...options };
    return [`read the open tasks of section "${section}" in Asana project ${project}${describeFilter(options)}`];
  },
  start: verify,
});

async function verify(options: Options, context: StepContext): Promise<StepResult> {
  const asana = connectAsana(context);
  if (!asana.ok) return inconclusive(asana.error);
  const place = await findPlace(asana.value, wantedPlace(options, context));
  if (!place.ok) return inconclusive(place.error);
  const found = new Map<string, AsanaTask>();
  for (const { gid, name } of place.value.sections) {
    const tasks = await asana.value.openTasks(gid);
    if (!tasks.ok) return inconclusive(asanaFailure(tasks.error, `read the tasks of section "${name}"`));
    for (const task of tasks.value) {
      const isCounted = counts(task, options);
      if (isCounted === undefined) return inconclusive(untold(task));
      if (isCounted) found.set(task.gid, task);
    }
  }
  return conclude([...found.values()], place.value, options);
}

function conclude(open: readonly AsanaTask[], { project, section }: Place, options: Options): StepResult {
  const outputs = { count: open.length, url: project.url };
  const evidence: Evidence[] = [{ type: 'link', label: `Asana project ${project.name}`, url: project.url }];
  if (open.length === 0) return { type: 'passed', outputs, evidence };
  const listed = open.slice(0, mostListed);
  const more = open.length > mostListed ? [`and ${open.length - mostListed} more`] : [];
  const tasks = `${open.length} open ${open.length === 1 ? 'task' : 'tasks'}`;
  return {
    type: 'failed',
    outputs,
    evidence: [
      ...evidence,
      ...listed.map((task): Evidence => ({ type: 'link', label: describe(task), url: task.url })),
    ],
    failure: {
      reason: 'expectation',
      message: `section "${section}" of project "${project.name}" has ${tasks}${describeFilter(options)}, expected none`,
      hint: 'Complete them or move them out of the section, then retry the step; waive it only with a reason.',
      details: [...listed.map((task) => `${describe(task)} ${task.url}`), ...more],
    },
  };
}

function wantedPlace({ section = 'Active', tag, custom_field, project }: Partial<Options>, { env }: StepContext) {
  return { project: project ?? env.ASANA_PROJECT_ID, section, tag, customField: custom_field?.name };
}

/** Whether a task is one of those that must be completed; nothing when Asana does not tell what tells it. */
function counts({ tags, fields }: AsanaTask, { tag, custom_field }: Options): boolean | undefined {
  const isTagged = tag === undefined ? true : tags?.some(({ name }) => name === tag);
  const value = custom_field === undefined ? undefined : fields?.get(custom_field.name);
  const hasValue = custom_field === undefined ? true : value === undefined ? undefined : value === custom_field.value;
  return isTagged === false || hasValue === false ? false : isTagged && hasValue;
}

function untold({ name, gid }: AsanaTask): Failure {
  const message = `Asana does not tell the tags and custom fields of task "${name}" (${gid}), expected those that are asked for`;
  return { reason: 'cannot-tell', message, hint: 'Look at the task, and retry the step.' };
}

function describe({ name, assignee }: AsanaTask): string {
  return `${name} (${assignee ?? 'nobody'})`;
}

function describeFilter({ tag, custom_field }: Options): string {
  const tagged = tag === undefined ? '' : ` with tag "${tag}"`;
  return custom_field === undefined ? tagged : `${tagged} whose "${custom_field.name}" is "${custom_field.value}"`;
}
