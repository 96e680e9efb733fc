import type {
  Expression as Ast,
  BlockStatement,
  MustacheStatement,
  PathExpression,
  Program,
  Statement,
  SubExpression,
} from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js';
import type { Result } from '../model/result.ts';
import { fail, ok } from '../model/result.ts';
import type { Reference, SyntaxFault } from './reference.ts';
import { rootNames } from './scope.ts';
import { findDeepNesting, lineStarts, toSyntaxFault } from './template-fault.ts';
import { templateHelpers } from './template-helpers.ts';
import { pathInScope, resolveName, type Surrounding } from './template-names.ts';
import type { BlockName, Operand, Part } from './template-tree.ts';

/** A template as it was read. */
export interface TemplateSyntax {
  readonly parts: readonly Part[];
  readonly references: readonly Reference[];
}

/** What reading collects. */
interface Reading {
  readonly text: string;
  readonly offsetOf: ReturnType<typeof lineStarts>;
  readonly references: Reference[];
  readonly faults: SyntaxFault[];
}

/** Reads a template and resolves its names: the same resolution serves the check and the rendering. */
export function readTemplate(text: string): Result<TemplateSyntax, SyntaxFault> {
  const deep = findDeepNesting(text, 100);
  if (deep !== undefined) return fail(deep);
  const program = parseText(text);
  if (!program.ok) return program;
  const reading: Reading = { text, offsetOf: lineStarts(text), references: [], faults: [] };
  const parts = readProgram(program.value, [], reading);
  const [fault] = reading.faults;
  return fault === undefined ? ok({ parts, references: reading.references }) : fail(fault);
}

function parseText(text: string): Result<Program, SyntaxFault> {
  try {
    return ok(parse(text));
  } catch (error) {
    return fail(toSyntaxFault(error, text));
  }
}

const nothing: Operand = { type: 'literal', value: '', source: '' };

function rangeOf(node: { readonly loc: Ast['loc'] }, { offsetOf }: Reading): { start: number; end: number } {
  return { start: offsetOf(node.loc.start), end: offsetOf(node.loc.end) };
}

function addFault(node: { readonly loc: Ast['loc'] }, message: string, hint: string, reading: Reading): Operand {
  reading.faults.push({ message, hint, ...rangeOf(node, reading) });
  return nothing;
}

function readProgram(program: Program | undefined, blocks: readonly Surrounding[], reading: Reading): Part[] {
  return (program?.body ?? []).flatMap((statement) => readStatement(statement, blocks, reading));
}

function readStatement(statement: Statement, blocks: readonly Surrounding[], reading: Reading): Part[] {
  switch (statement.type) {
    case 'ContentStatement':
      return statement.value === '' ? [] : [{ type: 'text', text: statement.value }];
    case 'CommentStatement':
      return [];
    case 'MustacheStatement':
      return [{ type: 'print', operand: readMustache(statement, blocks, reading) }];
    case 'BlockStatement':
      return readBlock(statement, blocks, reading);
    default:
      addFault(statement, 'templates have no partials and no decorators', 'Write the text in its place.', reading);
      return [];
  }
}

function readMustache(node: MustacheStatement, blocks: readonly Surrounding[], reading: Reading): Operand {
  const { path } = node;
  const isCall = node.params.length > 0 || node.hash !== undefined;
  if (path.type === 'PathExpression' && !isCall && !isHelperName(path)) return readPath(path, blocks, reading);
  if (path.type !== 'PathExpression' && path.type !== 'SubExpression')
    return addFault(
      path,
      'a text or a number stands where a name was expected',
      'Write it without the braces.',
      reading,
    );
  return path.type === 'SubExpression' ? readCall(path, blocks, reading) : readCall(node, blocks, reading);
}

function isHelperName(path: PathExpression): boolean {
  return path.original === path.parts[0] && templateHelpers.has(path.original);
}

function readOperand(node: Ast, blocks: readonly Surrounding[], reading: Reading): Operand {
  switch (node.type) {
    case 'PathExpression':
      return readPath(node, blocks, reading);
    case 'SubExpression':
      return readCall(node, blocks, reading);
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return { type: 'literal', value: node.value, source: String(node.value) };
    default:
      return addFault(node, 'templates know neither null nor undefined', 'Use "{{#if …}}" to test a value.', reading);
  }
}

