import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask } from './mask.ts';

/** All that an encoder treats in its own way, and long enough that base64 is broken into lines. */
const secret = `s3cr3t/with+odd=chars&"quotes" <a> 'b' $HOME \`c\` \\d %41 Öl~(!*) and as long as a real token is`;

const bytes = Buffer.from(secret);
const wrap = (text: string, width: number) => text.replaceAll(new RegExp(`.{${width}}`, 'g'), '$&\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Encodings as programs write them, by name; each must leave nothing behind from which the secret could be read. */
const encodings: Readonly<Record<string, string>> = {
  plain: secret,
  'with a line end': `${secret}\n`,
  'base64, at the start': base64(secret),
  'base64, after one byte': base64(`a${secret}`),
  'base64, after two bytes': base64(`ab${secret}`),
  'base64, in a longer text': base64(`the user:${secret} and more`),
  'base64, in lines of 76': wrap(base64(`user:${secret}`), 76),
  'base64, in lines of 64': wrap(base64(secret), 64),
  'base64, in lines, as JSON': JSON.stringify(wrap(base64(secret), 76)),
  base64url: Buffer.from(`x${secret}`).toString('base64url'),
  'a Basic header': `Authorization: Basic ${base64(`api:${secret}`)}`,
  'URL, in capitals': encodeURIComponent(secret),
  'URL, in small letters': encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
  'URL, strict': encodeURIComponent(secret).replaceAll(/[!'()*]/g, (c) =>
    `%${c.charCodeAt(0).toString(16)}`.toUpperCase(),
  ),
  'URL, a whole one': encodeURI(secret),
  form: new URLSearchParams({ token: secret }).toString(),
  JSON: JSON.stringify(secret),
  'JSON, ASCII only': execFileSync('python3', ['-c', 'import json,sys; print(json.dumps(sys.argv[1]))', secret], {
    encoding: 'utf8',
  }),
  'JSON in JSON': JSON.stringify(JSON.stringify({ token: secret })),
  'JSON, for HTML': JSON.stringify(secret).replaceAll(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  HTML: secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  'HTML, both quotes': secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;'),
  'shell, single quotes': `'${secret.replaceAll("'", String.raw`'\''`)}'`,
  'shell, %q': execFileSync('bash', ['-c', 'printf %q "$1"', 'bash', secret], { encoding: 'utf8' }),
  'shell, set -x':
    execFileSync('bash', ['-c', 'set -x; : "$1"', 'bash', secret], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }) || `+ : '${secret.replaceAll("'", `'\\''`)}'`,
  hex: bytes.toString('hex'),
  'hex, in capitals': bytes.toString('hex').toUpperCase(),
  'hex, with blanks': bytes.toString('hex').replaceAll(/../g, '$& '),
  'hex, in lines': wrap(bytes.toString('hex'), 60),
};

/** Pieces of the secret and of its encodings that would help somebody. */
const telling = [
  'odd=chars',
  'quotes',
  'real token',
  'as%20long',
  base64(secret).slice(20, 36),
  bytes.toString('hex').slice(10, 40),
];

describe('createMask', () => {
  it.each(Object.entries(encodings))('covers a secret in the form: %s', (_name, text) => {
    const masked = createMask([secret]).text(`before ${text} after`);
    expect(masked).toContain('***');
    expect(telling.filter((piece) => masked.includes(piece))).toEqual([]);
    for (const word of masked.split(/[^\w+/=-]+/))
      expect(Buffer.from(word, 'base64').toString('latin1')).not.toMatch(/odd=chars|real token/);
  });

  it.each(Object.entries(encodings))('covers it wherever a stream is cut: %s', (_name, text) => {
    const whole = createMask([secret]).text(`before ${text} after`);
    for (let cut = 1; cut < text.length + 14; cut++) {
      const filter = createMask([secret]).stream();
      const all = `before ${text} after`;
      expect(filter.push(all.slice(0, cut)) + filter.push(all.slice(cut)) + filter.end(), `cut at ${cut}`).toBe(whole);
    }
  });

  it('covers each longer line of a secret with several lines', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----';
    const mask = createMask([key]);
    expect(mask.text('found MIIEvQIBADANBg in a line')).toBe('found *** in a line');
    expect(mask.text(key.replaceAll('\n', '\r\n'))).not.toMatch(/MIIE|kqhk/);
  });

  it('covers name and password in an address, whoever printed it', () => {
    const mask = createMask([]);
    expect(mask.text('To https://x-access-token:tok-4711@host/a.git and https://tok@host, ssh://git@host/x')).toBe(
      'To https://***@host/a.git and https://***@host, ssh://git@host/x',
    );
    expect(mask.text('postgres://app:pw@db/x mail me@example.org at 10:30')).toBe(
      'postgres://***@db/x mail me@example.org at 10:30',
    );
    const text = 'fatal: https://bob:tok-4711@host/x.git is gone\n';
    for (let cut = 1; cut < text.length; cut++) {
      const filter = mask.stream();
      expect(filter.push(text.slice(0, cut)) + filter.push(text.slice(cut)) + filter.end()).not.toContain('tok-4711');
    }
  });

  it('covers a secret of digits that comes as a number', () => {
    expect(createMask(['4711081599']).json({ pin: 4711081599, other: 47110815 })).toEqual({
      pin: '***',
      other: 47110815,
    });
    const pins = createMask(['48213', '4821', '4.5e3']);
    const [a, b, c, d] = [48213, 4821, 148213, -4821];
    expect(pins.json({ pin: [a, b, c, d], port: 8080 })).toEqual({ pin: ['***', '***', 148213, '***'], port: 8080 });
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
          expect(shown).toBe(createMask(['hush-hush']).text(text));
        },
      ),
    );
  });

  it('leaves everything else as it is', () => {
    const text = readFileSync(join(import.meta.dirname, 'mask.ts'), 'utf8');
    expect(createMask(['']).text(text)).toBe(text);
    expect(createMask([secret]).text(text)).toBe(text);
  });
});
