import type { Answer } from './memory-call.ts';

/** An application that dials two phones, one of them with a screening document, then asks what else there is. */
export const SWITCHBOARD: Readonly<Record<string, Answer>> = {
  '/voice': [
    '  <Say>One moment.</Say>',
    '  <Dial action="/after" timeout="20">',
    '    <Number url="/screen">+15550001111</Number>',
    '    <Number>+15550002222</Number>',
    '  </Dial>',
  ].join('\n'),
  '/screen': [
    '  <Gather action="/accept" numDigits="1" timeout="5">',
    '    <Say>To take the call, press 1.</Say>',
    '  </Gather>',
    '  <Hangup/>',
  ].join('\n'),
  '/accept': '  <Say>Connecting.</Say>',
  '/after': '  <Gather input="speech" action="/said">\n    <Say>What else?</Say>\n  </Gather>\n  <Hangup/>',
  '/said': '  <Say>Goodbye.</Say>',
};

/** An application whose callers wait in a queue, until an agent calls. */
export const QUEUE: Readonly<Record<string, Answer>> = {
  '/voice': '  <Enqueue waitUrl="/wait" action="/after">support</Enqueue>',
  '/wait': '  <Say>Please hold.</Say>\n  <Pause length="4"/>',
  '/agent': '  <Dial>\n    <Queue>support</Queue>\n  </Dial>',
  '/after': '  <Say>Goodbye.</Say>',
};
