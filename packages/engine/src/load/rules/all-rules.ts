import { effectNotTooMild, pollOnlyReads, retryIsHarmless } from './effects.ts';
import { distinctInstances, duplicateIds, notTooManyItems, reservedItemIds, reservedNames } from './ids.ts';
import { inputsAcceptTheirOwn } from './inputs.ts';
import { knownContacts, knownNeeds, knownProfileItems, knownSecrets, knownWaysBack } from './known-names.ts';
import { needsOutsideOwnLine, valuesWithoutCycle } from './order.ts';
import { relaxedOptions } from './relaxed-options.ts';
import type { Rule } from './rule.ts';
import { signOffsAreGiven } from './sign-offs.ts';
import { references, titlesArePlain } from './texts.ts';

/** Everything that a checklist whose shape is right must still fulfil. */
export const rules: readonly Rule[] = [
  duplicateIds,
  distinctInstances,
  notTooManyItems,
  reservedItemIds,
  reservedNames,
  knownNeeds,
  knownWaysBack,
  knownContacts,
  knownSecrets,
  knownProfileItems,
  needsOutsideOwnLine,
  valuesWithoutCycle,
  effectNotTooMild,
  retryIsHarmless,
  pollOnlyReads,
  signOffsAreGiven,
  inputsAcceptTheirOwn,
  relaxedOptions,
  titlesArePlain,
  references,
];
