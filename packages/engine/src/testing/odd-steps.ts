import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from '../model/checklist.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Status } from '../model/status.ts';
import type { ProbeResult, StepResult, StepType } from '../model/step-type.ts';

/** What a step type does in place of passing. */
export type Odd = Partial<Pick<StepType, 'probe' | 'plan' | 'start' | 'check' | 'effect'>>;

/** Results that no compiler would let through, as a plugin in plain JavaScript can give them. */
const odd = (result: object | null) => JSON.parse(JSON.stringify(result)) as StepResult & ProbeResult;
/** What a step type gives that does nothing odd. */
export const passed = (outputs: JsonObject = { n: 1, xs: [], text: 'x' }): StepResult => ({ type: 'passed', outputs });
const gives = (result: StepResult): Odd => ({ start: async () => result });
const outputs = (changes: JsonObject): Odd => gives(passed({ n: 1, xs: [], text: 'x', ...changes }));
const broken = () => {
  throw new TypeError('cannot read x of undefined');
};
const nested = Array.from({ length: 5_000 }).reduce<Json>((inner) => [inner], 1);
const hang = () => sleep<ProbeResult>(60_000, odd(null), { ref: false });
const afterTheSignal = ({ signal }: { signal: AbortSignal }) =>
  sleep(20_000, undefined, { signal }).then(passed, () => passed());

/** A step that expects something of its outputs. */
export function expecting(that: string): Partial<Step> {
  return { expect: [{ name: 'all is well', that }] };
}

const bug = 'the step type failed in an unexpected way: TypeError: cannot read x of undefined';

