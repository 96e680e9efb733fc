type Environment = Readonly<Record<string, string | undefined>>;

/** Programs that are known to make a link of what is marked as one. */
const programs = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby', 'rio', 'zed'];
const terminals = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot|contour|wezterm)/;
/** The first version of the library behind GNOME's and others' terminals that shows links without harm. */
const firstVte = 5_000;

/** Whether the terminal makes links of marked text (OSC 8); where that is not known, addresses are written out and nothing else. */
export function knowsLinks(env: Environment): boolean {
  const force = env.FORCE_HYPERLINK;
  if (force !== undefined && force !== '') return force !== '0';
  const isNamed = programs.includes(env.TERM_PROGRAM ?? '') || terminals.test(env.TERM ?? '');
  const isVte = Number(env.VTE_VERSION ?? 0) >= firstVte;
  return isNamed || isVte || 'WT_SESSION' in env || 'KONSOLE_VERSION' in env || 'KITTY_WINDOW_ID' in env;
}
