import { type Static, Type } from 'typebox';
import { effects } from '../model/effect.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { closed, command, duration, expression, id, ids, text } from './written-value.ts';

const head = {
  id: id('Names the item in "needs", in templates and on the command line; unique in the file.', 'push_tag'),
  title: Type.String({
    description: 'What people read on screens and in reports.',
    examples: ['Create the qualification branch'],
    minLength: 1,
  }),
  description: Type.Optional(text('Markdown for the reader.', 'Qualifies one commit, tags it, and merges it.')),
  when: Type.Optional(
    expression(
      'Expression (CEL); when it is false the item is skipped.',
      'inputs.version.endsWith("-rc")',
      'steps.changes.outputs.count > 0',
    ),
  ),
  needs: Type.Optional(
    ids(
      'Ids of items that must have ended; replaces the rule that an item waits for the one above it. [] starts at once.',
      [],
      ['build', 'test'],
    ),
  ),
  matrix: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Union(
        [
          Type.Array(matrixValue(), { description: 'The values.', minItems: 1 }),
          Type.String({ description: 'A template that yields a list.', pattern: '\\{\\{' }),
        ],
        { title: 'a list, or a template that yields one' },
      ),
      {
        description: 'Names and their values; one instance of the item for each combination.',
        examples: [{ target: ['linux', 'windows'] }, { job: '{{inputs.jobs}}' }],
        minProperties: 1,
      },
    ),
  ),
  owner: Type.Optional(text('The id of the contact who is responsible.', 'release_manager')),
};

function matrixValue() {
  return Type.Union(
    [
      Type.String(),
      Type.Number(),
      Type.Boolean(),
      Type.Unsafe<JsonObject>({
        type: 'object',
        properties: { id: { type: ['string', 'number'], description: 'Names the instance.', examples: ['linux'] } },
        required: ['id'],
      }),
    ],
    { title: 'a text, a number, true, false, or a mapping with an "id"' },
  );
}

const items = (description: string) => Type.Array(Type.Unsafe<Json>({}), { title: 'a list of items', description });

/** A group as a person writes it; what it holds is checked item by item. */
export const writtenGroup = Type.Object(
  {
    ...head,
    parallel: Type.Optional(
      Type.Boolean({ description: 'The items of this group do not wait for each other.', default: false }),
    ),
    limit: Type.Optional(
      Type.Integer({
        description: 'How many steps of this group may be under way at once.',
        examples: [4],
        minimum: 1,
      }),
    ),
    steps: items('The items that the group holds, top to bottom.'),
    finally: Type.Optional(items('Items that run when the group ends, whatever happened, if it had begun.')),
    on_reject: Type.Optional(
      Type.Object(
        { back_to: text('The id of the item where a new round begins.', 'prepare') },
        { ...closed, description: 'What a refused question inside the group leads to.' },
      ),
    ),
  },
  closed,
);

const expectation = Type.Object(
  {
    name: text('What people read.', 'every job was launched'),
    that: expression(
      'Expression (CEL) that must be true; "outputs" are the step\'s own.',
      'outputs.exit_code == 0',
      'outputs.jobs.size() > 0',
    ),
  },
  closed,
);

const retry = Type.Union(
  [
    Type.Integer({ description: 'All attempts, the first one included.', examples: [3], minimum: 1 }),
    Type.Object(
      {
        attempts: Type.Integer({ description: 'All attempts, the first one included.', examples: [3], minimum: 1 }),
        delay: Type.Optional(duration('How long to wait before the second attempt; 1s when absent.', '10s')),
        factor: Type.Optional(
          Type.Number({
            description: 'What each further delay is multiplied with; 2 when absent.',
            default: 2,
            minimum: 1,
          }),
        ),
        max_delay: Type.Optional(duration('The longest delay; 5m when absent.', '1m')),
      },
      closed,
    ),
  ],
  {
    title: 'a number of attempts, or a mapping with "attempts"',
    description: 'How often an attempt that failed is made again.',
    examples: [3, { attempts: 3, delay: '10s' }],
  },
);

const confirm = Type.Union(
  [
    Type.Boolean(),
    Type.Object(
      { word: text('Template of the word that has to be typed, such as the version.', '{{inputs.version}}') },
      closed,
    ),
  ],
  {
    title: 'true, or a mapping with "word"',
    description: 'Ask before each start, whatever the effect; with a word, it has to be typed.',
  },
);

const poll = Type.Object(
  {
    until: expression(
      'Expression (CEL) that ends the waiting; "outputs" are the step\'s own.',
      'outputs.state == "done"',
    ),
    every: duration('How long to wait between two reads.', '1m'),
    timeout: duration('How long to wait in all.', '2h'),
    grace: Type.Optional(
      duration('For so long, from the first of them in a row, a read that failed counts as "not yet".', '10m'),
    ),
  },
  { ...closed, description: 'On a step that only reads: it is made again until the expression holds.' },
);

/** A step as a person writes it; `with` is checked by the schema of its step type. */
export const writtenStep = Type.Object(
  {
    ...head,
    type: Type.String({
      title: 'the name of a step type, or "steps" for a group',
      description: 'What the step does.',
      examples: ['shell', 'manual', 'git.tag'],
    }),
    with: Type.Optional(Type.Unsafe<JsonObject>({ type: 'object', description: "The step type's options." })),
    expect: Type.Optional(
      Type.Array(expectation, {
        description: 'What must hold after the step.',
        examples: [[{ name: 'there is something to release', that: 'outputs.count > 0' }]],
      }),
    ),
    retry: Type.Optional(retry),
    timeout: Type.Optional(duration('How long one attempt may take.', '30s', '1h30m')),
    effect: Type.Optional(
      Type.Enum([...effects], { description: 'What the step does to the world, when it is stricter than its type.' }),
    ),
    confirm: Type.Optional(confirm),
    manual: Type.Optional(
      text('Template of Markdown: how to do the step by hand.', 'Push the tag with `git push origin {{values.tag}}`.'),
    ),
    undo: Type.Optional(
      Type.Object(
        { command: command('The program and its arguments; no shell.', ['make', 'uninstall']) },
        { ...closed, description: "A program that takes the step's effect back." },
      ),
    ),
    poll: Type.Optional(poll),
    deadline: Type.Optional(duration('When the step is later than this, those concerned are warned.', '4h', '2d')),
    secrets: Type.Optional(
      Type.Array(Type.String(), {
        title: 'a list of names',
        description: 'Names of secrets that the step receives.',
        examples: [['deploy_token']],
      }),
    ),
  },
  closed,
);

export type WrittenGroup = Static<typeof writtenGroup>;
export type WrittenStep = Static<typeof writtenStep>;
