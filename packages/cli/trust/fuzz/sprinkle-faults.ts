import { isJsonObject, type Json } from '@checklist/engine';
import fc from 'fast-check';
import { hostileTexts, wildDurations, wildExpressions, wildPatterns, wildTemplates } from './wild-texts.ts';

/** Text that is put into the YAML as it stands. */
export const rawMark = '\u0001';

const rawYaml = fc.constantFrom(
  ...['*a', '&a x', '&a [*a]', '!!binary aGk=', '!!set {a}', '!x y', '!!str 1', '? [a]\n: b', '<<: *a', '"\\x00"', "'"],
  ...[
    '|\n  a\n b',
    '>-\n',
    '1.10',
    '0x1F',
    '0o17',
    '1e999',
    '.nan',
    '2026-11-24',
    'yes',
    '~',
    '',
    '%YAML 1.1\n---',
    '\n---\n',
    '...',
  ],
  ...[
    '[',
    ']',
    '{a',
    '}',
    '"',
    '# x',
    '\t',
    '@x',
    '`x`',
    '{{inputs.version}}',
    '- - - x',
    'a: b: c',
    '&a &b c',
    '{<<: {a: 1}}',
  ],
);

/** Lists of lists, each twice as long as the one before it. */
const bombs = fc.integer({ min: 1, max: 30 }).map((levels) => {
  const lists = Array.from({ length: levels }, (_, n) => `  - &b${n} [${n === 0 ? 'x' : `*b${n - 1}, *b${n - 1}`}]`);
  return `\n${lists.join('\n')}`;
});

const values: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    [],
    {},
    [[]],
    [{}],
    'x',
    '',
    { a: 1 },
    { template_file: 'none.md' },
  ),
  fc.constantFrom<Json[]>(
    { template_file: 'notes.md.hbs' },
    { template_file: '../../etc/passwd' },
    { __proto__: null },
    's0',
    's1',
  ),
  hostileTexts,
  wildTemplates,
  wildExpressions,
  wildPatterns,
  wildDurations,
  rawYaml.map((text) => rawMark + text),
  bombs.map((text) => rawMark + text),
  fc.integer({ min: 1, max: 150 }).map((depth) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as Json),
  fc.integer({ min: 1, max: 5_000 }).map((length) => Array.from({ length }, (_, n) => n)),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as Json),
);

/** One change of a JSON value: at the place with this number, counted over all places. */
type Fault =
  | { readonly type: 'replace'; readonly at: number; readonly value: Json }
  | { readonly type: 'remove' | 'copy' | 'swap' | 'twice'; readonly at: number; readonly to: number }
  | { readonly type: 'rename'; readonly at: number; readonly name: string };

const at = fc.nat(10_000);
const keys = fc.oneof(
  fc.constantFrom(
    'id',
    'steps',
    'type',
    'needs',
    'with',
    'matrix',
    'when',
    'titel',
    'tpye',
    'need',
    'finally',
    '<<',
    '__proto__',
  ),
  hostileTexts,
);

const faults: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('replace' as const), at, value: values }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('rename' as const), at, name: keys }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('remove', 'copy', 'swap', 'twice'), at, to: at }) },
);

/** Values with so many faults in them, most with none or few. */
export function sprinkleFaults(right: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const some = fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(faults, { maxLength: 4 }) },
  );
  return fc.tuple(right, some).map(([value, list]) => list.reduce<Json>(change, value));
}

function change(value: Json, fault: Fault): Json {
  const places = placesOf(value, []);
  const path = places[fault.at % places.length] ?? [];
  switch (fault.type) {
    case 'replace':
      return put(value, path, () => fault.value);
    case 'remove':
      return put(value, path, () => undefined);
    case 'rename':
      return put(value, path.slice(0, -1), (holder) => renamed(holder, path.at(-1), fault.name));
    default: {
      const other = places[fault.to % places.length] ?? [];
      const taken = get(value, other);
      if (fault.type === 'twice') return put(value, path, (here) => (Array.isArray(here) ? [...here, ...here] : here));
      const copied = put(value, path, () => taken);
      return fault.type === 'copy' ? copied : put(copied, other, () => get(value, path));
    }
  }
}

type Path = readonly (string | number)[];

function placesOf(value: Json | undefined, path: Path): Path[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value as object) : [];
  return [path, ...inside.flatMap(([key, one]) => placesOf(one as Json, [...path, key]))];
}

function get(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (holder, key) => (holder as Record<string, Json> | undefined)?.[String(key)],
    value,
  );
}

function put(value: Json, [key, ...rest]: Path, to: (value: Json) => Json | undefined): Json {
  if (key === undefined) return to(value) ?? null;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, Json>).flatMap(([name, one]): [string, Json][] => {
    if (name !== String(key)) return [[name, one]];
    const changed = rest.length === 0 ? to(one) : put(one, rest, to);
    return changed === undefined ? [] : [[name, changed]];
  });
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

function renamed(holder: Json, key: string | number | undefined, name: string): Json {
  if (!isJsonObject(holder)) return holder;
  return Object.fromEntries(Object.entries(holder).map(([old, one]) => [old === String(key) ? name : old, one]));
}
