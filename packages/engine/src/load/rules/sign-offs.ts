import { isSignOff } from '../../model/is-sign-off.ts';
import { nameOf } from '../draft.ts';
import type { Rule } from './rule.ts';

/** A person's word cannot be done by hand by somebody else. */
export const signOffsAreGiven: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    const { item } = entry;
    if (item.kind === 'group' || item.manual === undefined || !isSignOff(item)) continue;
    const message = `${nameOf(entry)} is a sign-off and has "manual", expected none`;
    const hint = 'take "manual" away: nobody can give by hand the word of somebody else';
    report.add('wrong-value', draft.places.key([...entry.path, 'manual']), message, hint);
  }
};
