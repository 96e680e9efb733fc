import { checkData, type Json } from '@checklist/engine';
import { expect, it } from 'vitest';
import { eventSchema } from '../src/events/event-schema.ts';
import { makeWorkbench } from './workbench.ts';

const checklist = `version: 1
id: lines
title: Lines
contacts: { axel: { name: Axel } }
steps:
  - { id: prints, title: Prints, type: shell, retry: { attempts: 2, delay: 0s }, with: { command: [sh, -c, 'echo hello; test -e second || { touch second; false; }'] } }
  - { id: waits, title: Waits, type: wait, with: { for: 1s } }
  - { id: tag, title: Tag, type: git.tag, confirm: { word: v1 }, with: { name: v1, at: HEAD, message: One } }
  - id: look
    title: Look
    type: manual
    with: { instructions: Look., questions: { link: { type: url, label: Where } }, sign_off: { by: [axel] } }
`;

it('prints lines of which each is as the schema says, whatever happens', async () => {
  const bench = await makeWorkbench({ 'checklists/lines.yaml': checklist });
  const lines: string[] = [];
  const gather = async (...args: readonly string[]) => {
    const { stdout } = await bench.checklist(...args, '--output', 'json');
    lines.push(...stdout.trimEnd().split('\n'));
  };
  await gather('run', 'lines', '--run', 'one');
  await bench.checklist('answer', 'one', 'tag', 'confirm=v1');
  await gather('resume', 'one');
  await bench.checklist('answer', 'one', 'look', 'link=https://example.org', '--signed-by', 'axel');
  await bench.checklist('handover', 'one', '--to', 'axel');
  await bench.checklist('redo', 'one', 'look', '--reason', 'again');
  await bench.checklist('pause', 'one', '--reason', 'lunch');
  await gather('resume', 'one');
  await bench.checklist('cancel', 'one', '--reason', 'enough');
  await gather('undo', 'one', '--yes');
  // Cancelled while nobody drove it, so that nothing but the undo is left to do.
  expect((await bench.checklist('status', 'one')).stdout).toContain('undone');
  bench.remove();
  const seen = new Set<string>();
  for (const line of lines) {
    const value = JSON.parse(line) as Json & { readonly type: string };
    seen.add(value.type);
    expect(checkData(eventSchema, value, 'event')).toEqual({ ok: true, value });
  }
  expect([...seen].toSorted()).toEqual(
    expect.arrayContaining([
      'answer-given',
      'attempt-ended',
      'attempt-pending',
      'attempt-started',
      'output',
      'question-asked',
      'round-opened',
      'run-cancelled',
      'run-handed-over',
      'run-paused',
      'run-resumed',
      'undo-ended',
    ]),
  );
});
