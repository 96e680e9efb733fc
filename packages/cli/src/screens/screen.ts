import type { Command, LendTerminal, Outcome, Person, RecordedEvent, RunProgress, RunState } from '@checklist/engine';
import type { Terminal } from '../output/terminal.ts';
import type { RunSources } from './run-sources.ts';

/** Shows a run while it is driven. It is only told what happened; what a person decides goes through `send`. */
export interface Screen {
  /** Called once with what is on record already, and then with each batch that was put on record. */
  onEvents(events: readonly RecordedEvent[], state: RunState): void;
  onProgress(progress: RunProgress): void;
  /** Whether a person may still want to act here when nothing more happens by itself. */
  stayFor(outcome: Outcome): boolean;
  /** Keeps away from the terminal while something else uses it; absent where nobody sits in front of one. */
  readonly lend?: LendTerminal;
  /** Takes the screen away; the end is told by whoever drove. */
  close(): Promise<void>;
}

/** What a screen may use. */
export interface ScreenSetting {
  readonly terminal: Terminal;
  readonly me: Person;
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly sources: RunSources;
  /** Epoch milliseconds; the machine's time when absent. */
  now?(): number;
  /** Leaves a command for the run; the answer is an id, or why it could not be left. */
  send(command: Command): Promise<{ readonly id: string } | { readonly trouble: string }>;
  /** Other programs would not find the run: nothing is told of what to type elsewhere. */
  readonly isRehearsal?: boolean;
  /** Stops driving; the run can be resumed. */
  quit(): void;
  /** The same, as by Ctrl+C. */
  interrupt(): void;
  /** Meanwhile Ctrl+C is for whoever has the terminal, and not for the run. */
  readonly spare: LendTerminal;
}
