import xterm from '@xterm/headless';

/** A terminal without a window: what a program writes, as a person would see it. */
export interface Emulator {
  /** Resolves when the text has been drawn. */
  write(text: string): Promise<void>;
  /** The rows of the window, without the blanks at their ends. */
  rows(): string[];
  /** The window and what was scrolled out of it; rows that were broken at the edge are one line. */
  text(): string;
  /** Whether the program has the whole window for itself. */
  isFullScreen(): boolean;
  resize(columns: number, rows: number): void;
  /** Calls back with what the terminal answers to a program that asks about it. */
  onAnswer(callback: (text: string) => void): void;
}

/** `convertEol`: there is no driver of a terminal between it and the program that would begin lines at the left. */
export function createEmulator(columns: number, rows: number, convertEol = false): Emulator {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol, scrollback: 2_000 });
  const line = (at: number) => terminal.buffer.active.getLine(at);
  const shown = (at: number) => line(at)?.translateToString(true, 0, terminal.cols) ?? '';
  return {
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    rows() {
      const top = terminal.buffer.active.viewportY;
      return Array.from({ length: terminal.rows }, (_, at) => shown(top + at).trimEnd());
    },
    text() {
      const rows = Array.from({ length: terminal.buffer.active.length }, (_, at) => at);
      return rows.map((at) => (line(at)?.isWrapped === true ? shown(at) : `\n${shown(at)}`)).join('');
    },
    isFullScreen: () => terminal.buffer.active.type === 'alternate',
    resize: (width, height) => terminal.resize(width, height),
    onAnswer: (callback) => void terminal.onData(callback),
  };
}
