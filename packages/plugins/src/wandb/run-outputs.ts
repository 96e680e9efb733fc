import { Type } from 'typebox';

const criterionResult = Type.Object({
  name: Type.String(),
  key: Type.String(),
  actual: Type.Union([Type.Number(), Type.Null()]),
  limit: Type.String(),
  verdict: Type.String(),
});

export const runOutputs = {
  url: Type.String({ description: 'Page of the run.' }),
  state: Type.String({ description: 'State of the run.' }),
  run: Type.String({ description: 'Name of the run.' }),
  summary: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Last values of the run, by key: numbers, texts and truth values.',
  }),
  criteria: Type.Array(criterionResult, { description: 'Name, key, actual value, limit and verdict of each metric.' }),
  links: Type.Array(Type.Object({ label: Type.String(), url: Type.String() }), {
    description: 'Links that were found under `keys`.',
  }),
};
