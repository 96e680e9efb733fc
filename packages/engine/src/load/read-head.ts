import type { JsonObject } from '../model/json.ts';
import { checkSchema } from './check-schema.ts';
import { defined } from './defined.ts';
import type { Head } from './head.ts';
import { nonEmpty } from './make-item.ts';
import type { Reading } from './read-items.ts';
import { reportFaults } from './report-faults.ts';
import { soundPart } from './sound-part.ts';
import { type WrittenChecklist, writtenChecklist } from './written-checklist.ts';

/** Checks what stands above the items and makes the model's form of what is right. */
export function readHead(reading: Reading, value: JsonObject): Head {
  const defaults = { version: 1, id: 'unnamed', title: 'a checklist', steps: [null] };
  const { sound, faults } = soundPart(value, defaults, (part) => checkSchema(writtenChecklist, part));
  const about = faults.map((fault) => ({ fault, owner: fault.path.length === 0 ? 'the checklist' : '' }));
  for (const { fault, owner } of about) reportFaults(reading, [fault], { owner, path: [] });
  return makeHead(sound as WrittenChecklist, reading);
}

function makeHead(written: WrittenChecklist, reading: Reading): Head {
  const { id, title, description, commit, contacts = {}, inputs = {}, values = {} } = written;
  const secrets = mapValues(written.secrets ?? {}, ({ env, command }) => ({
    env,
    ...defined({ command: command && nonEmpty(command) }),
  }));
  const profiles = mapValues(
    written.profiles ?? {},
    ({ description: about, skip = [], only, relax = {} }, profile) => ({
      skip,
      relax: reading.templateFiles.include(relax, ['profiles', profile, 'relax']) as typeof relax,
      ...defined({ description: about, only }),
    }),
  );
  return {
    id,
    title,
    ...defined({ description, commit, notify: written.notify }),
    contacts,
    inputs,
    values,
    secrets,
    profiles,
  };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
