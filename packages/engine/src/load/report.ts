import type { Diagnostic, DiagnosticCode, Place } from '../model/diagnostic.ts';
import { didYouMean } from './suggest.ts';

/** Beyond so many faults no more suggestions are looked for: nobody reads them, and each look costs. */
const suggestionLimit = 200;

/** Collects the faults of one file. */
export class Report {
  readonly #diagnostics: Diagnostic[] = [];

  add(code: DiagnosticCode, place: Place, message: string, hint?: string): void {
    this.#diagnostics.push({ code, message, place, ...(hint === undefined ? {} : { hint }) });
  }

  addAll(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) this.#diagnostics.push(diagnostic);
  }

  didYouMean(word: string, candidates: Iterable<string>): string | undefined {
    return this.#diagnostics.length > suggestionLimit ? undefined : didYouMean(word, candidates);
  }

  /** In the order of the file, each fault once; those of other files stand behind those of the given one. */
  sorted(mainFile: string): readonly Diagnostic[] {
    const unique = new Map<string, Diagnostic>();
    for (const diagnostic of this.#diagnostics) {
      const { file, line, column } = diagnostic.place;
      unique.set([file, line, column, diagnostic.code, diagnostic.message].join('\0'), diagnostic);
    }
    const rank = (file: string) => (file === mainFile ? '' : file);
    return [...unique.values()].sort(
      ({ place: a }, { place: b }) => compare(rank(a.file), rank(b.file)) || a.line - b.line || a.column - b.column,
    );
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
