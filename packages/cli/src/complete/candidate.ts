/** A text that could stand at the cursor, with what people read beside it. */
export interface Candidate {
  readonly text: string;
  readonly about?: string;
}

/** What the shell is told to do by itself: complete the names of files. */
export type Fallback = 'file' | 'folder';

export interface Candidates {
  readonly list: readonly Candidate[];
  readonly fallback?: Fallback;
}

export function candidates(texts: Iterable<string>): Candidates {
  return { list: Array.from(texts, (text) => ({ text })) };
}
