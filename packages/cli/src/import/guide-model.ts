/** A block of code of a guide. */
export interface GuideCode {
  /** Of the first line of the code itself. */
  readonly line: number;
  /** What stands behind the fence; empty for indented code and for a fence without a language. */
  readonly language: string;
  readonly text: string;
}

/** Something to do, as a guide says it: an item of a list, a row of a table, or a paragraph with a command. */
export interface GuideTask {
  readonly line: number;
  /** Markdown of the item, its prose and its lists included. */
  readonly text: string;
  readonly codes: readonly GuideCode[];
  readonly tasks: readonly GuideTask[];
  /** Whoever a table names. */
  readonly owner?: string;
}

/** A heading with what stands below it. */
export interface GuideSection {
  readonly line: number;
  readonly title: string;
  /** Paragraphs that ask for nothing. */
  readonly prose: readonly string[];
  /** Tasks and sections, in the order of the guide. */
  readonly parts: readonly (GuideTask | GuideSection)[];
}

/** A person whom a guide names. */
export interface GuideContact {
  readonly line: number;
  readonly role: string;
  readonly name: string;
}

/** A guide as it was read. */
export interface Guide {
  readonly title: string;
  readonly top: GuideSection;
  readonly contacts: readonly GuideContact[];
  readonly notes: readonly Note[];
}

/** What the import could not decide, and where that stands in the guide. */
export interface Note {
  readonly line: number;
  readonly message: string;
}

export function isSection(part: GuideTask | GuideSection): part is GuideSection {
  return 'parts' in part;
}
