import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask } from './mask.ts';

const secret = 's3cr3t/with+odd=chars&"quotes"';

describe('createMask', () => {
  it('covers a secret and the forms in which it travels', () => {
    const mask = createMask([secret]);
    const forms = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret),
      Buffer.from(secret).toString('base64'),
      `Basic ${Buffer.from(`api:${secret}`).toString('base64')}`,
      Buffer.from(secret).toString('hex'),
    ];
    for (const form of forms) {
      const masked = mask.text(`before ${form} after`);
      expect(masked).toContain('***');
      expect(masked).not.toContain(secret);
      expect(Buffer.from(masked.replace(/^before | after$/g, ''), 'base64').toString()).not.toContain(secret);
    }
  });

  it('covers each longer line of a secret with several lines', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----';
    expect(createMask([key]).text('found MIIEvQIBADANBg in a line')).toBe('found *** in a line');
  });

  it('covers keys and values of JSON at any depth', () => {
    const masked = createMask(['hush-hush']).json({ a: [{ 'x hush-hush': 'hush-hush!' }], n: 1, z: null });
    expect(masked).toEqual({ a: [{ 'x ***': '***!' }], n: 1, z: null });
  });

  it('covers a secret however a stream is cut, and loses nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant('hush-hush'), fc.string(), fc.constant('hush-'))),
        fc.infiniteStream(fc.nat(9)),
        (parts, cuts) => {
          const text = parts.join('');
          const filter = createMask(['hush-hush']).stream();
          let shown = '';
          let at = 0;
          for (const cut of cuts) {
            if (at >= text.length) break;
            shown += filter.push(text.slice(at, at + cut + 1));
            at += cut + 1;
          }
          shown += filter.end();
          expect(shown).toBe(text.replaceAll('hush-hush', '***'));
        },
      ),
    );
  });

  it('leaves everything as it is when there is no secret', () => {
    expect(createMask(['']).text('plain')).toBe('plain');
  });
});
