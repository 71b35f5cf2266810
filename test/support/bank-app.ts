import type { Answer } from './memory-call.ts';

/** An application with a menu, a redirect that sets cookies, an error and something to look at on every screen. */
export const BANK: Readonly<Record<string, Answer>> = {
  '/voice': [
    '  <Say voice="alice">Welcome to the bank.</Say>',
    '  <Gather action="/route" numDigits="1" timeout="5">',
    '    <Say>For sales press 1, for support press 2.</Say>',
    '    <Play>/jingle.mp3</Play>',
    '  </Gather>',
    '  <Say loop="many">We did not get that.</Say>',
    '  <Redirect method="GET">/voice?again=1</Redirect>',
  ].join('\n'),
  '/route': ({ params }) =>
    params['Digits'] === '1'
      ? {
          status: 302,
          headers: [
            ['Location', '/sales'],
            ['Set-Cookie', 'sid=s-81c2; Path=/'],
            ['Set-Cookie', 'stray=1; Domain=example.com'],
          ],
        }
      : { status: 500, body: 'boom' },
  '/sales': {
    body: '<Response>\n  <Gather action="/pin" finishOnKey="#" timeout="5">\n    <Say>Enter your number.</Say>\n  </Gather>\n  <Hangup/>\n</Response>\n',
    headers: [
      ['Content-Type', 'text/xml'],
      ['Cache-Control', 'max-age=60'],
      ['ETag', '"v1"'],
    ],
  },
  '/pin': '  <Say>Thank you.</Say>\n  <Hangup/>',
};
