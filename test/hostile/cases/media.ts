import { expect } from 'vitest';
import {
  answer,
  audio,
  closing,
  dripping,
  endless,
  HI,
  NOTHING,
  OK,
  redirect,
  turns,
  twiml,
} from '../answers.ts';
import { ANNOUNCEMENT, type HostileCase } from '../hostile-case.ts';
import type { Answer, App } from '../hostile-server.ts';
import { nobody } from './connection.ts';

const playing = (file: Answer, fragment = ''): App => ({
  '/voice': twiml(`<Say>Before</Say><Play>/file${fragment}</Play><Say>After</Say>`),
  '/file': file,
});

/** More than there is time for. */
const DRIPS = Array.from({ length: 200 }, () => 'x');

/** What fails, how the file's hops ended, and with which code. */
const FAILURES: readonly (readonly [
  what: string,
  file: Answer,
  hops: string,
  code: number,
  fragment?: string,
])[] = [
  ['is not there', answer(404, ['Content-Type: text/html'], 'no'), '404', 11200],
  [
    'fails with a large error page',
    answer(500, ['Content-Type: text/html'], 'x'.repeat(100_000)),
    '500',
    11200,
  ],
  ['is a page', answer(200, ['Content-Type: text/html'], '<html/>'), '200', 13420],
  ['is a large page', answer(200, ['Content-Type: text/html'], 'x'.repeat(100_000)), '200', 13420],
  [
    'is a page without an end',
    endless(`${OK}Content-Type: text/html\r\n\r\n`, 'x'.repeat(9999)),
    '200',
    13420,
  ],
  ['is TwiML', HI, '200', 13420],
  ['is a picture', answer(200, ['Content-Type: image/png'], 'PNG'), '200', 13420],
  ['is sound that Twilio does not play', audio(330, 'audio/ogg'), '200', 13420],
  ['has no type', answer(200, [], 'abc'), '200', 12300],
  ['is empty', audio(0), '200', 13420],
  ['is a 204', Buffer.from('HTTP/1.1 204 No Content\r\nContent-Type: audio/mpeg\r\n\r\n'), '204', 13420],
  ['is cut off', closing(audio(3300).subarray(0, -1)), 'closed', 11205],
  [
    'is packed badly',
    answer(200, ['Content-Type: audio/mpeg', 'Content-Encoding: gzip'], 'abc'),
    'encoding',
    11205,
  ],
  ['never comes', NOTHING, 'read-timeout', 11205, '#rt=100'],
  [
    'drips without an end',
    dripping(10, `${OK}Content-Type: audio/mpeg\r\n\r\n`, ...DRIPS),
    'timeout',
    11203,
    '#tt=150',
  ],
  ['is no HTTP', closing('nonsense'), 'not-http', 11206],
  [
    'sets a cookie without a name',
    answer(200, ['Content-Type: audio/mpeg', 'Set-Cookie: =x'], 'abc'),
    '200',
    11206,
  ],
  [
    'redirects for ever',
    ({ path }) => redirect(302, `Location: ${path}`),
    Array.from({ length: 11 }, () => '302').join(' '),
    11215,
  ],
];

/** Files that can be heard, by how they come. */
const FINE: readonly (readonly [what: string, file: Answer, hops: string, fragment?: string])[] = [
  ['is small', audio(33), '200'],
  ['is larger than a document may be', audio(1_000_000), '200'],
  [
    'is a redirect away',
    ({ path, visit }) => (visit === 1 ? redirect(302, `Location: ${path}`) : audio(330)),
    '302 200',
  ],
  ['is there on the second attempt', turns(answer(503, []), audio(330)), '503 200#2', '#rp=5xx'],
  ['has a header without sense', answer(200, ['Content-Type: audio/wav'], `RIFF${'\xff'.repeat(40)}`), '200'],
  ['lies about its length', answer(200, ['Content-Type: audio/wav'], wav(0xffffffff)), '200'],
  ['claims no bytes a second', answer(200, ['Content-Type: audio/wav'], wav(0)), '200'],
  ['is noise', answer(200, ['Content-Type: audio/mpeg'], Buffer.alloc(70_000, 0xfb)), '200'],
];

export const media: readonly HostileCase[] = [
  ...FAILURES.map(([what, file, hops, code, fragment]) => ({
    title: `a Play whose file ${what} ends the call with the announcement`,
    app: playing(file, fragment),
    code,
    heard: ['Before', ANNOUNCEMENT],
    hops: ['200', hops],
  })),
  ...FAILURES.slice(0, 3).map(([what, file, hops, code]) => ({
    title: `a Play whose file ${what} is passed over with --play-failure next`,
    app: playing(file),
    args: ['--play-failure', 'next'],
    heard: ['Before', 'After'],
    told: [`error ${code}`],
    hops: ['200', hops],
  })),
  ...FINE.map(([what, file, hops, fragment]) => ({
    title: `a Play whose file ${what} is heard`,
    app: playing(file, fragment),
    heard: ['Before', `{origin}/file${fragment ?? ''}`, 'After'],
    hops: ['200', hops],
  })),
  {
    // As much of it as is read plays for hours.
    title: 'a Play whose file has no end is heard until the call is four hours old, with a warning',
    app: playing(endless(`${OK}Content-Type: audio/x-gsm\r\n\r\n`, '\xd2')),
    heard: ['Before', '{origin}/file…'],
    told: ['warning long-file', 'warning 32015'],
    hops: ['200', '200'],
  },
  {
    title: 'a Play from a port where nobody listens is refused, twice',
    beside: nobody,
    app: (dead) => ({ '/voice': twiml(`<Play>${dead}/file</Play>`) }),
    code: 11202,
    hops: ['200', 'refused refused#2'],
  },
  {
    title: 'a Play in a Gather whose file is no audio has a code of its own, and the Gather goes on',
    app: { '/voice': twiml('<Gather timeout="1"><Play>/file</Play></Gather><Say>Hi</Say>'), '/file': HI },
    told: ['error 13325'],
    hops: ['200', '200'],
  },
  {
    title: 'a Play asks for its file by GET, without parameters and without a body',
    app: playing(audio(33)),
    heard: ['Before', '{origin}/file', 'After'],
    hops: ['200', '200'],
    also: ({ server }) => {
      const asked = server.asked.find(({ path }) => path === '/file');
      expect(asked?.method).toBe('GET');
      expect(String(asked?.params)).toBe('');
    },
  },
];

/** A WAV file that says how many bytes a second it has, and lies about how many there are. */
function wav(rate: number): Buffer {
  const bytes = Buffer.alloc(44 + 800);
  bytes.write('RIFF');
  bytes.writeUInt32LE(0xffffffff, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt32LE(rate, 28);
  bytes.write('data', 36);
  bytes.writeUInt32LE(0xffffffff, 40);
  return bytes;
}
