import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';

const root = resolve(import.meta.dirname, '../../../..');

/** The texts of real files: those below a folder whose names end so. */
export function realFiles(folder: string, ending: string): Buffer[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted();
  return names.filter((name) => name.endsWith(ending)).map((name) => readFileSync(join(root, folder, name)));
}

const snippets = fc.constantFrom(
  ...[
    '\r\n',
    '\r',
    '\ufeff',
    '\0',
    '\t',
    '\u0085',
    '\u2028',
    '\u001b[31m',
    '\u202e',
    '\ud83d\ude00',
    ' ',
    '  ',
    '\n',
    '\n  ',
  ],
  ...[
    ': ',
    '- ',
    '? ',
    '| ',
    '>-\n',
    '"',
    "'",
    '#',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '!!binary ',
    '!x ',
    '<<: *a',
    '%',
    '@',
    '`',
  ],
  ...[
    '---\n',
    '...\n',
    '{{',
    '}}',
    '{{#if',
    '{{/if}}',
    '\\',
    'id: id\n',
    'needs: []\n',
    'steps:\n',
    'template_file: ',
    '__proto__: ',
  ],
);

const chunks: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 8, arbitrary: snippets.map((text) => Buffer.from(text)) },
  { weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('[', '{a: ', '- ', '? ', '(', 'a', ' ', '\n', '"\\', '{{#if a}}', '!', '&a ', 'é'),
        fc.constantFrom(50, 250, 5_000),
      )
      .map(([text, times]) => Buffer.from(text.repeat(times))),
  },
  { weight: 1, arbitrary: fc.constantFrom(10_000, 1_000_000).map((length) => Buffer.alloc(length, 'x')) },
);

/** One change of a file; places are shares of its length, in millionths. */
interface Mutation {
  readonly type: 'flip' | 'cut' | 'drop' | 'repeat' | 'insert' | 'splice' | 'newlines' | 'overwrite';
  readonly from: number;
  readonly length: number;
  readonly chunk: Buffer;
  readonly other: number;
}

const share = fc.nat(999_999);
const mutations: fc.Arbitrary<Mutation> = fc.record({
  type: fc.constantFrom('flip', 'flip', 'insert', 'insert', 'overwrite', 'drop', 'repeat', 'cut', 'splice', 'newlines'),
  from: share,
  length: fc.oneof(fc.nat(20), fc.nat(400)),
  chunk: chunks,
  other: share,
});

/** Real files with a few changes. */
export function mutatedFiles(files: readonly Buffer[]): fc.Arbitrary<Buffer> {
  return fc
    .tuple(fc.nat(files.length - 1), fc.array(mutations, { minLength: 1, maxLength: 5 }))
    .map(([index, list]) => list.reduce((bytes, one) => mutate(bytes, one, files), files[index] ?? Buffer.alloc(0)));
}

function mutate(bytes: Buffer, { type, from, length, chunk, other }: Mutation, files: readonly Buffer[]): Buffer {
  const start = Math.floor((bytes.length * from) / 1_000_000);
  const head = bytes.subarray(0, start);
  const tail = bytes.subarray(start + length);
  switch (type) {
    case 'flip': {
      const flipped = Buffer.from(bytes);
      if (start < flipped.length) flipped[start] = (flipped[start] ?? 0) ^ (1 << (length % 8));
      return flipped;
    }
    case 'cut':
      return head;
    case 'drop':
      return Buffer.concat([head, tail]);
    case 'repeat':
      return Buffer.concat([head, bytes.subarray(start, start + length), bytes.subarray(start)]);
    case 'insert':
      return Buffer.concat([head, chunk, bytes.subarray(start)]);
    case 'overwrite':
      return Buffer.concat([head, chunk, bytes.subarray(start + chunk.length)]);
    case 'newlines':
      return Buffer.from(bytes.toString('latin1').replaceAll('\n', length % 2 === 0 ? '\r\n' : '\r'), 'latin1');
    case 'splice': {
      const donor = files[other % files.length] ?? bytes;
      return Buffer.concat([head, donor.subarray(Math.floor((donor.length * other) / 1_000_000))]);
    }
  }
}
