import type { Status } from '@checklist/engine';

/** What happened, ready to be shown. */
export interface Happening {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Says how the line looks. */
  readonly status: Status;
  /** The step's path and title, or what the run did. */
  readonly text: string;
  /** Behind the text, less loud. */
  readonly note: string;
  readonly details: readonly string[];
  /** What to type now. */
  readonly commands: readonly string[];
  /** Something ended or was decided: worth keeping above a screen that is drawn anew. */
  readonly isEnding: boolean;
}

/** What differs from one event to the next. */
export type Told = Partial<Omit<Happening, 'at' | 'text'>> & { readonly text?: string; readonly status: Status };
