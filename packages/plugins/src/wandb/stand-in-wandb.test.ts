import { expect, it } from 'vitest';
import { wandbKey, wandbWorld } from '../testing/wandb-world.ts';

it('refuses what W&B refuses', async () => {
  const { standIn } = await wandbWorld({ runs: [{ name: 'r1' }] });
  const headers = { authorization: `Basic ${btoa(`api:${wandbKey}`)}`, 'content-type': 'application/json' };
  const ask = async (body: unknown, more: RequestInit = {}) => {
    const response = await fetch(`${standIn.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      ...more,
    });
    const text = await response.text();
    return `${response.status} ${text === '' ? '' : JSON.parse(text).errors?.[0].message}`;
  };
  const project = (fields: string) => ({
    query: `query { project(name: "metta", entityName: "metta-research") { ${fields} } }`,
  });
  expect(await ask(project('name'))).toBe('200 undefined');
  expect(await ask(project('name'), { headers: {} })).toBe('401 user is not logged in');
  expect(await ask(project('nope'))).toBe('400 Cannot query field "nope" on type "Project".');
  expect(await ask(project('run(name: "r1") { summary }'))).toBe('400 Cannot query field "summary" on type "Run".');
  expect(await ask(project('run(name: "r1")'))).toBe(
    '400 Field "run" of type "Project" is asked for in the wrong way.',
  );
  expect(await ask({ query: 'query { project' })).toBe('400 Syntax Error: Expected Name, found <EOF>.');
  expect(await ask({})).toBe('400 Must provide query string.');
  expect((await fetch(`${standIn.url}/graphql`)).status).toBe(405);
  expect((await fetch(`${standIn.url}/files/nope`)).status).toBe(404);
});
