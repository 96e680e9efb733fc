import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { posix, resolve, sep } from 'node:path';
import type { Checklist } from '../model/checklist.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { StepType } from '../model/step-type.ts';
import { loadChecklist } from './load-checklist.ts';
import { sizeLimit, tooLarge } from './parse-yaml.ts';
import { sourceText } from './source-text.ts';
import { didYouMean } from './suggest.ts';

/** A checklist with all that it was made of. */
export interface ReadChecklist {
  readonly checklist: Checklist;
  readonly text: string;
  /** The texts of its template files, by absolute path. */
  readonly templates: Readonly<Record<string, string>>;
}

/** How a checklist file is read. */
export interface ReadSetting {
  /** The repository's root, absolute. */
  readonly directory: string;
  readonly stepTypes: readonly StepType[];
  /** Told of each file, absolute, before it is read: of templates too, and whether it is there or not. */
  onFile?(path: string): void;
}

/** Reads and loads a checklist file; the file is relative to the directory, and is shown to people as it is given. */
export function readChecklist(file: string, setting: ReadSetting): Result<ReadChecklist, readonly Diagnostic[]> {
  const { directory, stepTypes } = setting;
  setting.onFile?.(resolve(directory, file));
  const read = readText(file, resolve(directory, file));
  if (!read.ok) return fail([read.error]);
  const folder = resolve(directory, file, '..');
  const templates: Record<string, string> = {};
  const checklist = loadChecklist({ text: read.value, file }, stepTypes, (path) => {
    setting.onFile?.(resolve(folder, path));
    const template = readTemplate(path, folder, directory);
    if (template.ok) templates[resolve(folder, path)] = template.value;
    return template;
  });
  return checklist.ok ? ok({ checklist: checklist.value, text: read.value, templates }) : checklist;
}

function readText(file: string, path: string): Result<string, Diagnostic> {
  const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      const hint = 'name a YAML file in it';
      return fail({ code: 'not-a-file', message: `"${file}" is a folder, expected a checklist file`, place, hint });
    }
    if (!stat.isFile())
      return fail({ code: 'not-a-file', message: `"${file}" is no file that can be read whole`, place });
    if (stat.size > sizeLimit) return fail({ ...tooLarge(stat.size), place });
    return decode(file, readFileSync(path));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && isLink(path))
      return fail({ code: 'not-found', message: `"${file}" is a link to what is not there`, place });
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      const hint =
        didYouMean(file, neighbours(file, path)) ?? 'run "checklist list" to see the checklists that are here';
      return fail({ code: 'not-found', message: `there is no file "${file}"`, place, hint });
    }
    if (code === undefined) throw error;
    const reason = code === 'EACCES' || code === 'EPERM' ? 'permission was denied' : code;
    return fail({ code: 'not-readable', message: `"${file}" cannot be read: ${reason}`, place });
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function decode(file: string, bytes: Buffer): Result<string, Diagnostic> {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const wrong = text.indexOf('\uFFFD');
  if (wrong === -1 || Buffer.from(text).equals(bytes)) return ok(text);
  return fail({
    code: 'bad-yaml',
    message: 'found bytes that are no UTF-8, expected text',
    place: sourceText(file, text).place(wrong, wrong + 1),
    hint: 'save the file as UTF-8 text',
  });
}

function neighbours(file: string, path: string): readonly string[] {
  try {
    const names = readdirSync(resolve(path, '..')).filter((name) => /\.ya?ml$/.test(name));
    return names.map((name) => posix.join(posix.dirname(file), name));
  } catch {
    return [];
  }
}

/** A template file must lie inside the directory: a checklist cannot pull other files into messages and reports. */
function readTemplate(path: string, folder: string, directory: string): Result<string, string> {
  const target = resolve(folder, path);
  try {
    const real = realpathSync(target);
    const root = realpathSync(directory);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
      return fail(`the template file "${path}" lies outside of the repository, expected one inside`);
    }
    const stat = statSync(real);
    if (!stat.isFile()) return fail(`the template file "${path}" is no file`);
    if (stat.size > sizeLimit) return fail(`the template file "${path}" is larger than 2 MB`);
    return ok(readFileSync(real, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be read: ${code}`;
    return fail(`the template file "${path}" ${reason}`);
  }
}
