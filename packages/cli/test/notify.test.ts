import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPseudoTerminal } from './pseudo-terminal.ts';
import { bin, makeWorkbench, startProgram, type Workbench } from './workbench.ts';

const checklist = `version: 1
id: tell
title: Tell
notify: { bell: [waiting, ended], desktop: [failed], discord: [waiting, failed, ended] }
steps:
  - { id: breaks, title: 'Breaks @everyone', type: shell, retry: { attempts: 2, delay: 0s }, with: { command: [sh, -c, 'echo "$DISCORD_NOTIFY_WEBHOOK_URL" > env.txt; false'] } }
  - id: look
    title: Look at it
    needs: []
    type: manual
    with: { instructions: Look., questions: { fine: { type: confirm, label: It is fine } } }
`;

let bench: Workbench;
const posts: { readonly url: string; readonly body: string }[] = [];
let status = 200;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += String(chunk);
  });
  request.on('end', () => {
    posts.push({ url: request.url ?? '', body });
    response.writeHead(status).end('{}');
  });
});
beforeAll(async () => {
  bench = await makeWorkbench({ 'checklists/tell.yaml': checklist });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  bench.remove();
  server.close();
});

function tell(webhook: string | undefined, ...args: readonly string[]) {
  const env = { ...bench.env, ...(webhook === undefined ? {} : { DISCORD_NOTIFY_WEBHOOK_URL: webhook }) };
  return startProgram(process.execPath, [bin, ...args], bench.directory, env).ended;
}

function webhook(): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`;
}

describe('notify', () => {
  it('posts once for each occasion, pings nobody, and gives the webhook to no program', async () => {
    posts.length = 0;
    expect(await tell(webhook(), 'run', 'tell', '--run', 'one')).toMatchObject({ code: 1, stderr: '' });
    const texts = posts.map(({ body }) => JSON.parse(body) as { content: string; allowed_mentions: object });
    expect(texts.flatMap(({ content }) => content.split('\n')).toSorted()).toEqual([
      'Tell, one: "Breaks @everyone" program "sh" ended with exit code 1, expected exit code 0',
      'Tell, one: "Look at it" asks somebody',
    ]);
    for (const { allowed_mentions } of texts) expect(allowed_mentions).toEqual({ parse: [] });
    expect(bench.read('env.txt')).toBe('\n');
    await tell(webhook(), 'skip', 'one', 'breaks', '--reason', 'known');
    await tell(webhook(), 'answer', 'one', 'look', 'fine=yes');
    posts.length = 0;
    expect(await tell(webhook(), 'resume', 'one')).toMatchObject({ code: 0 });
    expect(posts.map(({ body }) => JSON.parse(body).content)).toEqual(['Tell, one: passed']);
  });

  it.each([
    [
      'is not set',
      undefined,
      'DISCORD_NOTIFY_WEBHOOK_URL is not set, expected the URL of a Discord webhook for what "notify" tells\n',
    ],
    ['does not answer', 'http://127.0.0.1:1/hook', 'Discord could not be reached with a notice\n'],
    ['is no URL', 'nonsense', 'Discord could not be reached with a notice\n'],
  ])('tells when the webhook %s, and the run goes on', async (what, url, stderr) => {
    expect(await tell(url, 'run', 'tell', '--run', what.replaceAll(' ', '-'))).toMatchObject({ code: 1, stderr });
  });

  it('tells when the webhook refuses', async () => {
    status = 404;
    const { code, stderr } = await tell(webhook(), 'run', 'tell', '--run', 'refused');
    status = 200;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Discord answered 404 to a notice, expected that it takes it\n',
    });
  });

  it('rings and shows a notice on a terminal', async () => {
    const { typeAfter, ended, raw } = openPseudoTerminal(bench, ['run', 'tell', '--run', 'seen', '--output', 'plain'], {
      DISCORD_NOTIFY_WEBHOOK_URL: webhook(),
    });
    await typeAfter('checklist resume', '');
    expect(await ended).toBe(1);
    const [, notice = '', ...others] = raw().split('\u001b]9;');
    expect(others).toEqual([]);
    const [shown, ...rest] = notice.split('\u0007');
    expect(shown).toContain('"Breaks @everyone" program "sh" ended with exit code 1, expected exit code 0');
    const bells = raw().split('\u0007').length - 2;
    expect({ bells, isLast: rest.length >= 1 }).toEqual({ bells: 1, isLast: true });
  });
});
