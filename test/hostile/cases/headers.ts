import { expect } from 'vitest';
import { closing, document, endless, HI, LIMIT, OK, XML } from '../answers.ts';
import type { HostileCase } from '../hostile-case.ts';

const BODY = document('<Say>Hi</Say>');
const LENGTH = `Content-Length: ${BODY.length}\r\n`;

/** What is no answer of HTTP, or none that can be read: there is no status. */
const unread = (why: string) => ({ code: 11206, hops: [why], exitCode: 3 });
const NOT_HTTP = unread('not-http');
const VIOLATION = unread('malformed');
const TOO_LARGE = unread('header-too-large');

/** An answer whose header is fine but for these lines. */
const withLines = (lines: string) => closing(`${OK}${XML}${LENGTH}${lines}\r\n${BODY}`);

/** A field that makes the header exactly so many bytes. */
const headerOf = (bytes: number) => {
  const rest = bytes - `${OK}${XML}${LENGTH}X: \r\n\r\n`.length;
  return withLines(`X: ${'a'.repeat(rest)}\r\n`);
};

/** A banner that comes as soon as somebody connects. */
const banner = (text: string) => ({
  greet: (socket: import('node:net').Socket) => {
    socket.end(text);
    return true;
  },
});

export const headers: readonly HostileCase[] = [
  { title: 'a mail server is not HTTP', ...banner('220 mail.test ESMTP ready\r\n'), ...NOT_HTTP },
  { title: 'a secure shell is not HTTP', ...banner('SSH-2.0-OpenSSH_9.6\r\n'), ...NOT_HTTP },
  { title: 'noise is not HTTP', app: { '/voice': closing(Buffer.alloc(3000, 0xa7)) }, ...NOT_HTTP },
  {
    title: 'a document without a header (HTTP/0.9) is not HTTP',
    app: { '/voice': closing(BODY) },
    ...NOT_HTTP,
  },
  {
    title: 'a radio station is not HTTP',
    app: { '/voice': closing(`ICY 200 OK\r\n\r\n${BODY}`) },
    ...NOT_HTTP,
  },
  {
    title: 'the preface of HTTP/2 is not HTTP/1.1',
    app: { '/voice': closing(Buffer.from([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])) },
    ...NOT_HTTP,
  },
  {
    title: 'HTTP/1.0 is fine: its answer ends with the connection',
    app: { '/voice': closing(`HTTP/1.0 200 OK\r\n${XML}\r\n${BODY}`) },
    also: ({ run }) => expect(run.of('exchange')[0]?.hops[0]?.connection?.protocol).toBe('HTTP/1.0'),
  },
  { title: 'a header of 64 kB is fine', app: { '/voice': headerOf(LIMIT - 200) } },
  {
    title: 'a header of more than 64 kB violates the protocol',
    app: { '/voice': headerOf(LIMIT + 200) },
    ...TOO_LARGE,
  },
  { title: 'a header of 100 kB violates the protocol', app: { '/voice': headerOf(100_000) }, ...TOO_LARGE },
  {
    title: 'a thousand fields are fine',
    app: { '/voice': withLines('X-Field: value\r\n'.repeat(1000)) },
    also: ({ run }) => expect(run.of('exchange')[0]?.hops[0]?.responseHeaders).toHaveLength(1002),
  },
  {
    title: 'fields without an end violate the protocol',
    app: { '/voice': endless(OK, 'X-Field: value\r\n') },
    ...TOO_LARGE,
  },
  {
    title: 'a field without an end violates the protocol',
    app: { '/voice': endless(`${OK}X-Field: `, 'a'.repeat(999)) },
    ...TOO_LARGE,
  },
  {
    title: 'a status line without an end leaves no time for an answer',
    app: { '/voice': endless('HTTP/1.1 200 ', 'a'.repeat(999)) },
    target: '{origin}/voice#tt=150',
    code: 11203,
    hops: ['timeout'],
    exitCode: 3,
  },
  ...[
    ['a NUL', '\0'],
    ['a bell', '\x07'],
    ['an escape sequence', '\x1b[31m'],
    ['a line break of its own', '\r'],
  ].map(([what, byte]) => ({
    title: `a header with ${what} in a value violates the protocol`,
    app: { '/voice': withLines(`X-Field: a${byte}b\r\n`) },
    ...VIOLATION,
  })),
  {
    title: 'a header with a tab and with bytes beyond ASCII is fine',
    app: { '/voice': withLines('X-Field: a\tb \xfc\xff\r\n') },
  },
  {
    title: 'thousands of blanks in a value are fine',
    app: { '/voice': withLines(`X-Field: a${' '.repeat(60_000)}b \r\n`) },
  },
  {
    title: 'a field with a space before its colon violates the protocol',
    app: { '/voice': withLines('X-Field : a\r\n') },
    ...VIOLATION,
  },
  {
    title: 'a line that is no field violates the protocol',
    app: { '/voice': withLines('no field\r\n') },
    ...VIOLATION,
  },
  {
    title: 'fields with names of built-in properties are fields',
    app: { '/voice': withLines('__proto__: a\r\nconstructor: b\r\n') },
  },
  ...[
    ['two lengths that differ', `Content-Length: ${BODY.length + 1}\r\n`],
    ['a length and chunks', 'Transfer-Encoding: chunked\r\n'],
  ].map(([what, line = '']) => ({
    title: `${what} violate the protocol`,
    app: { '/voice': withLines(line) },
    ...VIOLATION,
  })),
  ...['-1', '1e3', '0x10', '', '99999999999999999999999'].map((length) => ({
    title: `a length of "${length}" violates the protocol`,
    app: { '/voice': closing(`${OK}${XML}Content-Length: ${length}\r\n\r\n${BODY}`) },
    ...VIOLATION,
  })),
  {
    title: 'interim answers before the answer are passed over',
    app: {
      '/voice': Buffer.concat([
        Buffer.from(
          'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'.repeat(500),
        ),
        HI,
      ]),
    },
  },
  {
    title: 'interim answers without an end leave no time for an answer',
    app: { '/voice': endless('', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n') },
    target: '{origin}/voice#tt=150',
    code: 11203,
    hops: ['timeout'],
    exitCode: 3,
  },
  {
    title: 'an interim answer whose header has no end violates the protocol',
    app: { '/voice': endless('HTTP/1.1 103 Early Hints\r\nX: ', 'a'.repeat(999)) },
    ...TOO_LARGE,
  },
  {
    title: 'a switch to another protocol that nobody asked for violates the protocol',
    app: { '/voice': closing('HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n') },
    ...unread('protocol-switch'),
  },
  ...['000', '099', '20', '2000', 'abc'].map((status) => ({
    title: `"${status}" is no status`,
    app: { '/voice': closing(`HTTP/1.1 ${status} X\r\n${XML}${LENGTH}\r\n${BODY}`) },
    ...VIOLATION,
  })),
  {
    title: 'a status that nobody knows is an error status',
    app: { '/voice': closing(`HTTP/1.1 999 X\r\n${XML}${LENGTH}\r\n${BODY}`) },
    code: 11200,
    hops: ['999'],
  },
];
