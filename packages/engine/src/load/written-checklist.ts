import { type Static, Type } from 'typebox';
import type { Json, JsonObject } from '../model/json.ts';
import { byId, closed, command, id, ids, text } from './written-value.ts';

const contact = Type.Object(
  {
    name: text('How the person is called.', 'Axel'),
    email: Type.Optional(text('E-mail address; tells who answers by their git identity.', 'axel@example.org')),
    github: Type.Optional(text('Account on GitHub.', 'octocat')),
    discord: Type.Optional(text('Name on Discord, such as "@axel".', '@axel')),
    asana: Type.Optional(text('Account on Asana.', 'axel@example.org')),
  },
  closed,
);

const input = Type.Object(
  {
    type: Type.Enum(['string', 'number', 'boolean', 'list'], { description: 'What kind of value it is.' }),
    description: Type.Optional(text('What the operator is asked for.', 'Version to release')),
    default: Type.Optional(
      Type.Unsafe<Json>({
        description: 'Taken when the operator gives nothing.',
        examples: ['origin/main', true, ['Lint', 'Tests']],
      }),
    ),
    pattern: Type.Optional(
      Type.String({
        description: 'Regular expression (RE2) that the text must match.',
        examples: ['^\\d+\\.\\d+\\.\\d+$'],
        format: 'regex',
      }),
    ),
    choices: Type.Optional(
      Type.Array(Type.Unsafe<Json>({}), {
        description: 'The only values that may be given.',
        examples: [['major', 'minor', 'patch']],
        minItems: 1,
      }),
    ),
  },
  closed,
);

const secret = Type.Object(
  {
    env: Type.String({
      title: 'the name of a variable',
      description: 'The variable that holds the value, and under which a child process receives it.',
      examples: ['DEPLOY_TOKEN'],
      pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
    }),
    command: Type.Optional(
      command('A program whose first line of output is the value.', ['op', 'read', 'op://releases/token/password']),
    ),
  },
  closed,
);

const profile = Type.Object(
  {
    description: Type.Optional(text('When to take this profile.', 'A small urgent fix: the long tests are left out.')),
    skip: Type.Optional(ids('Ids of items that are left out.', ['cluster_test', 'play_workflow'])),
    only: Type.Optional(ids('Only these items are run, with what they hold.', ['prepare', 'tag'])),
    relax: Type.Optional(
      Type.Record(Type.String(), Type.Unsafe<JsonObject>({ type: 'object' }), {
        description: 'Options laid over the "with" of a step, by the id of the step.',
        examples: [{ ci: { jobs: ['Lint'] } }],
      }),
    ),
  },
  closed,
);

const occasions = (what: string) =>
  Type.Optional(
    Type.Array(Type.Enum(['waiting', 'failed', 'ended']), {
      description: `${what}: "waiting" when a step begins to ask a person, "failed" when one did not pass, "ended" with the run.`,
      examples: [['waiting', 'failed', 'ended']],
    }),
  );

const notify = Type.Object(
  {
    bell: occasions('When the bell of the terminal rings'),
    desktop: occasions('When the terminal shows a notice on the desktop, if it can'),
    discord: occasions('When a notice is posted through the webhook of DISCORD_NOTIFY_WEBHOOK_URL'),
  },
  { ...closed, description: 'Who looks elsewhere is told; a run never fails by it.' },
);

/** The file as a person writes it; the items are checked one by one. */
export const writtenChecklist = Type.Object(
  {
    version: Type.Literal(1, { description: 'The version of the language; always 1.' }),
    id: id('How the checklist is named on the command line.', 'release'),
    title: Type.String({
      description: 'What people read on screens and in reports.',
      examples: ['Create the qualification branch'],
      minLength: 1,
    }),
    description: Type.Optional(text('Markdown for the reader.', 'Qualifies one commit, tags it, and merges it.')),
    commit: Type.Optional(
      text(
        'Template of a git revision; resolved to a full SHA when the run starts, and pinned as run.commit.',
        '{{inputs.commit}}',
        'origin/main',
      ),
    ),
    contacts: Type.Optional(byId(contact, 'Persons whom the checklist names.')),
    inputs: Type.Optional(byId(input, 'Values that the operator gives when a run starts.')),
    values: Type.Optional(
      byId(Type.String(), 'Templates with a name; they may use inputs, contacts, run and each other.'),
    ),
    secrets: Type.Optional(byId(secret, 'Values that never reach a screen, a journal or a report.')),
    profiles: Type.Optional(byId(profile, 'Choices of steps in this file.')),
    notify: Type.Optional(notify),
    steps: Type.Array(Type.Unsafe<Json>({}), {
      title: 'a list of at least one item',
      description: 'The items, top to bottom.',
      minItems: 1,
    }),
  },
  closed,
);

export type WrittenChecklist = Static<typeof writtenChecklist>;
