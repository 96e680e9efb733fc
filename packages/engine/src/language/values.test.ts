import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderValues, resolveValues } from './values.ts';

test('values may use other values in any order and keep their types', () => {
  const values = {
    tag: 'v{{values.full}}',
    full: '{{inputs.version}}-{{values.count}}',
    count: '{{inputs.count}}',
    constructor: '{{values.tag}}!',
  };
  const scope = { inputs: { version: '1.2', count: 3 } };
  expect(resolveValues(values, scope)).toEqual({
    ok: true,
    value: { tag: 'v1.2-3', full: '1.2-3', count: 3, constructor: 'v1.2-3!' },
  });
  expect(resolveValues({}, scope)).toEqual({ ok: true, value: {} });
});

test('a circle is told with its members, and only those', () => {
  const values = {
    outside: '{{values.a}}',
    a: '{{values.b}}',
    b: '{{#if values.c}}x{{/if}}',
    c: '{{values.a}}',
    fine: 'x',
  };
  expect(orderValues(values)).toEqual({ ok: false, error: ['a', 'b', 'c'] });
  expect(resolveValues(values, {})).toEqual({
    ok: false,
    error: { reason: 'template', message: 'values use each other in a circle: "a" uses "b" uses "c" uses "a"' },
  });
  expect(orderValues({ self: 'x{{values.self}}' })).toEqual({ ok: false, error: ['self'] });
  expect(orderValues({ all: '{{json values}}', other: 'x' })).toEqual({ ok: false, error: ['all'] });
});

test('a value that cannot be filled is named', () => {
  const resolved = resolveValues({ branch: 'release/{{inputs.version}}' }, { inputs: {} });
  expect(resolved.ok ? '' : resolved.error.message).toBe(
    'values.branch: "inputs.version" has no value: there is no "version"',
  );
});

test('a chain of 10,000 values, written backwards', () => {
  const ids = Array.from({ length: 10_000 }, (_, n) => `v${9_999 - n}`);
  const values = Object.fromEntries(
    ids.map((id) => [id, id === 'v0' ? 'x' : `{{values.v${Number(id.slice(1)) - 1}}}`]),
  );
  expect(orderValues(values)).toEqual({ ok: true, value: ids.toReversed() });
});

test('each value comes after those that it uses', () => {
  const uses = fc.array(fc.uniqueArray(fc.nat(9), { maxLength: 4 }), { maxLength: 10 });
  fc.assert(
    fc.property(uses, fc.boolean(), (lists, isAcyclic) => {
      const used = lists.map((list, n) => list.filter((other) => other < lists.length && (!isAcyclic || other < n)));
      const values = Object.fromEntries(
        used.map((list, n) => [`v${n}`, list.map((other) => `{{values.v${other}}}`).join(' ')]),
      );
      const order = orderValues(values);
      if (order.ok) {
        expect(order.value.toSorted()).toEqual(Object.keys(values).toSorted());
        for (const [n, list] of used.entries())
          for (const other of list) expect(order.value.indexOf(`v${other}`)).toBeLessThan(order.value.indexOf(`v${n}`));
      } else {
        expect(isAcyclic).toBe(false);
        const { error } = order;
        for (const [index, id] of error.entries()) {
          const next = error[(index + 1) % error.length];
          expect(used[Number(id.slice(1))]?.map((other) => `v${other}`)).toContain(next);
        }
      }
    }),
  );
});
