import { expect } from 'vitest';
import { answer, audio, document, HI, twiml } from '../answers.ts';
import type { HostileCase } from '../hostile-case.ts';

const HELLO = document('<Say>Hi</Say>');

const typed = (type: string, body: string | Uint8Array = HELLO) => ({
  '/voice': answer(200, [`Content-Type: ${type}`], body),
});

/** A document that says something beyond ASCII, in its own encoding. */
const umlaut = (declared: string) =>
  `<?xml version="1.0"${declared === '' ? '' : ` encoding="${declared}"`}?><Response><Say>Grüße</Say></Response>`;

const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

/** What a Content-Type makes of an answer (Twilio docs: TwiML for Programmable Voice). */
export const content: readonly HostileCase[] = [
  ...[
    'text/xml',
    'application/xml',
    'text/html',
    'TEXT/XML',
    'text/xml;',
    'text/xml; charset=utf-8; x="y"',
  ].map((type) => ({ title: `a document as ${type} is TwiML`, app: typed(type) })),
  ...[
    'application/json',
    'application/twiml+xml',
    'image/png',
    'application/octet-stream',
    'video/mp4',
    'audio/ogg',
    'text',
    ';',
    'text/xml, text/xml',
  ].map((type) => ({
    title: `a document as "${type}" has an invalid content type`,
    app: typed(type),
    code: type === ';' ? 11200 : 12300,
  })),
  {
    title: 'a document without a type is no usable answer',
    app: { '/voice': answer(200, [], HELLO) },
    code: 11200,
  },
  { title: 'a document with an empty type is no usable answer', app: typed(''), code: 11200 },
  { title: 'plain text that is TwiML is run', app: typed('text/plain') },
  { title: 'plain text that is none is read aloud', app: typed('text/plain', 'Hi') },
  {
    title: 'plain text that is nearly TwiML is read aloud as it is',
    app: typed('text/plain', '<Response><Say>Hi</Say>'),
    heard: ['<Response><Say>Hi</Say>'],
  },
  {
    title: 'plain text without content is no answer',
    app: typed('text/plain', ''),
    code: 11200,
  },
  { title: 'a small audio answer is played', app: { '/voice': audio(330) }, heard: ['{origin}/voice'] },
  {
    title: 'an audio answer larger than 64 kB is played: that limit is for documents',
    app: { '/voice': audio(330_000) },
    heard: ['{origin}/voice'],
    also: ({ run }) =>
      expect(run.of('exchange')[0]?.hops[0]).toMatchObject({
        bytes: 330_000,
        responseBody: null,
        media: { playsMs: 200_000 },
      }),
  },
  {
    title: 'an empty audio answer is no answer',
    app: typed('audio/mpeg', ''),
    code: 11200,
  },
  ...(
    [
      ['in windows-1252 by its type', 'text/xml; charset=windows-1252', Buffer.from(umlaut(''), 'latin1')],
      ['in windows-1252 by itself', 'text/xml', Buffer.from(umlaut('windows-1252'), 'latin1')],
      [
        'in UTF-8 by its type, whatever it says itself',
        'text/xml; charset=utf-8',
        Buffer.from(umlaut('latin1')),
      ],
      ['in UTF-16 by its type, little end first', 'text/xml; charset=utf-16le', utf16(umlaut(''), 'le')],
      ['in UTF-16 by its type, big end first', 'text/xml; charset=utf-16be', utf16(umlaut(''), 'be')],
      [
        'in a charset that nobody knows, but in fact in UTF-8',
        'text/xml; charset=klingon',
        Buffer.from(umlaut('')),
      ],
    ] as const
  ).map(([what, type, body]) => ({
    title: `a document ${what} is understood`,
    app: typed(type, body),
    heard: ['Grüße'],
  })),
  ...(
    [
      ['UTF-8', 'text/xml', Buffer.from(`\uFEFF${umlaut('')}`)],
      ['UTF-16, little end first', 'text/xml', utf16(`\uFEFF${umlaut('UTF-16')}`, 'le')],
      ['UTF-16, big end first', 'text/xml', utf16(`\uFEFF${umlaut('UTF-16')}`, 'be')],
      [
        'UTF-16, big end first, and charset=UTF-16',
        'text/xml; charset=UTF-16',
        utf16(`\uFEFF${umlaut('UTF-16')}`, 'be'),
      ],
      [
        'UTF-16, little end first, and charset=UTF-16',
        'text/xml; charset=UTF-16',
        utf16(`\uFEFF${umlaut('UTF-16')}`, 'le'),
      ],
      ['UTF-16 against its charset=utf-8', 'text/xml; charset=utf-8', utf16(`\uFEFF${umlaut('')}`, 'le')],
    ] as const
  ).map(([what, type, body]) => ({
    title: `a document with a byte-order mark (${what}) is understood, with a warning`,
    app: typed(type, body),
    heard: ['Grüße'],
    told: ['warning byte-order-mark'],
  })),
  {
    title: 'bytes that are no UTF-8 are no document',
    app: typed('text/xml', Buffer.from('<Response><Say>Gr\xfc\xdfe</Say></Response>', 'latin1')),
    code: 12100,
  },
  {
    title: 'UTF-16 that is only claimed is no document',
    app: typed('text/xml', '<?xml version="1.0" encoding="utf-16"?><Response><Say>Hi</Say></Response>'),
    code: 12100,
  },
  {
    title: 'plain text that is no UTF-8 is heard with the replacement character, and told',
    app: typed('text/plain', Buffer.from('Gr\xfc\xdfe', 'latin1')),
    heard: ['Gr\uFFFD\uFFFDe'],
    told: ['warning wrong-bytes'],
  },
  {
    title: 'a replacement character that was sent is heard',
    app: typed('text/xml', '<Response><Say>a\uFFFDb</Say></Response>'),
    heard: ['a\uFFFDb'],
  },
  ...(
    [
      ['JSON', '{"say":"Hi"}', 12100],
      ['an HTML page', '<!DOCTYPE html><html><body>It works</body></html>', 12100],
      ['a stack trace', 'Traceback (most recent call last):\n  File "app.py"', 12100],
      ['a blank line before the declaration', `\n${HELLO}`, 12100],
      ['a document that is cut off', HELLO.slice(0, -5), 12100],
      ['two documents', HELLO + HELLO, 12100],
      ['a NUL', '<Response><Say>a\0b</Say></Response>', 12100],
      ['blanks alone', '  \n ', 12100],
      ['a million laughs', laughs(), 12100],
      ['nesting without an end', '<Response>'.repeat(6_000), 12100],
      ['another root', '<html><body/></html>', 12102],
    ] as const
  ).map(([what, body, code]) => ({
    title: `${what} as text/xml is no document`,
    app: typed('text/xml', body),
    code,
  })),
  {
    title: 'an empty Response ends the call without a word',
    app: { '/voice': twiml('') },
    heard: [],
  },
  {
    title: 'two types are as good as the first',
    app: { '/voice': answer(200, ['Content-Type: text/xml', 'Content-Type: application/json'], HELLO) },
  },
  ...([400, 403, 404, 405, 410, 429, 500, 502, 503, 599] as const).map((status) => ({
    title: `a ${status} is an error, whatever its body says`,
    app: { '/voice': answer(status, ['Content-Type: text/xml'], HELLO) },
    code: 11200,
    hops: [String(status)],
  })),
  ...(
    [
      ['4xx', 429],
      ['5xx', 503],
    ] as const
  ).flatMap(([policy, status]) => [
    {
      title: `a ${status} is retried with rp=${policy}, and succeeds on the last attempt`,
      app: { '/voice': flaky(status, 2) },
      target: `{origin}/voice#rc=2&rp=${policy}`,
      hops: [`${status} ${status}#2 200#3`],
    },
    {
      title: `a ${status} that fails once more than there are retries is an error`,
      app: { '/voice': flaky(status, 3) },
      target: `{origin}/voice#rc=2&rp=${policy}`,
      code: 11200,
      hops: [`${status} ${status}#2 ${status}#3`],
    },
  ]),
  {
    title: 'a 503 is not retried with rp=4xx',
    app: { '/voice': flaky(503, 1) },
    target: '{origin}/voice#rc=2&rp=4xx,ct,rt',
    code: 11200,
    hops: ['503'],
  },
  {
    title: 'attempts share the idempotency token',
    app: { '/voice': flaky(503, 1) },
    target: '{origin}/voice#rp=5xx',
    hops: ['503 200#2'],
    also: ({ server }) =>
      expect(new Set(server.asked.map(({ headers }) => headers.get('i-twilio-idempotency-token'))).size).toBe(
        1,
      ),
  },
];

/** Fails so many times. */
function flaky(status: number, times: number) {
  return ({ visit }: { readonly visit: number }) =>
    visit > times ? HI : answer(status, ['Content-Type: text/plain'], 'busy');
}

/** Entities of entities. */
function laughs(): string {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`);
  return `<!DOCTYPE x [<!ENTITY e0 "ha">${entities.join('')}]><Response><Say>&e9;</Say></Response>`;
}
