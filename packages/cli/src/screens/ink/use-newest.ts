import { useRef, useState } from 'react';

/** State that keys which come before the next drawing see as it is, and not as it was drawn. */
export function useNewest<T>(start: T): readonly [() => T, (value: T) => void] {
  const newest = useRef(start);
  const [, draw] = useState(start);
  const set = (value: T) => {
    newest.current = value;
    draw(value);
  };
  return [() => newest.current, set];
}
