import { checkWritten } from '../check-schema.ts';
import { reportFaults } from '../report-faults.ts';
import type { Rule } from './rule.ts';

/** What a profile lays over a step's options must fit its step type too. */
export const relaxedOptions: Rule = (draft, report) => {
  for (const [profile, { relax }] of Object.entries(draft.checklist.profiles)) {
    for (const [id, options] of Object.entries(relax)) {
      const entry = draft.byId.get(id);
      if (entry === undefined || entry.item.kind === 'group' || entry.doubts.has('outputs')) continue;
      const stepType = draft.types.get(entry.item.type);
      if (stepType === undefined) continue;
      const faults = checkWritten(stepType.options, { ...entry.item.with, ...options });
      const owner = `what profile "${profile}" lays over step "${id}"`;
      reportFaults({ places: draft.places, report }, faults, { owner, path: ['profiles', profile, 'relax', id] });
    }
  }
};
