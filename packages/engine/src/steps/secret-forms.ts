/** A form in which a secret travels. What writes base64 and hexadecimal puts line ends or blanks in between. */
export interface SecretForm {
  readonly text: string;
  /** The parts between which a gap may stand, and what a gap is. */
  readonly parts: readonly string[];
  readonly gap: 'none' | 'line' | 'blank';
}

/** A line of a secret that is shorter is no secret by itself: `}` or `-----`. */
const shortestLine = 8;

/** A secret as it is, trimmed, and by line; each plain and in all the encodings in which programs and services show it. */
export function formsOf(secret: string): SecretForm[] {
  const lines = secret.split(/\r?\n/).flatMap((line) => [line, line.trim()]);
  const plains = [secret, secret.trim(), ...lines.filter((line) => line.length >= shortestLine)];
  const forms = [...new Set(plains)].flatMap((plain) => [
    ...[plain, ...percentForms(plain), ...jsonForms(plain), ...htmlForms(plain), ...shellForms(plain)].map(whole),
    ...hexForms(plain),
    ...base64Forms(plain),
  ]);
  const known = new Map(forms.map((form) => [`${form.gap} ${form.text}`, form]));
  return [...known.values()].filter(({ text }) => text !== '');
}

function whole(text: string): SecretForm {
  return { text, parts: [text], gap: 'none' };
}

/** What is short is hardly ever broken, and its pieces would stand in half of all texts. */
function breakable(text: string, parts: readonly string[], gap: 'line' | 'blank'): SecretForm {
  return text.length < 16 ? whole(text) : { text, parts, gap };
}

/** Encoders differ in what they leave alone, in the case of the digits, and in how they write a blank. */
function percentForms(plain: string): string[] {
  const text = plain.toWellFormed();
  const component = encodeURIComponent(text);
  const strict = component.replaceAll(/[!'()*]/g, percent);
  const written = [component, strict, strict.replaceAll('%2F', '/'), encodeURI(text)];
  const cased = written.flatMap((one) => [one, one.replaceAll(/%../g, (code) => code.toLowerCase())]);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  return [form, ...cased.flatMap((one) => [one, one.replaceAll('%20', '+')])];
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** As a string of JSON; with all that is not ASCII or that HTML acts upon as `\u`, and once more inside another string. */
function jsonForms(plain: string): string[] {
  const inner = (text: string) => JSON.stringify(text).slice(1, -1);
  const escapeUnit = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = inner(plain).replaceAll(/[\u007f-\uffff]/g, escapeUnit);
  const forHtml = [inner(plain), ascii].flatMap((text) =>
    [/[<>&]/g, /[<>&']/g].map((acted) => text.replaceAll(acted, escapeUnit)),
  );
  const once = [inner(plain), ascii, ...forHtml, inner(plain).replaceAll('/', '\\/')];
  return [...once, ...once.map(inner)];
}

function htmlForms(plain: string): string[] {
  const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return ['"', '&quot;', '&#34;', '&#x22;'].flatMap((double) =>
    ["'", '&#39;', '&#x27;', '&apos;'].map((single) => escaped.replaceAll('"', double).replaceAll("'", single)),
  );
}

/** Between single quotes in both ways, between double quotes, with backslashes, and as `$'...'`. */
function shellForms(plain: string): string[] {
  return [
    plain.replaceAll("'", String.raw`'\''`),
    plain.replaceAll("'", `'"'"'`),
    plain.replaceAll(/["$`\\]/g, String.raw`\$&`),
    plain.replaceAll(/[^\w@%+:,./=-]/g, String.raw`\$&`),
    plain.replaceAll(/[^\w@%+:./=~#\u0080-\uffff-]/g, String.raw`\$&`),
    plain.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`).replaceAll('\t', String.raw`\t`),
  ];
}

function hexForms(plain: string): SecretForm[] {
  const text = Buffer.from(plain).toString('hex');
  return [text, text.toUpperCase()].map((one) => breakable(one, one.match(/../g) ?? [], 'blank'));
}

/** Base64 of a text depends on where in a group of three bytes it begins: the three shifts, less the characters that neighbours change. */
function base64Forms(plain: string): SecretForm[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(plain)]);
    const encoded = bytes.toString('base64').replace(/=+$/, '');
    const first = shift === 0 ? 0 : shift + 1;
    const last = bytes.length % 3 === 0 ? encoded.length : encoded.length - 1;
    const sure = encoded.slice(first, last);
    if (sure.length < 6) return [];
    const forUrls = sure.replaceAll('+', '-').replaceAll('/', '_');
    return [sure, forUrls].map((text) => breakable(text, [...text], 'line'));
  });
}
