import type { Json, JsonObject } from '@checklist/engine/plugin';

/** One field that a GraphQL query asks for, its arguments with the variables filled in. */
export interface QueryField {
  readonly name: string;
  readonly args: JsonObject;
  readonly fields: readonly QueryField[];
}

const tokens = /\$?[A-Za-z_]\w*|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[{}()[\]:!=]/g;

/** Reads one GraphQL query without fragments, aliases and directives, which nobody here sends; throws on anything else. */
export function parseQuery(text: string, variables: JsonObject): readonly QueryField[] {
  const rest = text.match(tokens) ?? [];
  const take = (wanted?: string) => {
    const token = rest.shift();
    if (token === undefined || (wanted !== undefined && token !== wanted))
      throw new Error(`Syntax Error: Expected ${wanted ?? 'Name'}, found ${token ?? '<EOF>'}.`);
    return token;
  };
  const isNext = (token: string) => rest[0] === token;
  const value = (): Json => {
    const token = take();
    if (token === '[') return list();
    if (token.startsWith('$')) return variables[token.slice(1)] ?? null;
    return JSON.parse(token) as Json;
  };
  const list = (): Json[] => {
    const values: Json[] = [];
    while (!isNext(']')) values.push(value());
    take(']');
    return values;
  };
  const args = (): JsonObject => {
    const entries: [string, Json][] = [];
    if (rest[0] !== '(') return {};
    take('(');
    while (!isNext(')')) {
      const name = take();
      take(':');
      entries.push([name, value()]);
    }
    take(')');
    return Object.fromEntries(entries);
  };
  const fields = (): QueryField[] => {
    const found: QueryField[] = [];
    take('{');
    while (!isNext('}')) found.push({ name: take(), args: args(), fields: rest[0] === '{' ? fields() : [] });
    take('}');
    return found;
  };
  take('query');
  while (rest.length > 0 && rest[0] !== '{') rest.shift();
  return fields();
}
