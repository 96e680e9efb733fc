import { afterAll, expect, it } from 'vitest';
import { openPseudoTerminal } from '../../test/pseudo-terminal.ts';
import { makeWorkbench, type Workbench } from '../../test/workbench.ts';
import { recordFigure } from '../figures.ts';
import { hostileValues } from './hostile-values.ts';

const benches: Workbench[] = [];
afterAll(() => {
  for (const bench of benches) bench.remove();
});

/** A text wherever the screen shows one: in titles, instructions, labels and choices, and in what a program that fails prints. */
function makeChecklist(value: string): string {
  const text = value.replaceAll(/\{(?=\{)/g, '{ ');
  const json = JSON.stringify({
    ...{ version: 1, id: 'shown', title: `Shown ${text}`, commit: 'HEAD', description: text },
    contacts: { axel: { name: `Axel ${text}` } },
    steps: [
      {
        ...{ id: 'fails', title: `Fails ${text}`, type: 'shell', manual: text, owner: 'axel' },
        with: { script: 'cat text; exit 3', env: { VALUE: text.replaceAll('\0', '') } },
      },
      {
        ...{ id: 'many', title: 'Many', type: 'shell', needs: [], matrix: { one: [text] } },
        with: { command: ['true'] },
      },
      {
        ...{ id: 'asks', title: `Asks ${text}`, type: 'manual', needs: [], owner: 'axel' },
        with: {
          instructions: `${text}\n\n- ${text}`,
          questions: { seen: { type: 'choice', label: `Label ${text}`, choices: [`One ${text}`, 'two'] } },
        },
      },
    ],
  });
  // YAML itself takes none but as an escape.
  return json.replaceAll(/\p{Cc}/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const [esc, bell] = ['\u001b', '\u0007'];
const oneSequence = new RegExp(
  [
    `${esc}\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)`,
    `${esc}[PX^_][^${esc}]*${esc}\\\\`,
    `${esc}\\[[0-?]*[ -/]*[@-~]`,
    `${esc}.?`,
    String.raw`[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\u2060\ufeff\u{e0000}-\u{e007f}]`,
  ].join('|'),
  'gu',
);
const movesCursor = new RegExp(`^${esc}\\[[\\d;]*[ABCDEFGHJKf]$`);

/** What a program told the terminal to do, each kind once; where the cursor goes is one kind, and what is coloured how another. */
function kindsOf(raw: string): Set<string> {
  const found = raw.match(oneSequence) ?? [];
  return new Set(found.map((one) => JSON.stringify(movesCursor.test(one) ? one.replaceAll(/\d+/g, 'n') : one)));
}

/** Goes through every view of a run that shows the value, as a person would. */
async function goThrough(value: string): Promise<string> {
  const bench = await makeWorkbench({ 'checklists/shown.yaml': makeChecklist(value), text: `${value}\n` });
  benches.push(bench);
  if (value.length < 10_000 && !value.includes('\0')) await bench.run('git', 'config', 'user.name', `Robb ${value}`);
  const { typeAfter, ended, shows, until, text, type, raw } = openPseudoTerminal(
    bench,
    ['run', 'shown', '--run', 'one'],
    {},
    {
      columns: 100,
      rows: 40,
    },
  );
  await shows('Asks');
  for (const step of ['r retry', 'a answer']) {
    await typeAfter(step, '\r');
    for (const page of ['1 about', '2 output', '3 history']) {
      await typeAfter('esc back', page.slice(0, 1));
      await shows(`[${page}]`);
    }
    await typeAfter('esc back', '\u001b');
    await typeAfter('enter open', '\t');
  }
  await typeAfter('r retry', '\t');
  await typeAfter('a answer', 'a');
  await typeAfter('enter takes it', '\u001b');
  await typeAfter('enter open', '/');
  // Terminals take control characters out of what is pasted, but for line ends, which say here that all is typed.
  const pasted = value.slice(0, 40).replaceAll(/[^\P{Cc}\r\n]/gu, '');
  await typeAfter('esc close', `\u001b[200~${pasted}END\u001b[201~`);
  await until(() => /END|a answer/.test(text()), 'the end of what was pasted');
  if (text().includes('esc close')) type('\u001b');
  await typeAfter('a answer', 'q');
  expect([1, 4]).toContain(await ended);
  bench.remove();
  return raw();
}

it('never reaches the terminal as anything but text', async () => {
  const usual = kindsOf(await goThrough('plain'));
  for (const [name, value] of Object.entries(hostileValues)) {
    const found = kindsOf(await goThrough(value));
    expect(
      [...found].filter((kind) => !usual.has(kind)),
      name,
    ).toEqual([]);
  }
  recordFigure('Hostile values', 'texts shown in every view of the screen', Object.keys(hostileValues).length);
});
