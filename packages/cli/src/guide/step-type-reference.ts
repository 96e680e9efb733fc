import { isJsonObject, type Json, type JsonObject, type StepType } from '@checklist/engine';
import { listOptions, nameValue, type OptionRow } from './list-options.ts';

/** The reference of step types in Markdown, made from what they declare. */
export function stepTypeReference(stepTypes: readonly StepType[]): string {
  const overview = stepTypes.map(({ type, summary, effect }) => [`[\`${type}\`](#${anchor(type)})`, effect, summary]);
  return [
    '# Step types',
    '<!-- Made from the step types by "pnpm generate". -->',
    'What goes into `with` of a step, and what comes out of it as `steps.<id>.outputs.<name>`. Every text may hold templates, except where it is said.\n' +
      '[language.md](language.md) has the keys that every step has, and tells how these types behave in detail.',
    table(['type', 'effect', 'what it does'], overview),
    ...stepTypes.flatMap(section),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(stepType: StepType): readonly string[] {
  const schema = JSON.parse(JSON.stringify(stepType.options)) as JsonObject;
  const options = listOptions(schema).map(optionCells);
  const outputs = JSON.parse(JSON.stringify(stepType.outputs({}))) as JsonObject;
  const results = Object.entries(outputs).map(([name, output]) => outputCells(name, output));
  return [
    `## \`${stepType.type}\``,
    `${stepType.summary}.`,
    facts(stepType).join('\n'),
    ...(options.length === 0 ? ['It has no options.'] : [table(['option', 'value', 'default', 'meaning'], options)]),
    ...exactlyOne(schema),
    results.length === 0
      ? 'Its outputs are those that its options name.'
      : table(['output', 'value', 'meaning'], results),
  ];
}

function facts({ effect, leastEffect, undo, credentials = [], code = [] }: StepType): readonly string[] {
  const milder =
    leastEffect === undefined || leastEffect === effect ? '' : `; a step may say \`effect: ${leastEffect}\``;
  return [
    `- Effect: \`${effect}\`${milder}`,
    ...(undo === undefined ? [] : ['- Undo: takes its effect back, if nobody has changed it since']),
    ...(credentials.length === 0 ? [] : [`- Credentials: ${credentials.map(codeSpan).join(', ')}`]),
    ...(code.length === 0 ? [] : [`- No templates in ${code.map(codeSpan).join(', ')}`]),
  ];
}

function optionCells({ path, value, isRequired, fallback, description, example }: OptionRow): readonly string[] {
  const shown = example === undefined ? '' : ` Example: ${codeSpan(asText(example))}`;
  const absent = fallback === undefined ? '' : codeSpan(asText(fallback));
  return [codeSpan(path), value, isRequired ? 'required' : absent, `${description}${shown}`];
}

function outputCells(name: string, output: Json): readonly string[] {
  const schema = isJsonObject(output) ? output : {};
  return [codeSpan(name), nameValue(schema), typeof schema.description === 'string' ? schema.description : ''];
}

function exactlyOne({ oneOf }: JsonObject): readonly string[] {
  if (!Array.isArray(oneOf)) return [];
  const names = oneOf.flatMap((branch) =>
    isJsonObject(branch) && Array.isArray(branch.required) ? branch.required : [],
  );
  return [`Exactly one of ${names.map((name) => codeSpan(String(name))).join(', ')} is needed.`];
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function codeSpan(text: string): string {
  return `\`${text}\``;
}

/** The name that a heading gets where Markdown is shown. */
function anchor(type: string): string {
  return type.replaceAll('.', '');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
