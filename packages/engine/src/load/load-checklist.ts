import { posix } from 'node:path';
import type { Checklist } from '../model/checklist.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { digestOf } from '../model/digest.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import { fail, ok, type Result } from '../model/result.ts';
import type { StepType } from '../model/step-type.ts';
import { brief } from './brief.ts';
import { describeValue } from './describe-schema.ts';
import { makeDraft } from './draft.ts';
import { type ParsedYaml, parseYaml } from './parse-yaml.ts';
import { readHead } from './read-head.ts';
import { type Reading, readItems } from './read-items.ts';
import { Report } from './report.ts';
import { rules } from './rules/all-rules.ts';
import { type SourceText, sourceText } from './source-text.ts';
import { type ReadTemplateFile, TemplateFiles } from './template-files.ts';

/** Makes a checklist of a file's text, or tells all that is wrong with it, in the order of the file. */
export function loadChecklist(
  { text, file }: { readonly text: string; readonly file: string },
  stepTypes: readonly StepType[],
  readTemplateFile: ReadTemplateFile,
): Result<Checklist, readonly Diagnostic[]> {
  const source = sourceText(file, text.replace(/^\uFEFF/, ''));
  const parsed = parseYaml(source);
  if (!parsed.ok) return fail(parsed.error.map(brief));
  const { value } = parsed.value;
  if (!isJsonObject(value)) return fail([...parsed.value.diagnostics, noMapping(parsed.value)].map(brief));
  const reading = startReading(source, parsed.value, stepTypes, readTemplateFile);
  const checklist = readAll(reading, value, source.text);
  const draft = makeDraft(checklist, reading);
  for (const rule of rules) rule(draft, reading.report);
  const diagnostics = reading.report.sorted(file);
  return diagnostics.length === 0 ? ok(checklist) : fail(diagnostics.map(brief));
}

function startReading(
  source: SourceText,
  { places, diagnostics }: ParsedYaml,
  stepTypes: readonly StepType[],
  readTemplateFile: ReadTemplateFile,
): Reading {
  const report = new Report();
  report.addAll(diagnostics);
  const templateFiles = new TemplateFiles(readTemplateFile, posix.dirname(source.file), places, report);
  const types = new Map(stepTypes.map((stepType) => [stepType.type, stepType]));
  return { places, report, types, templateFiles, facts: new Map() };
}

function readAll(reading: Reading, value: JsonObject, text: string): Checklist {
  const head = readHead(reading, value);
  const items = readItems({ ...reading, head }, value.steps, ['steps']);
  return { ...head, items, digest: digestOf(text, ...reading.templateFiles.texts) };
}

function noMapping({ value, places }: ParsedYaml): Diagnostic {
  return {
    code: 'wrong-type',
    message: `the file holds ${describeValue(value)}, expected a mapping with "version", "id", "title" and "steps"`,
    place: places.value([]),
  };
}
