import type { RunEvent } from '../model/event.ts';
import { isSignOff } from '../model/is-sign-off.ts';
import type { Person } from '../model/person.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { ItemState, Node } from '../model/run-state.ts';
import { isDecided } from './gates.ts';

/** Any automated step can be done by hand instead: its declared outputs are asked for. */
export function decideByHand(node: Node, item: ItemState, by: Person): Result<readonly RunEvent[], string> {
  const step = node.item;
  if (step.kind === 'group' || step.manual === undefined) {
    return fail(`"${node.id}" says nothing about doing it by hand, expected a step with "manual"`);
  }
  if (isSignOff(step)) return fail(`"${node.id}" is a sign-off, expected the word of who has to give it`);
  const isStuck = item.status === 'failed' || item.status === 'inconclusive';
  if (!isStuck && item.status !== 'pending')
    return fail(`"${node.id}" is ${item.status}, expected a step that is not under way`);
  if (!isStuck && item.gate !== 'open')
    return fail(`"${node.id}" waits for other steps, expected a step whose needs are met`);
  if (!isDecided(node, item))
    return fail(`whether "${node.id}" is due has not been decided, expected a step whose "when" holds`);
  const key = { step: node.id, round: item.round, attempt: item.attempts.length + 1 };
  const questions = step.outputs.map((name) => ({
    name,
    type: 'text' as const,
    label: `Output "${name}", as JSON or text`,
  }));
  const events: RunEvent[] = [
    { type: 'attempt-started', ...key },
    { type: 'question-asked', ...key, ask: { kind: 'by-hand', instructions: step.manual, questions }, by },
  ];
  return ok(isStuck ? [{ type: 'retry-requested', step: node.id, by }, ...events] : events);
}
