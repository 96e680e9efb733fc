import { isTemplate } from '../../language/template.ts';
import type { Place } from '../../model/diagnostic.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import { type Draft, type Entry, nameOf, placeIn } from '../draft.ts';
import type { Path } from '../places.ts';
import type { Report } from '../report.ts';
import type { Rule } from './rule.ts';

export const knownNeeds: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    for (const [index, id] of (entry.item.needs ?? []).entries()) {
      if (draft.byId.has(id)) continue;
      const message = `${nameOf(entry)} needs "${id}", but no ${entry.item.kind === 'group' ? 'item' : 'step'} has that id`;
      report.add(
        'unknown-need',
        placeIn(draft, entry, 'needs', index),
        message,
        report.didYouMean(id, draft.byId.keys()),
      );
    }
  }
};

export const knownWaysBack: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    if (entry.item.kind === 'step' || entry.item.backTo === undefined || draft.byId.has(entry.item.backTo)) continue;
    const { backTo } = entry.item;
    const message = `${nameOf(entry)} goes back to "${backTo}", but no item has that id`;
    const place = placeIn(draft, entry, 'on_reject', 'back_to');
    report.add('unknown-step', place, message, report.didYouMean(backTo, draft.byId.keys()));
  }
};

export const knownContacts: Rule = (draft, report) => {
  for (const entry of draft.entries) {
    const { item } = entry;
    if (item.owner !== undefined) checkContact(draft, report, entry, 'is owned by', item.owner, ['owner']);
    for (const [index, id] of signersOf(item.kind === 'step' ? item.with.sign_off : undefined).entries()) {
      checkContact(draft, report, entry, 'is to be signed off by', id, ['with', 'sign_off', 'by', index]);
    }
  }
};

function signersOf(signOff: Json | undefined): readonly Json[] {
  const by = isJsonObject(signOff) ? signOff.by : undefined;
  return Array.isArray(by) ? by : [];
}

function checkContact(draft: Draft, report: Report, entry: Entry, does: string, id: Json, path: Path): void {
  const { contacts } = draft.checklist;
  if (typeof id !== 'string' || isTemplate(id) || Object.hasOwn(contacts, id)) return;
  const message = `${nameOf(entry)} ${does} "${id}", but no contact has that id`;
  const hint = report.didYouMean(id, Object.keys(contacts)) ?? 'add the person under "contacts"';
  report.add('unknown-contact', placeIn(draft, entry, ...path), message, hint);
}

export const knownSecrets: Rule = (draft, report) => {
  const { secrets } = draft.checklist;
  for (const entry of draft.entries) {
    if (entry.item.kind === 'group') continue;
    for (const [index, name] of entry.item.secrets.entries()) {
      if (Object.hasOwn(secrets, name)) continue;
      const message = `${nameOf(entry)} receives the secret "${name}", but no secret has that name`;
      const hint = report.didYouMean(name, Object.keys(secrets)) ?? 'add it under "secrets" at the top of the file';
      report.add('unknown-secret', placeIn(draft, entry, 'secrets', index), message, hint);
    }
  }
};

export const knownProfileItems: Rule = (draft, report) => {
  const { byId, checklist } = draft;
  for (const [profile, { skip, only = [], relax }] of Object.entries(checklist.profiles)) {
    const path = ['profiles', profile];
    const check = (does: string, id: string, place: Place) => {
      if (byId.has(id)) return;
      const message = `profile "${profile}" ${does} "${id}", but no item has that id`;
      report.add('unknown-profile-step', place, message, report.didYouMean(id, byId.keys()));
    };
    for (const [index, id] of skip.entries()) check('skips', id, draft.places.value([...path, 'skip', index]));
    for (const [index, id] of only.entries()) check('keeps only', id, draft.places.value([...path, 'only', index]));
    for (const id of Object.keys(relax)) {
      const place = draft.places.key([...path, 'relax', id]);
      check('relaxes', id, place);
      if (byId.get(id)?.item.kind !== 'group') continue;
      const message = `profile "${profile}" relaxes "${id}", which is a group, expected a step`;
      report.add('unknown-profile-step', place, message, 'name the steps of the group');
    }
  }
};
