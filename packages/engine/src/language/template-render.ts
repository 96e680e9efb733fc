import type { Failure } from '../model/failure.ts';
import type { Json } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import { fail, ok } from '../model/result.ts';
import { describeKind, readPath, type Scope } from './scope.ts';
import { plainText } from './template-helpers.ts';
import type { Operand, Origin, Part } from './template-tree.ts';

/** Where an `each` or `with` block stands. */
interface Frame {
  readonly element: Json;
  readonly index: number;
  readonly key: string | number;
  readonly isLast: boolean;
}

/** What the place that is being rendered can see; the innermost frame is the last. */
interface View {
  readonly scope: Scope;
  readonly frames: readonly Frame[];
}

type Block = Extract<Part, { type: 'block' }>;

/** Fills the parts from a scope; a value is only ever text in the outcome, never a template again. */
export function renderTemplate(parts: readonly Part[], scope: Scope): Result<Json, Failure> {
  const view = { scope, frames: [] };
  const [first] = parts;
  // A text that is one expression and nothing else keeps the value's type.
  if (parts.length === 1 && first?.type === 'print') return readPresent(first.operand, view);
  return renderParts(parts, view);
}

function renderParts(parts: readonly Part[], view: View): Result<string, Failure> {
  let text = '';
  for (const part of parts) {
    const rendered = renderPart(part, view);
    if (!rendered.ok) return rendered;
    text += rendered.value;
  }
  return ok(text);
}

function renderPart(part: Part, view: View): Result<string, Failure> {
  if (part.type === 'text') return ok(part.text);
  if (part.type === 'block') return renderBlock(part, view);
  const value = readPresent(part.operand, view);
  if (!value.ok) return value;
  const text = plainText(value.value);
  if (text !== undefined) return ok(text);
  const hint = 'Say how to write it: {{list xs}}, {{join xs ", "}}, {{table xs "field"}} or {{json x}}.';
  const message = `"${part.operand.source}" is ${describeKind(value.value)}, but only a string, a number or a boolean can stand in a text`;
  return fail({ reason: 'template', message, hint });
}

function renderBlock(part: Block, view: View): Result<string, Failure> {
  const isQuestion = part.block === 'if' || part.block === 'unless';
  const value = isQuestion && isMissingOutput(part.operand, view) ? ok(null) : readOperand(part.operand, view);
  if (!value.ok) return value;
  switch (part.block) {
    case 'if':
      return renderParts(isTrue(value.value) ? part.body : part.otherwise, view);
    case 'unless':
      return renderParts(isTrue(value.value) ? part.otherwise : part.body, view);
    case 'with':
      if (!isTrue(value.value) && value.value !== 0) return renderParts(part.otherwise, view);
      return renderEach(part, [['', value.value]], view);
    case 'each': {
      const entries = entriesOf(value.value);
      if (entries === undefined) return fail(notIterable(part.operand, value.value));
      return entries.length === 0 ? renderParts(part.otherwise, view) : renderEach(part, entries, view);
    }
  }
}

/** A step that was skipped or waived has no outputs; that a step declares the output was checked when the file was loaded. */
function isMissingOutput(operand: Operand, view: View): boolean {
  if (operand.type !== 'path' || operand.origin.type !== 'scope') return false;
  const [root, , member] = operand.path;
  if (root !== 'steps' || member !== 'outputs') return false;
  const outputs = readPath(view.scope, operand.path.slice(0, 3));
  return outputs !== undefined && readPath(view.scope, operand.path.slice(0, 4)) === undefined;
}

// As Handlebars has it: an empty list is false, an empty object is true.
function isTrue(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function entriesOf(value: Json): readonly (readonly [string | number, Json])[] | undefined {
  if (value === null) return [];
  if (isJsonObject(value)) return Object.entries(value);
  const list: Json = value;
  return Array.isArray(list) ? [...list.entries()] : undefined;
}

function renderEach(part: Block, entries: readonly (readonly [string | number, Json])[], view: View) {
  let text = '';
  for (const [index, [key, element]] of entries.entries()) {
    const frame = { element, index, key, isLast: index === entries.length - 1 };
    const rendered = renderParts(part.body, { ...view, frames: [...view.frames, frame] });
    if (!rendered.ok) return rendered;
    text += rendered.value;
  }
  return ok(text);
}

function readPresent(operand: Operand, view: View): Result<Json, Failure> {
  const value = readOperand(operand, view);
  if (!value.ok || value.value !== null) return value;
  const hint = 'Put it into "{{#if …}}" when it may be null.';
  return fail({ reason: 'template', message: `"${operand.source}" is null, but a value was expected`, hint });
}

function readOperand(operand: Operand, view: View): Result<Json, Failure> {
  if (operand.type === 'literal') return ok(operand.value);
  if (operand.type === 'call') return callHelper(operand, view);
  const start = originOf(operand.origin, view);
  const value = start === undefined ? undefined : readPath(start, operand.path);
  return value === undefined ? fail(missing(operand, start)) : ok(value);
}

function originOf(origin: Origin, view: View): Json | undefined {
  if (origin.type === 'scope') return view.scope;
  const frame = view.frames.at(-1 - origin.up);
  if (frame === undefined || origin.type === 'element') return frame?.element;
  switch (origin.of) {
    case 'index':
      return frame.index;
    case 'key':
      return frame.key;
    case 'first':
      return frame.index === 0;
    case 'last':
      return frame.isLast;
  }
}

function callHelper(operand: Extract<Operand, { type: 'call' }>, view: View): Result<string, Failure> {
  const { name, helper, operands } = operand;
  const values: Json[] = [];
  for (const argument of operands) {
    const value = helper.takesNull ? readOperand(argument, view) : readPresent(argument, view);
    if (!value.ok) return value;
    values.push(value.value);
  }
  const outcome = helper.apply(values);
  if (outcome.ok) return outcome;
  const { argument, found, expected } = outcome.error;
  const message = `"${operands[argument]?.source}" ${found}, but helper "${name}" expected ${expected}`;
  return fail({ reason: 'template', message, hint: `Write it as ${helper.usage}.` });
}

function missing(operand: Extract<Operand, { type: 'path' }>, start: Json | undefined): Failure {
  const { path, source } = operand;
  const length = path.findIndex(
    (_, index) => start === undefined || readPath(start, path.slice(0, index + 1)) === undefined,
  );
  const part = path.length > 1 ? `: there is no "${path[length]}"` : '';
  return {
    reason: 'template',
    message: `"${source}" has no value${part}`,
    hint: 'Look at what gives the value, or correct the name.',
  };
}

function notIterable(operand: Operand, value: Json): Failure {
  return {
    reason: 'template',
    message: `"${operand.source}" is ${describeKind(value)}, but "each" expected a list or an object`,
    hint: 'Take "{{#with …}}" for a single value.',
  };
}