/** What happens, what it must come to, and what is said. */
export const oddSteps: [cause: string, stepType: Odd, step: Partial<Step>, status: Status, message: string][] = [
  ['start throws', { start: broken }, {}, 'inconclusive', bug],
  [
    'start rejects with a text',
    { start: () => Promise.reject('no') },
    {},
    'inconclusive',
    'the step type failed in an unexpected way: no',
  ],
  ['start gives nothing', gives(odd(null)), {}, 'inconclusive', 'the step type gave null, expected a result'],
  [
    'start gives a new word',
    gives(odd({ type: 'ok', outputs: {} })),
    {},
    'inconclusive',
    'the step type gave a result of the type "ok", expected a result',
  ],
  [
    'start passes without outputs',
    gives(odd({ type: 'passed' })),
    {},
    'inconclusive',
    'the step type gave a result of the type "passed", expected a result',
  ],
  [
    'start fails without a failure',
    gives(odd({ type: 'failed' })),
    {},
    'inconclusive',
    'the step type gave a result of the type "failed", expected a result',
  ],
  [
    'start is pending without a time',
    gives(odd({ type: 'pending', handle: 1 })),
    {},
    'inconclusive',
    'the step type gave a result of the type "pending", expected a result',
  ],
  [
    'start is pending and there is no check',
    gives({ type: 'pending', handle: 1, checkAfter: 1 }),
    {},
    'inconclusive',
    'step type "odd" said that work goes on, but cannot look at it again',
  ],
  ['check throws', { ...gives({ type: 'pending', handle: 1, checkAfter: 1 }), check: broken }, {}, 'inconclusive', bug],
  [
    'an output is missing',
    gives(passed({ n: 1, xs: [] })),
    {},
    'inconclusive',
    'the step gave no output "text", expected every output that it declares',
  ],
  [
    'an output is NaN',
    outputs({ n: Number.NaN }),
    {},
    'inconclusive',
    'output "n" holds NaN, expected a value that JSON has a form for',
  ],
  [
    'an output is infinite inside of a list',
    outputs({ xs: [{ a: Number.POSITIVE_INFINITY }] }),
    {},
    'inconclusive',
    'output "xs" holds Infinity, expected a value that JSON has a form for',
  ],
  ['an output is null', outputs({ n: null }), {}, 'inconclusive', 'output "n" is empty, expected a number'],
  [
    'an output is of another type',
    outputs({ n: '40000' }),
    {},
    'inconclusive',
    'output "n" is "40000", expected a number',
  ],
  [
    'an output is nested without end',
    outputs({ xs: [nested] }),
    {},
    'inconclusive',
    'output "xs" holds lists or mappings nested too deeply, expected a value that JSON has a form for',
  ],
  ['probe throws', { probe: broken }, {}, 'inconclusive', bug],
  [
    'probe gives nothing',
    { probe: async () => odd(null) },
    {},
    'inconclusive',
    'the step type gave null, expected a finding',
  ],
  [
    'probe gives a new word',
    { probe: async () => odd({ type: 'maybe' }) },
    {},
    'inconclusive',
    'the step type gave a result of the type "maybe", expected a finding',
  ],
  [
    'probe cannot tell',
    { probe: async () => ({ type: 'cannot-tell', failure: { reason: 'cannot-tell', message: 'no answer' } }) },
    {},
    'inconclusive',
    'no answer',
  ],
  [
    'probe finds it done without outputs',
    { probe: async () => odd({ type: 'done', outputs: {}, note: 'there' }) },
    {},
    'inconclusive',
    'the step gave no output "n", "xs", "text", expected every output that it declares',
  ],
  [
    'probe does not end in time',
    { probe: hang },
    { timeout: 20 },
    'inconclusive',
    'it took longer than 20ms to find out whether it is done already',
  ],
  ['plan throws', { plan: broken }, {}, 'inconclusive', bug],
  [
    'it passes when its time is up',
    { start: (_options, context) => afterTheSignal(context) },
    { timeout: 20 },
    'failed',
    'the step took longer than its timeout of 20ms',
  ],
  [
    'an expectation names what is not there',
    {},
    expecting('outputs.gone == 1'),
    'inconclusive',
    'cannot tell whether "all is well": the expression "outputs.gone == 1" cannot be evaluated: "outputs.gone" is missing',
  ],
  [
    'an expectation is about another type',
    {},
    expecting('outputs.text > 1'),
    'inconclusive',
    'cannot tell whether "all is well": the expression "outputs.text > 1" cannot be evaluated: no operator fits "string > int"',
  ],
  [
    'an expectation is no truth value',
    {},
    expecting('outputs.n'),
    'inconclusive',
    'cannot tell whether "all is well": the expression "outputs.n" gives a number, but true or false was expected',
  ],
  [
    'all of nothing is well',
    {},
    expecting('outputs.xs.all(x, x > 0)'),
    'inconclusive',
    'cannot tell whether "all is well": the expression "outputs.xs.all(x, x > 0)" cannot be evaluated: "outputs.xs" is empty, so that "all" says nothing',
  ],
  [
    'none of nothing is well, turned round',
    {},
    expecting('!outputs.xs.all(x, x > 0)'),
    'inconclusive',
    'cannot tell whether "all is well": the expression "!outputs.xs.all(x, x > 0)" cannot be evaluated: "outputs.xs" is empty, so that "all" says nothing',
  ],
  [
    'a division by zero is large enough',
    {},
    expecting('5.0 / (outputs.n - 1) > 3'),
    'inconclusive',
    'cannot tell whether "all is well": the expression "5.0 / (outputs.n - 1) > 3" cannot be evaluated: division by zero',
  ],
  [
    'a condition cannot be evaluated',
    {},
    { when: 'inputs.gone' },
    'inconclusive',
    'the expression "inputs.gone" cannot be evaluated: "inputs.gone" is missing',
  ],
  [
    'a polled read throws',
    { start: broken, effect: 'reads' },
    { effect: 'reads', poll: { until: 'true', every: 1, timeout: 50, grace: 0 } },
    'inconclusive',
    bug,
  ],
  [
    'a poll waits for all of nothing',
    { effect: 'reads' },
    { effect: 'reads', poll: { until: 'outputs.xs.all(x, true)', every: 1, timeout: 50, grace: 0 } },
    'inconclusive',
    'the expression "outputs.xs.all(x, true)" cannot be evaluated: "outputs.xs" is empty, so that "all" says nothing',
  ],
  [
    'a poll is asked a question',
    { ...gives({ type: 'asks', ask: { instructions: 'Look', questions: [] } }), effect: 'reads' },
    { effect: 'reads', poll: { until: 'true', every: 1, timeout: 50, grace: 0 } },
    'inconclusive',
    'a polled step came to "asks"',
  ],
  [
    'an option cannot be filled',
    {},
    { with: { text: '{{inputs.gone}}' } },
    'inconclusive',
    'with.text: "inputs.gone" has no value: there is no "gone"',
  ],
  [
    'an option is of another type',
    {},
    { with: { text: '{{inputs.list}}' } },
    'failed',
    '"text" of "with" of odd is a list, expected a text',
  ],
  [
    'a matrix has no values',
    {},
    { matrix: { n: [] } },
    'inconclusive',
    '"odd" has no instances, expected at least one value in its matrix',
  ],
];
