import { describe, expect, it } from 'vitest';
import { placeCall } from '../../support/memory-call.ts';

describe('callbacks of what goes on beside the documents (Twilio docs: TwiML Voice: Stream, Siprec, VirtualAgent, Transcription)', () => {
  const SOCKET = 'url="wss://app.test/a"';
  it.each([
    ['Stream', `<Start><Stream ${SOCKET} statusCallback="http://app.test/told" MORE/></Start>`],
    ['Siprec', '<Start><Siprec connectorName="c" statusCallback="/told" MORE/></Start>'],
    ['VirtualAgent', '<Connect><VirtualAgent connectorName="c" statusCallback="/told" MORE/></Connect>'],
    ['Transcription', '<Start><Transcription statusCallbackUrl="http://app.test/told" MORE/></Start>'],
  ])('statusCallbackMethod of %s is POST by default', async (_noun, verbs) => {
    for (const [more, method] of [
      ['', 'POST'],
      ['statusCallbackMethod="GET"', 'GET'],
    ] as const) {
      const voice = `${verbs.replace('MORE', more)}<Pause/>`;
      const call = await placeCall({ app: { '/voice': voice, '/told': { status: 204 } } });
      const told = call.asked.filter(({ path }) => path === '/told');
      expect(told.length).toBeGreaterThan(0);
      expect(new Set(told.map((one) => one.method))).toEqual(new Set([method]));
    }
  });

  it('a call has at most four streams and Siprec sessions together', async () => {
    const streams = ['a', 'b', 'c'].map((name) => `<Stream name="${name}" ${SOCKET}/>`).join('');
    const siprec = (name: string) => `<Siprec name="${name}" connectorName="c" statusCallback="/told"/>`;
    const call = await placeCall({
      app: {
        '/voice': `<Start>${streams}${siprec('d')}${siprec('e')}</Start><Pause/>`,
        '/told': { status: 204 },
      },
    });
    expect(call.of('diagnostic').map(({ rule }) => rule)).toEqual(['too-many-streams']);
    const started = call.asked.filter(({ params }) => params['SiprecEvent'] === 'siprec-started');
    expect(started.map(({ params }) => params['SiprecName'])).toEqual(['d']);
  });
});
