import { expect, it } from 'vitest';
import { findLinks } from './find-links.ts';

const path = { entity: 'e', project: 'p', run: 'r' };
const page = 'https://wandb.ai/e/p/runs/r';

function find(html: string | undefined, summary: Parameters<typeof findLinks>[3]) {
  const readFile = async () => ({ ok: true, value: html }) as const;
  return findLinks({ readFile }, path, page, summary, Object.keys(summary));
}

it('finds the links of a logged page, each once', async () => {
  const html = `<a href="https://x.io/?a=1&amp;b=2">one</a> <A HREF='https://x.io/2'> <a href=https://x.io/3>
    <a href="https://x.io/2"> <a href="javascript:alert(1)"> <a href="/relative"> <a href="https://">`;
  const links = await find(html, { 'replays/all': { _type: 'html-file', path: 'media/a.html' } });
  const urls = ['https://x.io/?a=1&b=2', 'https://x.io/2', 'https://x.io/3'];
  expect(links).toEqual({ ok: true, value: urls.map((url) => ({ label: 'replays/all', url })) });
});

it('takes a text that is a URL, else the page of the file, and nothing of a number', async () => {
  const summary = {
    report: 'https://x.io/report',
    video: { _type: 'video-file', path: 'media/v 1.mp4' },
    empty: { _type: 'html-file', path: 'media/e.html' },
    score: 3,
    text: 'see https://x.io',
  };
  expect(await find('<p>nothing</p>', summary)).toEqual({
    ok: true,
    value: [
      { label: 'report', url: 'https://x.io/report' },
      { label: 'video', url: `${page}/files/media/v%201.mp4` },
      { label: 'empty', url: `${page}/files/media/e.html` },
    ],
  });
});
