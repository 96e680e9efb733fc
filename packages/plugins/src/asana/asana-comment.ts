import {
  defineStepType,
  type Failure,
  fail,
  type JsonObject,
  ok,
  type Result,
  type StepContext,
  type StepResult,
} from '@checklist/engine/plugin';
import { type Static, Type } from 'typebox';
import { toProbeResult, toStepResult } from '../finding/conclude-failure.ts';
import { mayBeDone } from '../http/http-trouble.ts';
import { quoteText } from '../shell/quote-command.ts';
import { unreadable } from './asana-trouble.ts';
import { asanaFailure, tokenVariable } from './connect-asana.ts';
import { checkTask, type OpenedTask, openTask } from './open-task.ts';

const options = Type.Object(
  {
    task: Type.String({ minLength: 1, description: 'Id of the task.', examples: ['1210300000000001'] }),
    text: Type.String({
      pattern: '\\S',
      description: 'What the comment says.',
      examples: ['Released in {{inputs.version}}.'],
    }),
  },
  { additionalProperties: false },
);

type Options = Static<typeof options>;

export const asanaComment = defineStepType({
  type: 'asana.comment',
  summary: 'Comments on a task in Asana',
  effect: 'irreversible',
  options,
  outputs: () => ({
    comment: Type.String({ description: 'Id of the comment.' }),
    url: Type.String({ description: 'Link to the task.' }),
  }),
  credentials: [tokenVariable],
  preflight: ({ task }, context) => checkTask(task, context),
  probe: async (options, context) => {
    const found = await look(options, context);
    if (!found.ok) return toProbeResult(found.error);
    const { said } = found.value;
    return said === undefined ? { type: 'absent' } : { type: 'done', outputs: said, note: 'was already said' };
  },
  plan: ({ task, text }) => [`comment on Asana task ${task}:`, ...quoteText(text)],
  start: say,
});

async function say(options: Options, context: StepContext): Promise<StepResult> {
  const found = await look(options, context);
  if (!found.ok) return toStepResult(found.error);
  const { asana, task, said } = found.value;
  if (said !== undefined) return { type: 'passed', outputs: said, note: 'was already said' };
  const evidence = [{ type: 'link', label: task.name, url: task.url } as const];
  const added = await asana.addComment(task.gid, options.text);
  if (added.ok && plain(added.value.text) === plain(options.text))
    return { type: 'passed', outputs: { comment: added.value.gid, url: task.url }, evidence };
  // The comment may have been taken although no good answer came: a second look tells.
  const trouble = added.ok ? unreadable : added.error;
  const after = mayBeDone(trouble) ? await look(options, context) : undefined;
  if (after?.ok === true && after.value.said !== undefined)
    return {
      type: 'passed',
      outputs: after.value.said,
      evidence,
      note: 'the answer was lost, but the comment is there',
    };
  return toStepResult(asanaFailure(trouble, `comment on Asana task "${task.gid}"`));
}

interface Finding extends OpenedTask {
  /** The step's outputs, when the comment is there. */
  readonly said: JsonObject | undefined;
}

async function look({ task: gid, text }: Options, context: StepContext): Promise<Result<Finding, Failure>> {
  const opened = await openTask(gid, context);
  if (!opened.ok) return opened;
  const { asana, task } = opened.value;
  const comments = await asana.comments(gid);
  if (!comments.ok) return fail(asanaFailure(comments.error, `read the comments of Asana task "${gid}"`));
  const same = comments.value.find((comment) => plain(comment.text) === plain(text));
  return ok({ ...opened.value, said: same && { comment: same.gid, url: task.url } });
}

/** Asana may change line ends and blanks around a text. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
