import { openJsonScreen } from './json.ts';
import { openPlainScreen } from './plain.ts';
import type { Screen, ScreenSetting } from './screen.ts';

/** How a run is shown. */
export type ScreenForm = 'interactive' | 'plain' | 'json';

/** The form for what was asked: `auto` is interactive where a person can be asked. */
export function screenForm(output: string | undefined, terminal: { readonly isInteractive: boolean }): ScreenForm {
  if (output === 'json' || output === 'plain') return output;
  return terminal.isInteractive ? 'interactive' : 'plain';
}

/** Opens a screen; only the interactive one loads what draws it. */
export async function openScreen(form: ScreenForm, setting: ScreenSetting): Promise<Screen> {
  if (form === 'json') return openJsonScreen(setting);
  if (form === 'plain') return openPlainScreen(setting);
  const { openInkScreen } = await import('./ink/open-ink-screen.tsx');
  return openInkScreen(setting);
}
