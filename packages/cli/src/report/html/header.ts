import { isSamePerson } from '@checklist/engine';
import { showElapsed, showMoment } from '../../output/show-time.ts';
import { showAnswer } from '../../view/describe-ask.ts';
import type { RunReport } from '../model/run-report.ts';
import { isEnded, markOf, personText, progressText, verdictOf } from '../report-words.ts';
import { type Child, h, type Markup } from './markup.ts';
import { momentMarkup, stepLink } from './table-markup.ts';

/** What somebody wants to know who opens the page: what came of it, of what, by whom. */
export function pageHeader(report: RunReport, contents: Markup): Markup {
  const { run } = report;
  const version = versionOf(report);
  const [given, standard] = splitInputs(report);
  const { status, text } = verdictOf(report);
  const took = showElapsed((isEnded(report) ? run.lastAt : report.madeAt) - run.startedAt);
  return h(
    'header',
    {},
    h('p', { class: 'above' }, `Report of run ${run.id}`),
    h('h1', {}, run.checklist.title, ' ', version === undefined ? undefined : h('span', {}, showAnswer(version.value))),
    given,
    h(
      'p',
      { class: `verdict is-${status}`, role: 'status' },
      h('strong', {}, `${markOf(status)} ${text}`),
      h('span', {}, progressText(report)),
      h('span', { class: 'dim' }, isEnded(report) ? `in ${took}` : `after ${took}`),
    ),
    facts(report),
    standard,
    contents,
  );
}

function facts(report: RunReport): Markup {
  const { run, people } = report;
  const { commit, profile } = run;
  return h(
    'dl',
    { class: 'facts' },
    commit === undefined ? undefined : fact('Commit', h('code', {}, commit)),
    profile === undefined ? undefined : fact('Profile', h('code', {}, profile)),
    fact('Started', momentMarkup(run.startedAt), ` by ${run.starter.name}`),
    isSamePerson(run.operator, run.starter) ? undefined : fact('Operated by', personText(run.operator)),
    fact(isEnded(report) ? 'Ended' : 'Last event', momentMarkup(run.lastAt)),
    pointOfNoReturn(report),
    h(
      'div',
      { class: 'across' },
      h('dt', {}, 'People'),
      h(
        'dd',
        {},
        h(
          'ul',
          { class: 'people' },
          ...people.map((person) =>
            h('li', {}, personText(person), h('span', { class: 'dim small' }, ` ${person.roles.join(', ')}`)),
          ),
        ),
      ),
    ),
  );
}

/** The input that most checklists of releases have. */
const versionName = 'version';

function versionOf({ inputs }: RunReport): RunReport['inputs'][number] | undefined {
  return inputs.find(({ name }) => name === versionName);
}

/** What was given for this run stands at the top; what the checklist has by default is folded. */
function splitInputs({ inputs }: RunReport): readonly [Child, Child] {
  const entry = ({ name, value }: RunReport['inputs'][number]) =>
    h('li', {}, h('span', { class: 'dim' }, `${name} `), h('code', {}, showAnswer(value)));
  const given = inputs.filter(({ isDefault, name }) => !isDefault && name !== versionName);
  const standard = inputs.filter(({ isDefault }) => isDefault);
  return [
    given.length === 0 ? undefined : h('ul', { class: 'given', 'aria-label': 'Inputs' }, ...given.map(entry)),
    standard.length === 0
      ? undefined
      : h(
          'details',
          { class: 'small' },
          h('summary', {}, `${standard.length} ${standard.length === 1 ? 'input' : 'inputs'} with the default value`),
          h('ul', { class: 'plain inside' }, ...standard.map(entry)),
        ),
  ];
}

function pointOfNoReturn({ pointOfNoReturn: point }: RunReport): Child {
  if (point === undefined) return fact('Point of no return', 'none');
  const when = point.at === undefined ? 'still to come' : `passed ${showMoment(point.at)}`;
  return fact('Point of no return', point.title, ' ', h('span', { class: 'small' }, stepLink(point.step), ` ${when}`));
}

function fact(name: string, ...value: readonly Child[]): Markup {
  return h('div', {}, h('dt', {}, name), h('dd', {}, ...value));
}
