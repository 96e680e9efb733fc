import fc from 'fast-check';

/** Plain words, as most texts of a checklist are. */
export const words = fc.constantFrom(
  'Build',
  'Release qualification',
  'v1.2.3',
  'origin',
  'main',
  'docs/notes.md',
  '7',
);

/** Names that are mostly there; `@@n` becomes an item above, once the items have their ids. */
export const names = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      ...['inputs.version', 'inputs.jobs', 'inputs.count', 'values.tag', 'contacts.axel.name', 'run.id', 'run.commit'],
      ...['run.started_at', '@@0.status', '@@1.status', '@@3.title', '@@0.ended_at'],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('run.decisions', '@@0.outputs.exit_code', '@@2.outputs.text', 'matrix.a') },
);

/** How helpers are called; `#` becomes a name. */
export const calls = fc.constantFrom(
  ...['short #', 'json #', 'list #', 'date # "yyyy-MM-dd"', 'days_after # 3', 'round # 2', 'join # ", "'],
  ...['plural # "commit" "commits"', 'table # "sha" "subject"'],
);

/** Templates that are well formed. */
export const templates = fc.oneof(
  { weight: 6, arbitrary: names.map((name) => `{{${name}}}`) },
  { weight: 3, arbitrary: fc.tuple(words, names).map(([word, name]) => `${word} {{ ${name} }} - {{{${name}}}}`) },
  { weight: 1, arbitrary: names.map((name) => `{{#if ${name}}}yes {{${name}}}{{else}}no{{/if}}`) },
  { weight: 1, arbitrary: names.map((name) => `{{#each ${name}}}{{@index}} {{this}}\n{{/each}}`) },
  { weight: 1, arbitrary: fc.tuple(calls, names).map(([call, name]) => `{{${call.replace('#', name)}}}`) },
);

/** Expressions that are well formed and give true or false. */
export const expressions = fc.oneof(
  fc.constantFrom('true', 'false', '1 < 2', 'inputs.jobs.size() > 0', '"a" in inputs.jobs', 'has(inputs.version)'),
  names.map((name) => `${name} == "a" || !(${name} != "b")`),
  names.map((name) => `string(${name}).matches("^[a-z]+$")`),
  names.map((name) => `inputs.jobs.all(each, each != ${name})`),
);

/** Regular expressions of RE2 that can be read. */
export const patterns = fc.constantFrom('^a+$', String.raw`(?P<n>\d+)-(\w*)`, '(a|b)*c', '[^x]{2,5}', '.*', '');
