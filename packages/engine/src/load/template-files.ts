import { posix } from 'node:path';
import { isJsonObject, type Json } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import type { Path, Places } from './places.ts';
import type { Report } from './report.ts';
import { type SourceText, sourceText } from './source-text.ts';

/** Reads the text of a file that a checklist names, or says why that is not possible. */
export type ReadTemplateFile = (path: string) => Result<string, string>;

/** Puts the texts of files where `{ template_file: ... }` stands, and remembers which text came from where. */
export class TemplateFiles {
  readonly #read: ReadTemplateFile;
  readonly #folder: string;
  readonly #places: Places;
  readonly #report: Report;
  readonly #texts = new Map<string, Result<SourceText, string>>();
  readonly #sources = new Map<string, SourceText>();

  /** The folder is the checklist file's own, as people are shown it. */
  constructor(read: ReadTemplateFile, folder: string, places: Places, report: Report) {
    this.#read = read;
    this.#folder = folder;
    this.#places = places;
    this.#report = report;
  }

  /** The texts of all files that were read. */
  get texts(): readonly string[] {
    return [...this.#texts.values()].flatMap((one) => (one.ok ? [one.value.text] : []));
  }

  /** The file that the text at a path came from, when it is not the checklist's own. */
  sourceOf(path: Path): SourceText | undefined {
    return this.#sources.size === 0 ? undefined : this.#sources.get(path.join('\0'));
  }

  /** The value with every mention of a file replaced by its text. */
  include(value: Json, path: Path): Json {
    if (Array.isArray(value)) return value.map((part: Json, index) => this.include(part, [...path, index]));
    if (!isJsonObject(value)) return value;
    const { template_file: file } = value;
    if (typeof file === 'string' && Object.keys(value).length === 1) return this.#text(file, path);
    const entries = Object.entries(value).map(([key, part]): [string, Json] => [
      key,
      this.include(part, [...path, key]),
    ]);
    return Object.fromEntries(entries);
  }

  #text(file: string, path: Path): string {
    let read = this.#texts.get(file);
    if (read === undefined) {
      const text = this.#read(file);
      read = text.ok ? { ok: true, value: sourceText(posix.join(this.#folder, file), text.value) } : text;
      this.#texts.set(file, read);
    }
    if (!read.ok) {
      this.#report.add('bad-template-file', this.#places.value([...path, 'template_file']), read.error);
      return '';
    }
    this.#sources.set(path.join('\0'), read.value);
    return read.value.text;
  }
}
