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

/** A person with all that the checklist names of them. */
export function accountsOf(person: Person, contacts: Readonly<Record<string, Contact>>): Contact {
  const { name, email, contact: id } = person;
  const known = id !== undefined && Object.hasOwn(contacts, id) ? contacts[id] : undefined;
  return { name, ...(email === undefined ? {} : { email }), ...known };
}

/** Tells whether two records mean the same person: by contact, else by e-mail address, else by name. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.contact !== undefined && b.contact !== undefined) return a.contact === b.contact;
  if (a.email !== undefined && b.email !== undefined) return a.email.toLowerCase() === b.email.toLowerCase();
  return a.name === b.name;
}

/**
 * Tells whether two records could mean the same person, also where one person is named twice: by a contact, or by any name, address or
 * account that both have. Where it is in doubt it says yes, because it is asked before two are counted.
 */
export function mayBeSamePerson(a: Person, b: Person, contacts: Readonly<Record<string, Contact>>): boolean {
  const marks = new Set(marksOf(a, contacts));
  return marksOf(b, contacts).some((mark) => marks.has(mark));
}

function marksOf({ name, email, contact: id }: Person, contacts: Readonly<Record<string, Contact>>): string[] {
  const contact = id !== undefined && Object.hasOwn(contacts, id) ? contacts[id] : undefined;
  const known: [kind: string, value: string | undefined][] = [
    ['contact', id],
    ['name', name],
    ['email', email],
    ...Object.entries(contact ?? {}),
  ];
  return known.flatMap(([kind, value]) => (value === undefined ? [] : [`${kind} ${plain(value)}`]));
}

/** A name as it is compared: case, blanks around it and the sign before an account make nobody another person. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().replace(/^@/, '').toLowerCase();
}
