import fc from 'fast-check';
import { sprinkleFaults } from './sprinkle-faults.ts';
import { type Layout, writeYaml } from './write-yaml.ts';
import { writtenChecklists } from './written-checklists.ts';

const layouts: fc.Arbitrary<Layout> = fc.record({
  blockDepth: fc.constantFrom(9, 4, 2, 0),
  newline: fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r'),
  before: fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    '\ufeff',
    '# a comment\n',
    '---\n',
    '%YAML 1.1\n---\n',
    'x-base: &base { owner: axel }\n',
    '\n\n',
  ),
  behind: fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    '...\n',
    '---\nid: second\n',
    '# the end',
    '<<: { title: x }\n',
    '\n\n  \n',
    'id: again\n',
  ),
  isBare: fc.boolean(),
});

/** The texts of checklist files that were written by the grammar, with faults sprinkled in. */
export const checklistTexts: fc.Arbitrary<Buffer> = fc
  .tuple(sprinkleFaults(writtenChecklists), layouts)
  .map(([value, layout]) => Buffer.from(writeYaml(value, layout)));
