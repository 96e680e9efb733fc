import type { LendTerminal } from '@checklist/engine';

/** Lends one after the other: programs that ask at once would read each other's answers. */
export function oneAtATime(lend: LendTerminal): LendTerminal {
  let last: Promise<unknown> = Promise.resolve();
  return (use) => {
    const mine = last.then(() => lend(use));
    last = mine.catch(() => {});
    return mine;
  };
}
