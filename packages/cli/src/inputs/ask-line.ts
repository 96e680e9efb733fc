import { createInterface } from 'node:readline/promises';
import { type Json, parseAnswer, type Result } from '@checklist/engine';
import type { Terminal } from '../output/terminal.ts';

/** Asks on the terminal until the answer can be read; nothing when the person ends the input or interrupts. */
export async function askLine(
  terminal: Terminal,
  prompt: string,
  read: (text: string) => Result<Json, string>,
): Promise<Json | undefined> {
  for (;;) {
    const text = await readLine(terminal, prompt);
    if (text === undefined) return undefined;
    const answer = read(text);
    if (answer.ok) return answer.value;
    terminal.complain(answer.error);
  }
}

/** Asks yes or no; nothing typed means no. */
export async function confirmOnTerminal(terminal: Terminal, prompt: string): Promise<boolean> {
  const question = { name: 'confirm', type: 'confirm', label: prompt, default: false } as const;
  return (await askLine(terminal, prompt, (text) => parseAnswer(question, text))) === true;
}

async function readLine({ stdin, stdout }: Terminal, prompt: string): Promise<string | undefined> {
  const lines = createInterface({ input: stdin, output: stdout });
  const gone = Promise.withResolvers<undefined>();
  lines.once('close', () => gone.resolve(undefined));
  lines.once('SIGINT', () => lines.close());
  try {
    return await Promise.race([lines.question(prompt), gone.promise]);
  } finally {
    lines.close();
  }
}
