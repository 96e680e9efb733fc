import { EventEmitter } from 'node:events';

/** The size of the window. */
export interface WindowSize {
  readonly columns: number;
  readonly rows: number;
}

/** Standard output as the screen is drawn on it. */
export interface FrameStream {
  /** To draw on: what belongs to one frame reaches the terminal in one piece. */
  readonly stdout: NodeJS.WriteStream;
  size(): WindowSize;
  /** Calls back when the window has another size, before whoever draws on `stdout` is told. */
  onResize(callback: () => void): () => void;
  release(): void;
}

const frameStart = '\u001b[?2026h';
const frameEnd = '\u001b[?2026l';
const screenStart = '\u001b[?1049h';
const screenEnd = '\u001b[?1049l';
/** A character that is wider than it was taken for is cut off at the edge, and does not break the rows below it. */
const withoutWrap = '\u001b[?7l';
const withWrap = '\u001b[?7h';
const hideCursor = '\u001b[?25l';
const eraseLine = '\u001b[2K';
const clearAll = '\u001b[H\u001b[2J';

/**
 * Makes a stream that joins all writes of a frame, and what clears the screen before it, into one write: a terminal that draws
 * between two writes would show half a frame.
 */
export function createFrameStream(target: NodeJS.WriteStream): FrameStream {
  const emitter = new EventEmitter();
  const callbacks = new Set<() => void>();
  let size = sizeOf(target);
  let held = '';
  let isInFrame = false;
  let isOpen = false;
  const flush = () => {
    const text = held;
    held = '';
    if (text !== '') target.write(text);
  };
  const write = (chunk: string, done?: () => void) => {
    if (chunk === frameStart) isInFrame = true;
    if (chunk === frameEnd) isInFrame = false;
    held += dress(chunk);
    if (chunk.includes(screenStart)) isOpen = true;
    if (chunk.includes(screenEnd)) isOpen = false;
    if (!isInFrame && !isPreparing(chunk)) flush();
    if (done !== undefined) {
      flush();
      target.write('', done);
    }
    return true;
  };
  const resized = () => {
    size = sizeOf(target);
    for (const callback of callbacks) callback();
    // Terminals keep what a smaller window hid, and scroll what was drawn for a larger one: all of it goes.
    if (isOpen) held += clearAll;
    // Ink clears and draws as soon as it hears of it: by then the new size has reached what it draws.
    setImmediate(() => emitter.emit('resize'));
  };
  target.on('resize', resized);
  const own: Partial<Record<PropertyKey, unknown>> = {
    write,
    on: (name: string, callback: () => void) => (name === 'resize' ? emitter : target).on(name, callback),
    off: (name: string, callback: () => void) => (name === 'resize' ? emitter : target).off(name, callback),
  };
  const stdout = new Proxy(target, {
    get(_, key) {
      if (Object.hasOwn(own, key)) return own[key];
      if (key === 'columns' || key === 'rows') return size[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    stdout,
    size: () => size,
    onResize(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    release() {
      flush();
      target.off('resize', resized);
    },
  };
}

function dress(chunk: string): string {
  return chunk.replace(screenStart, screenStart + withoutWrap).replace(screenEnd, withWrap + screenEnd);
}

/** What opens the window, only erases, or does nothing is held for the frame that comes after it. */
function isPreparing(chunk: string): boolean {
  return chunk === '' || chunk === hideCursor || chunk.startsWith(screenStart) || chunk.startsWith(eraseLine);
}

function sizeOf({ columns, rows }: NodeJS.WriteStream): WindowSize {
  return { columns: Math.max(1, columns || 80), rows: Math.max(1, rows || 24) };
}
