import { Type } from 'typebox';
import { byName } from '../schema/by-name.ts';

/** A template that is one expression keeps its type, so a number can stand where a text is meant. */
const word = (description: string) =>
  Type.Union([Type.String(), Type.Number(), Type.Boolean()], { title: 'a text', description });

const output = Type.Union(
  [
    Type.Object(
      {
        stdout: Type.Enum(['json', 'text', 'lines'], {
          description: 'Standard output as JSON, as one text, or as a list of lines.',
        }),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        match: Type.String({
          minLength: 1,
          format: 'regex',
          description:
            'RE2 pattern for standard output: the named groups as an object, else the first group, else the match.',
          examples: ['version (?P<major>\\d+)\\.(?P<minor>\\d+)'],
        }),
        all: Type.Optional(Type.Boolean({ description: 'Take the list of all matches.', default: false })),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        file: Type.String({
          minLength: 1,
          description: 'File that the program writes, relative to the directory in which it runs.',
          examples: ['jobs.json'],
        }),
        format: Type.Enum(['json', 'text'], { description: "The file's format." }),
      },
      { additionalProperties: false },
    ),
  ],
  {
    title: 'a mapping with "stdout", "match" or "file"',
    description: 'Where the output comes from.',
  },
);

/** Options of a `shell` step. */
export const shellOptions = Type.Object(
  {
    command: Type.Optional(
      Type.Array(word('The program, then its arguments.'), {
        minItems: 1,
        description: 'Argument vector of a program; no shell reads it.',
        examples: [
          ['make', 'test'],
          ['deploy', '--to', '{{inputs.version}}'],
        ],
      }),
    ),
    script: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Text for `bash --noprofile --norc -euo pipefail`; values reach it through `env`.',
        examples: ['make test 2>&1 | tee test.log'],
      }),
    ),
    env: Type.Optional(
      Type.Record(Type.String(), word('Value of the variable.'), {
        propertyNames: { title: 'a name of a variable', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
        description: "Variables on top of the run's environment.",
        examples: [{ VERSION: '{{inputs.version}}' }],
      }),
    ),
    cwd: Type.Optional(
      Type.String({
        minLength: 1,
        description: "Directory in which it runs, relative to the repository's root.",
        examples: ['packages/app'],
      }),
    ),
    exit_codes: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: 255 }), {
        minItems: 1,
        description: 'Exit codes that count as passed; `[0]` when absent.',
        default: [0],
        examples: [[0, 1]],
      }),
    ),
    terminal: Type.Optional(
      Type.Boolean({
        description: 'The program talks with a person: it gets the terminal, and what it prints is not kept.',
      }),
    ),
    outputs: Type.Optional(byName(output, 'Outputs by name; `exit_code` is always one.')),
  },
  { additionalProperties: false, oneOf: [{ required: ['command'] }, { required: ['script'] }] },
);

export type ShellOptions = Type.Static<typeof shellOptions>;
export type ShellOutput = Type.Static<typeof output>;
