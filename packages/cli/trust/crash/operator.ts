import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, ItemState, Node, RunHost, RunState } from '@checklist/engine';

/** The lines that programs wrote in a world, each the call of a program. */
export function readLines(root: string): string[] {
  const file = join(root, 'lines');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}

/**
 * Does what a person would: answers what is asked, looks at the world after a crash, and retries what failed. Gives the words of
 * the command that goes on with the run.
 */
export async function actAsOperator(host: RunHost, state: RunState, root: string): Promise<readonly string[]> {
  for (const node of state.graph.nodes) {
    const item = state.items.get(node.index);
    if (item.undoing?.verdict === 'failed' && isLeftToUndo(node, root)) return ['undo', 'trial', '--yes'];
    const command = state.isUndoing ? decideInUndo(node, item) : decide(node, item, root);
    if (command === undefined) continue;
    const occasion = [command.type, node.id, item.round, item.attempts.length, item.ask?.kind ?? item.status].join('-');
    // The same command again, when nobody knows whether it was taken in.
    const sent = { id: occasion.replaceAll(/[^\w-]/g, '_'), by: { name: 'Robb', contact: 'robb' }, command };
    const kept = await host.send(state.runId, sent);
    if (!kept.ok) throw new Error(JSON.stringify(kept.error));
  }
  return ['resume', 'trial'];
}

/** A command of the checklist's own that was cut off is run again when it left no line; what else cannot be undone stays. */
function isLeftToUndo(node: Node, root: string): boolean {
  const call = node.item.kind === 'step' ? node.item.undo?.command.join(' ') : undefined;
  return call !== undefined && !readLines(root).includes(call);
}

function decideInUndo({ id }: Node, { undoing }: ItemState): Command | undefined {
  return undoing?.verdict === 'failed'
    ? { type: 'skip', step: id, reason: 'It is gone already, or has to stay' }
    : undefined;
}

function decide(node: Node, item: ItemState, root: string): Command | undefined {
  const { id } = node;
  if (node.item.kind === 'group' || node.isMatrix || item.answers !== undefined) return undefined;
  if (item.status === 'failed') return { type: 'retry', step: id };
  switch (item.ask?.kind) {
    case undefined:
      return undefined;
    case 'confirmation':
      return { type: 'answer', step: id, answers: { confirm: true } };
    case 'recovery':
      return { type: 'answer', step: id, answers: lookWhetherItHappened(item, root) };
    default:
      return node.id === 'signed'
        ? { type: 'answer', step: id, answers: {}, signedBy: 'axel' }
        : { type: 'answer', step: id, answers: { what: 'all of it' } };
  }
}

/** A call left a line; those of attempts that told how they ended are not the one that is asked about. */
function lookWhetherItHappened(item: ItemState, root: string): Record<string, string> {
  const call = item.ask?.plan?.[0] ?? '';
  const lines = readLines(root).filter((line) => line === call).length;
  const known = item.attempts.filter(({ verdict }) => verdict === 'passed' || verdict === 'failed').length;
  if (lines <= known) return { happened: 'no' };
  const [program, , times] = call.split(' ');
  return program === 'flaky' && lines < Number(times) ? { happened: 'failed' } : { happened: 'yes', exit_code: '0' };
}
