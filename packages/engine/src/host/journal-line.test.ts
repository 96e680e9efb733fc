import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLine } from './journal-line.ts';

const sealed = (body: string) => `{"sum":"${crc32(body).toString(16).padStart(8, '0')}",${body}`;

describe('a line of a journal', () => {
  it.each([
    ['no JSON', '"seq":1,"type"}'],
    ['JSON that goes on', '"seq":1,"type":"x"}}'],
    ['no event', '"seq":"1"}'],
  ])('whose checksum is right and that holds %s is damaged', (_, body) => {
    expect(readLine(Buffer.from(sealed(body)), 1)).toEqual({ ok: false, error: 'the line holds no event' });
  });
});
