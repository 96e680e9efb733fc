import { type Node, parseDocument } from 'yaml';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { type Places, placesOf } from './places.ts';
import { rewordYamlError } from './reword-yaml-error.ts';
import type { SourceText } from './source-text.ts';
import { YamlToJson } from './yaml-to-json.ts';

/** The most that a checklist file may hold, in bytes: more than 10,000 steps. */
export const sizeLimit = 2_000_000;

/** What YAML alone tells: values and where they stand, with the faults that leave the rest readable. */
export interface ParsedYaml {
  readonly value: Json;
  readonly places: Places;
  readonly diagnostics: readonly Diagnostic[];
}

export function parseYaml(source: SourceText): Result<ParsedYaml, readonly Diagnostic[]> {
  const unreadable = findUnreadable(source);
  if (unreadable !== undefined) return fail([unreadable]);
  const document = readDocument(source.text);
  if (document === undefined) return fail([{ ...tooDeep, place: source.place(0, 0) }]);
  // What follows a syntax error is mostly its echo, so only the first is told.
  const [error] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error !== undefined) return fail([rewordYamlError(error, source, document.contents)]);
  const root = document.contents;
  if (root === null || root.range?.[0] === root.range?.[1]) return fail([emptyFile(source)]);
  const conversion = new YamlToJson(source);
  const value = conversion.convert(root);
  if (conversion.isHopeless) return fail(conversion.diagnostics);
  return ok({ value, places: placesOf(source, root, conversion.targets), diagnostics: conversion.diagnostics });
}

/** The tree of a text; nothing when it is nested so deep that the parser's stack is full, which does not say where. */
function readDocument(text: string) {
  try {
    return parseDocument<Node, false>(text, {
      prettyErrors: false,
      resolveKnownTags: false,
      schema: 'core',
      stringKeys: true,
      // Its own check is quadratic; ours is not.
      uniqueKeys: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const tooDeep = {
  code: 'too-deep',
  message: 'values are nested more than 100 deep',
  hint: 'use fewer levels',
} as const;

function findUnreadable(source: SourceText): Diagnostic | undefined {
  const { text } = source;
  const at = (code: DiagnosticCode, offset: number, message: string, hint: string): Diagnostic => {
    return { code, message, place: source.place(offset, offset + 1), hint };
  };
  const size = Buffer.byteLength(text);
  if (size > sizeLimit) return { ...tooLarge(size), place: source.place(0, 0) };
  const control = text.search(controlCharacter);
  if (control !== -1) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0');
    return at(
      'bad-yaml',
      control,
      `found the control character U+${code}, expected text`,
      'save the file as plain text',
    );
  }
  // The parser notices deep nesting only when the call stack is full.
  const deep = text.search(/(?:[[{]\s*){200}|(?:[-?]\s+){200}/);
  if (deep !== -1) return { ...tooDeep, place: source.place(deep, deep + 1) };
  if (text.trim() === '') return emptyFile(source);
  return undefined;
}

const controlCharacter = /(?![\t\n\r\u0085])\p{Cc}/u;

/** The fault of a file with so many bytes. */
export function tooLarge(size: number): Omit<Diagnostic, 'place'> {
  const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
  return {
    code: 'file-too-large',
    message: `the file has ${megabytes(size)}, expected ${megabytes(sizeLimit)} at most`,
    hint: 'move long texts to files and name them with "template_file"',
  };
}

function emptyFile(source: SourceText): Diagnostic {
  return {
    code: 'empty-file',
    message: 'the file holds nothing, expected a checklist',
    place: source.place(0, 0),
    hint: 'begin with "version: 1", "id", "title" and "steps"',
  };
}
