import type { Checklist, Group, Item, Step } from '../model/checklist.ts';

/** A checklist value for tests, without a file. */
export function buildChecklist(items: readonly Item[], changes: Partial<Checklist> = {}): Checklist {
  return {
    id: 'sample',
    title: 'Sample',
    contacts: {},
    inputs: {},
    values: {},
    secrets: {},
    profiles: {},
    items,
    digest: 'digest',
    ...changes,
  };
}

/** A step value for tests; its digest is its id unless it is given. */
export function buildStep(id: string, changes: Partial<Step> = {}): Step {
  return {
    kind: 'step',
    id,
    title: id,
    type: 'test',
    with: {},
    effect: 'local',
    expect: [],
    secrets: [],
    outputs: [],
    digest: id,
    ...changes,
  };
}

/** A group value for tests. */
export function buildGroup(id: string, items: readonly Item[], changes: Partial<Group> = {}): Group {
  return { kind: 'group', id, title: id, parallel: false, items, finally: [], ...changes };
}
