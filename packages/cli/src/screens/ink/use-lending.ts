import { setImmediate as turn } from 'node:timers/promises';
import type { LendTerminal } from '@checklist/engine';
import { useApp, useStdin } from 'ink';
import { useEffect } from 'react';

/** Hands out how the terminal is lent: the screen is taken away meanwhile, and drawn anew afterwards. */
export function useLending(onReady: (lend: LendTerminal) => void): void {
  const { suspendTerminal } = useApp();
  const { stdin } = useStdin();
  useEffect(() => {
    onReady(async (use) => {
      await using _ = await suspendTerminal();
      // Nobody listens any more, but a read is still under way: it would take what is typed for the other program.
      await turn();
      stdin.pause();
      const result = await use();
      // Standard input carries the pause out a tick later: it would stop whoever listens by then.
      await turn();
      return result;
    });
  }, [suspendTerminal, stdin, onReady]);
}
