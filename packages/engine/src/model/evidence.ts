import type { Json } from './json.ts';

/** What a step keeps as proof. */
export type Evidence =
  | { readonly type: 'link'; readonly label: string; readonly url: string }
  | { readonly type: 'value'; readonly label: string; readonly value: Json }
  | { readonly type: 'file'; readonly label: string; readonly path: string };
