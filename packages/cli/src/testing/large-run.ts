import { apply, type Checklist, type RecordedEvent, type RunEvent, type RunState } from '@checklist/engine';
import { first, sampleChecklist, sampleRunOf, sampleStep } from './sample-run.ts';

/** A run of so many steps side by side, some of them under way, that goes on by a step at a time. */
export interface LargeRun {
  state(): RunState;
  /** One step ends and the next one starts. */
  goOn(): { readonly events: readonly RecordedEvent[]; readonly state: RunState };
}

/** Steps under way at once. */
const busy = 4;

export function makeLargeRun(count: number): LargeRun {
  const steps = Array.from({ length: count }, (_, at) => sampleStep(`s${at}`, `Step ${at}`, 'shell'));
  const checklist: Checklist = {
    ...sampleChecklist,
    items: [{ kind: 'group', id: 'all', title: 'All', parallel: true, items: steps, finally: [] }],
  };
  let { state } = sampleRunOf(checklist, {});
  let started = 0;
  const record = (event: RunEvent): RecordedEvent => {
    const recorded = { ...event, seq: state.lastSeq + 1, at: state.lastAt + 1 };
    state = apply(state, recorded);
    return recorded;
  };
  const start = () => record({ type: 'attempt-started', ...first(`s${started++}`) });
  while (started < busy) start();
  return {
    state: () => state,
    goOn() {
      const step = `s${started - busy}`;
      const ended = record({
        type: 'attempt-ended',
        ...first(step),
        verdict: 'passed',
        outputs: {},
        evidence: [],
      });
      return { events: [ended, start()], state };
    },
  };
}
