/** One figure, beside what it is held against. */
export interface Row {
  readonly name: string;
  /** The figure with its unit. */
  readonly figure: string;
  /** How often the figure that it is compared with goes into it. */
  readonly ratio?: number;
  /** What the ratio, or the value where there is none, should be at most. */
  readonly target?: { readonly most: number; readonly of?: string; readonly value?: number };
}

/** Prints a section; a target that is missed is marked and fails nothing. */
export function printRows(title: string, rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map((row) => {
    const ratio = row.ratio === undefined ? '' : row.ratio.toFixed(2);
    return `  ${row.name.padEnd(width)}  ${row.figure.padStart(12)}  ${ratio.padStart(6)}  ${verdict(row)}`.trimEnd();
  });
  process.stdout.write(`\n${title}\n${lines.join('\n')}\n`);
}

function verdict({ ratio, target }: Row): string {
  if (target === undefined) return '';
  const value = target.value ?? ratio ?? Number.NaN;
  const shown = target.value === undefined ? '' : `${value.toFixed(2)} `;
  return `${value <= target.most ? '✓' : '✗'} ${shown}<= ${target.most}${target.of === undefined ? '' : ` ${target.of}`}`;
}
