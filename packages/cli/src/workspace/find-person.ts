import { userInfo } from 'node:os';
import { type Checklist, didYouMean, fail, ok, type Person, personOf, type Result } from '@checklist/engine';
import { type Trouble, wrongUsage } from '../trouble.ts';
import { createProgramRunner } from './run-program.ts';

/** Where a person is looked for. */
export interface PersonSetting {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** The id of the contact that somebody says they are. */
  readonly as: string | undefined;
}

/** Who types: the contact that they name, else whom git knows, else the user of the machine. */
export async function findPerson(
  contacts: Checklist['contacts'],
  setting: PersonSetting,
): Promise<Result<Person, Trouble>> {
  if (setting.as !== undefined) return findContact(contacts, setting.as, '--as');
  const [name, email] = await Promise.all([gitConfig('user.name', setting), gitConfig('user.email', setting)]);
  const found = { name: name ?? userName(), ...(email === undefined ? {} : { email }) };
  return ok(matchContact(contacts, found));
}

/** The person behind the id of a contact. */
export function findContact(contacts: Checklist['contacts'], id: string, option: string): Result<Person, Trouble> {
  const contact = personOf(contacts, id);
  if (contact !== undefined) return ok(contact);
  const ids = Object.keys(contacts);
  const known = ids.length === 0 ? 'the checklist names no contacts' : `the contacts are ${ids.join(', ')}`;
  return fail(wrongUsage(`${option} is "${id}", expected the id of a contact`, didYouMean(id, ids) ?? known));
}

/** The contact that a person is, by e-mail address, else by name. */
export function matchContact(contacts: Checklist['contacts'], person: Person): Person {
  const isSame = (a: string | undefined, b: string | undefined) =>
    a !== undefined && a.toLowerCase() === b?.toLowerCase();
  const entries = Object.entries(contacts);
  const match =
    entries.find(([, { email }]) => isSame(email, person.email)) ??
    entries.find(([, { name }]) => isSame(name, person.name));
  return match === undefined ? person : { ...person, name: match[1].name, contact: match[0] };
}

async function gitConfig(key: string, { directory, env }: PersonSetting): Promise<string | undefined> {
  const result = await createProgramRunner(directory, env)({ command: ['git', 'config', '--get', key] });
  const value = result.type === 'exited' && result.exitCode === 0 ? result.stdout.trim() : '';
  return value === '' ? undefined : value;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // An id without an entry in the user database, as in a container.
    return 'unknown';
  }
}