function readCall(node: MustacheStatement | SubExpression, blocks: readonly Surrounding[], reading: Reading): Operand {
  const { start, end } = rangeOf(node.path, reading);
  const name = reading.text.slice(start, end);
  const helper = node.path.type === 'PathExpression' ? templateHelpers.get(node.path.original) : undefined;
  const all = [...templateHelpers.keys()].join(', ');
  if (helper === undefined) return addFault(node.path, `unknown helper "${name}"`, `The helpers are ${all}.`, reading);
  const count = node.params.length;
  const field = count === 0 ? `; a field of that name is {{this.${name}}}` : '';
  const hint = `Write it as ${helper.usage}${field}.`;
  if (node.hash !== undefined) return addFault(node.hash, `helper "${name}" takes no named arguments`, hint, reading);
  if (count < helper.least || count > helper.most) {
    const takes = helper.least === helper.most ? `${helper.least}` : `${helper.least} or more`;
    const given = `${count} argument${count === 1 ? '' : 's'}`;
    return addFault(node.path, `helper "${name}" was given ${given}, but it takes ${takes}`, hint, reading);
  }
  const operands = node.params.map((param) => readOperand(param, blocks, reading));
  const wrong = helper.check?.(operands.map((operand) => (operand.type === 'literal' ? operand.value : undefined)));
  if (wrong !== undefined) {
    const written = operands[wrong.argument]?.source;
    const message = `"${written}" ${wrong.found}, but helper "${name}" expected ${wrong.expected}`;
    return addFault(node.params[wrong.argument] ?? node, message, hint, reading);
  }
  const whole = rangeOf(node, reading);
  return { type: 'call', name, helper, operands, source: reading.text.slice(whole.start, whole.end) };
}

const blockNames: readonly string[] = ['if', 'unless', 'each', 'with'] satisfies BlockName[];

function isBlockName(name: string): name is BlockName {
  return blockNames.includes(name);
}

function readBlock(node: BlockStatement, blocks: readonly Surrounding[], reading: Reading): Part[] {
  const { path, params } = node;
  const name = path.type === 'PathExpression' ? path.original : '';
  const [argument] = params;
  if (!isBlockName(name)) {
    addFault(path, `unknown block "${name}"`, `The blocks are ${blockNames.join(', ')}.`, reading);
    return [];
  }
  if (argument === undefined || params.length > 1 || node.hash !== undefined) {
    addFault(path, `block "${name}" takes one argument`, `Write it as {{#${name} x}} … {{/${name}}}.`, reading);
    return [];
  }
  const operand = readOperand(argument, blocks, reading);
  const inner =
    name === 'if' || name === 'unless' ? blocks : [...blocks, openBlock(name, node, operand, blocks, reading)];
  const body = readProgram(node.program, inner, reading);
  const otherwise = readProgram(node.inverse, blocks, reading);
  return [{ type: 'block', block: name, operand, body, otherwise }];
}

function openBlock(
  name: 'each' | 'with',
  node: BlockStatement,
  operand: Operand,
  blocks: readonly Surrounding[],
  reading: Reading,
): Surrounding {
  const names = node.program?.blockParams ?? [];
  const taken = names.find((written) => rootNames.includes(written));
  if (taken !== undefined)
    addFault(node.path, `"${taken}" is a name of its own and cannot name an element`, 'Choose another name.', reading);
  const path = name === 'with' && operand.type === 'path' ? pathInScope(operand, blocks) : undefined;
  return { name, names, ...(path === undefined ? {} : { path }) };
}

function readPath(node: PathExpression, blocks: readonly Surrounding[], reading: Reading): Operand {
  const { start, end } = rangeOf(node, reading);
  const source = reading.text.slice(start, end);
  const resolved = resolveName(node, blocks);
  if (resolved === undefined) {
    const hint = node.data ? 'There are @index, @key, @first and @last inside "{{#each}}".' : undefined;
    const message = `"${source}" stands for nothing here`;
    return addFault(node, message, hint ?? `Begin with one of ${rootNames.join(', ')}.`, reading);
  }
  const path = pathInScope(resolved, blocks);
  if (path !== undefined) reading.references.push({ path, start, end });
  return { type: 'path', ...resolved, source };
}
