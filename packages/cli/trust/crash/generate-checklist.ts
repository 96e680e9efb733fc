import fc from 'fast-check';

/** A checklist as it is written; JSON is YAML. */
export interface Generated {
  readonly checklist: object;
  /** Steps whose confirmation is given up front. */
  readonly confirmed: readonly string[];
  /** Whether all of it is taken back in the end. */
  readonly isUndone: boolean;
}

type Written = Readonly<Record<string, unknown>>;

const step = (id: string, type: string, options: object, more: Written = {}): Written => ({
  id,
  title: `Do ${id}`,
  type,
  with: options,
  ...more,
});
const launch = (id: string, more: Written = {}): Written =>
  step(id, 'shell', { command: ['launch', id] }, { effect: 'irreversible', ...more });
const group = (id: string, steps: readonly Written[], more: Written = {}): Written => ({
  id,
  title: `All of ${id}`,
  steps,
  ...more,
});
const commit = '{{run.commit}}';

/** All that a checklist can hold, in pieces that do not know of each other. */
const pieces: readonly (readonly Written[])[] = [
  [launch('asked')],
  [launch('up_front')],
  [step('local', 'shell', { command: ['launch', 'local'] }, { undo: { command: ['launch', 'undo_local'] } })],
  [step('flaky', 'shell', { command: ['flaky', 'flaky', '3'] }, { retry: { attempts: 3, delay: '20ms', factor: 1 } })],
  [step('stuck', 'shell', { command: ['flaky', 'stuck', '2'] })],
  [step('many', 'shell', { command: ['launch', 'many_{{matrix.part}}'] }, { matrix: { part: ['a', 'b', 'c'] } })],
  [
    group(
      'beside',
      [launch('left'), launch('right'), step('slow', 'shell', { command: ['slow', 'slow', '0.2'] })],
      parallel(),
    ),
  ],
  [
    step('poll', 'shell', looks(), {
      effect: 'reads',
      poll: { until: 'outputs.looks >= 3', every: '20ms', timeout: '1m' },
    }),
  ],
  [launch('left_out', { when: '1 == 2' })],
  [step('nap', 'wait', { for: '30ms' }), step('file', 'file.write', { path: 'NOTES.md', content: 'Notes\n' })],
  [step('seen', 'manual', { instructions: 'Look.', questions: { what: { type: 'text' } } })],
  [step('signed', 'manual', { instructions: 'Ask Axel.', sign_off: { by: ['axel'] } })],
  [step('post', 'discord.post', { content: 'It is out' })],
  [
    step('branch', 'git.branch', { name: 'release/1', at: commit, push: 'origin' }),
    step('tag', 'git.tag', { name: 'v1', at: commit, message: 'One' }),
    step('push_tag', 'git.push_tag', { name: 'v1', at: commit }),
    step('delete', 'git.delete_branch', { name: 'release/1', at: commit }),
  ],
  [
    step('topic', 'git.branch', { name: 'topic', at: commit, push: 'origin' }),
    step('commit', 'git.commit_file', {
      branch: 'topic',
      parent: commit,
      path: 'CHANGES.md',
      content: 'One\n',
      message: 'docs: changes',
      push: 'origin',
    }),
    step('pull', 'github.pull_request', { ...repo(), head: 'topic', base: 'main', title: 'One', body: 'All of it' }),
    step('merge', 'github.merge', {
      ...repo(),
      pull_request: '{{steps.pull.outputs.number}}',
      head: '{{steps.commit.outputs.commit}}',
    }),
    step('release', 'github.release', { ...repo(), tag: 'v0', name: 'Zero', body: 'Notes' }),
  ],
];

function parallel(): Written {
  return { parallel: true, limit: 2, finally: [launch('tidy')] };
}

function looks(): Written {
  return { command: ['look'], outputs: { looks: { stdout: 'json' } } };
}

function repo(): Written {
  return { repo: 'acme/rocket' };
}

/** The checklist of a seed: some of the pieces in some order, one behind the other or side by side. */
export function generateChecklist(seed: number): Generated {
  const drawn = fc.record({
    chosen: fc.shuffledSubarray([...pieces], { minLength: 6, maxLength: 8 }),
    apart: fc.nat(3),
    isUndone: fc.boolean(),
  });
  const [sample] = fc.sample(drawn, { seed, numRuns: 1 });
  if (sample === undefined) throw new Error(`nothing was drawn for the seed ${seed}`);
  const { chosen, apart, isUndone } = sample;
  const inRow = chosen.slice(apart).flat();
  const lanes = chosen.slice(0, apart).map((lane, at) => group(`lane_${at}`, lane));
  const checklist = {
    version: 1,
    id: 'gen',
    title: `Generated ${seed}`,
    commit: 'main',
    contacts: { robb: { name: 'Robb' }, axel: { name: 'Axel' } },
    steps: [...inRow, ...(lanes.length === 0 ? [] : [group('lanes', lanes, { parallel: true })])],
  };
  const text = JSON.stringify(checklist);
  const confirmed = ['up_front', 'left', 'push_tag'].filter((id) => text.includes(`"id":"${id}"`));
  return { checklist, confirmed, isUndone };
}
