import { isJsonObject, type Json, type JsonObject, ok } from '@checklist/engine/plugin';
import type { RunPath, WandbClient } from './wandb-client.ts';
import type { WandbResult } from './wandb-trouble.ts';

/** A link that a run logged. */
export type RunLink = { readonly label: string; readonly url: string };

const mostLinks = 200;

/** The links under these keys: a text that is a URL, those in a logged HTML page, else the page of the logged file. */
export async function findLinks(
  client: Pick<WandbClient, 'readFile'>,
  path: RunPath,
  page: string,
  summary: JsonObject,
  keys: readonly string[],
): WandbResult<readonly RunLink[]> {
  const links: RunLink[] = [];
  for (const key of keys) {
    const value = summary[key];
    if (typeof value === 'string' && isUrl(value)) links.push({ label: key, url: value });
    const file = fileOf(value);
    if (file === undefined) continue;
    const html = file.isHtml ? await client.readFile(path, file.name) : ok(undefined);
    if (!html.ok) return html;
    const urls = linksOf(html.value ?? '');
    const filePage = `${page}/files/${file.name.split('/').map(encodeURIComponent).join('/')}`;
    links.push(...(urls.length > 0 ? urls : [filePage]).map((url) => ({ label: key, url })));
  }
  return ok(links.slice(0, mostLinks));
}

/** The file behind a logged page, image, video or table. */
function fileOf(value: Json | undefined): { readonly name: string; readonly isHtml: boolean } | undefined {
  if (!isJsonObject(value) || typeof value.path !== 'string' || typeof value._type !== 'string') return undefined;
  return { name: value.path, isHtml: value._type === 'html-file' };
}

function linksOf(html: string): string[] {
  const found = [...html.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)];
  const urls = found.map(([, double, single, bare]) =>
    (double ?? single ?? bare ?? '').replaceAll('&amp;', '&').trim(),
  );
  return [...new Set(urls.filter(isUrl))];
}

function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
}
