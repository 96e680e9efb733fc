/** Somebody who acts on a run: who typed a command, who started it, who signed. */
export interface Person {
  readonly name: string;
  readonly email?: string;
  /** The id of the contact that this person is, when that is known. */
  readonly contact?: string;
}

/** A person whom a checklist names, keyed by id under `contacts`. */
export interface Contact {
  readonly name: string;
  readonly email?: string;
  readonly github?: string;
  readonly discord?: string;
  readonly asana?: string;
}

/** The person behind the id of a contact; nothing when there is no such contact. */
export function personOf(contacts: Readonly<Record<string, Contact>>, id: string): Person | undefined {
  const contact = Object.hasOwn(contacts, id) ? contacts[id] : undefined;
  if (contact === undefined) return undefined;
  return { name: contact.name, contact: id, ...(contact.email === undefined ? {} : { email: contact.email }) };
}

/** Tells whether two records mean the same person: by contact, else by e-mail address, else by name. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.contact !== undefined && b.contact !== undefined) return a.contact === b.contact;
  if (a.email !== undefined && b.email !== undefined) return a.email.toLowerCase() === b.email.toLowerCase();
  return a.name === b.name;
}
