import fc from 'fast-check';
import { writeLine } from '../../../engine/src/host/journal-line.ts';
import { buildChecklist, buildGroup, buildStep } from '../../../engine/src/testing/build-checklist.ts';
import { simulate } from '../../../engine/src/testing/simulate.ts';
import { checkArguments } from './check-arguments.ts';
import { checkChecklist, type Verdict } from './check-checklist.ts';
import { checkForgedJournal, checkJournal, checkScenario } from './check-files.ts';
import { checkDuration, checkExpression, checkPattern, checkTemplate } from './check-texts.ts';
import { checklistTexts } from './checklist-texts.ts';
import { mutatedFiles, realFiles } from './mutate-bytes.ts';
import { expressions, patterns, templates } from './texts.ts';
import { hostileTexts, wildDurations, wildExpressions, wildPatterns, wildTemplates } from './wild-texts.ts';

/** Something that reads what people write. */
export interface Target {
  readonly name: string;
  /** How many of a hundred cases are its own. */
  readonly share: number;
  readonly cases: fc.Arbitrary<Buffer>;
  /** Throws when the program did not keep its word. */
  check(bytes: Buffer, directory: string): Verdict;
}

const either = (right: fc.Arbitrary<string>, wild: fc.Arbitrary<string>) =>
  fc.oneof(right, wild, hostileTexts).map((text) => Buffer.from(text));

const journal = (() => {
  const items = [buildStep('a'), buildGroup('g', [buildStep('b'), buildStep('c')], { parallel: true }), buildStep('d')];
  const run = simulate(buildChecklist(items));
  run.settle();
  return Buffer.from(run.events.map(writeLine).join(''));
})();

const names = fc.constantFrom(
  ...[
    '--input',
    '--input=version=v1',
    '--output',
    '--output=json',
    '--no-wait',
    '--help',
    '-h',
    '--',
    '-',
    '-x',
    '--as',
    '--yes',
  ],
  ...[
    '--no-',
    '--=',
    '--input=',
    '--__proto__=1',
    '--constructor',
    'version=v1',
    'jobs=a,b',
    'count=1e3',
    'constructor=x',
    'dry=y',
  ],
  ...[
    'count=',
    'link=http://x',
    'link=javascript:1',
    '=',
    'a=b=c',
    '__proto__=1',
    'jobs=["a"',
    'release',
    '--input=jobs=[]',
  ],
);
const argumentLists = fc.array(fc.oneof({ weight: 4, arbitrary: names }, { weight: 1, arbitrary: hostileTexts }), {
  maxLength: 8,
});

/** All that is fuzzed. */
export const targets: readonly Target[] = [
  { name: 'checklists by the grammar', share: 40, cases: checklistTexts, check: checkChecklist },
  {
    name: 'checklists by their bytes',
    share: 27,
    cases: mutatedFiles([
      ...realFiles('packages/engine/test/scenarios', 'checklist.yaml'),
      ...realFiles('packages/engine/test/diagnostics', 'checklist.yaml'),
    ]),
    check: checkChecklist,
  },
  {
    name: 'release.yaml by its bytes',
    share: 3,
    cases: mutatedFiles(realFiles('checklists', 'release.yaml')),
    check: checkChecklist,
  },
  { name: 'templates', share: 7, cases: either(templates, wildTemplates), check: checkTemplate },
  { name: 'expressions', share: 7, cases: either(expressions, wildExpressions), check: checkExpression },
  { name: 'patterns', share: 3, cases: either(patterns, wildPatterns), check: checkPattern },
  { name: 'durations', share: 1, cases: either(fc.constant('1h30m'), wildDurations), check: checkDuration },
  {
    name: 'scenarios',
    share: 3,
    cases: mutatedFiles(realFiles('checklists/release.scenarios', '.yaml')),
    check: checkScenario,
  },
  { name: 'journals', share: 3, cases: mutatedFiles([journal]), check: checkJournal },
  { name: 'forged journals', share: 3, cases: mutatedFiles([journal]), check: checkForgedJournal },
  {
    name: 'arguments',
    share: 3,
    cases: argumentLists.map((words) => Buffer.from(JSON.stringify(words))),
    check: checkArguments,
  },
];
