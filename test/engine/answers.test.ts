import { describe, expect, it } from 'vitest';
import { audio, ok, placeCall, response } from '../support/memory-call.ts';

describe('what a fetched URL may return (Twilio docs: TwiML for Programmable Voice, "MIME types")', () => {
  it.each(['text/xml', 'application/xml', 'text/html', 'TEXT/XML; charset=utf-8'])(
    '%s is TwiML',
    async (type) => {
      const answer = ok(response('<Say>hi</Say>'), [['Content-Type', type]]);
      expect((await placeCall({ app: { '/voice': answer } })).heard).toEqual(['hi']);
    },
  );

  it.each(['audio/mpeg', 'audio/x-wav', 'audio/aiff', 'audio/x-gsm', 'audio/ulaw'])(
    '%s is played to the caller, then the call is hung up',
    async (type) => {
      const app = {
        '/voice': '<Redirect method="GET">/sound</Redirect><Say>no</Say>',
        '/sound': audio(2_000, [], type),
      };
      const call = await placeCall({ app });
      expect(call.heard).toEqual(['http://app.test/sound']);
      expect(call.end).toMatchObject({ at: 2_000, status: 'completed', error: null });
    },
  );

  it.each(['application/json', 'image/png', 'video/mp4'])('%s is 12300', async (type) => {
    const call = await placeCall({
      app: { '/voice': ok(response('<Say>hi</Say>'), [['Content-Type', type]]) },
    });
    expect(call.end.error).toBe(12300);
  });

  it('a document as the answer of an action may be plain text or audio too', async () => {
    const app = {
      '/voice': '<Gather numDigits="1" action="/text"/>',
      '/text': ok('Thank you', [['Content-Type', 'text/plain']]),
    };
    expect((await placeCall({ app, caller: 'press 1' })).heard).toEqual(['Thank you']);
  });

  it.each([201, 202, 203])('the status %i counts as 200', async (status) => {
    const call = await placeCall({ app: { '/voice': { status, body: response('<Say>hi</Say>') } } });
    expect(call.heard).toEqual(['hi']);
  });

  it.each([400, 404, 408, 429, 500, 503])('the status %i is 11200, whatever the body is', async (status) => {
    const call = await placeCall({ app: { '/voice': { status, body: response('<Say>hi</Say>') } } });
    expect(call.heard).not.toContain('hi');
    expect(call.end).toMatchObject({ status: 'completed', error: 11200 });
  });
});

describe('answers that are no TwiML (Twilio docs: TwiML for Programmable Voice)', () => {
  it('an empty answer is no instructions: a warning, and the call ends', async () => {
    const call = await placeCall({ app: { '/voice': { status: 204, body: '', bytes: 0, headers: [] } } });
    expect(call.of('diagnostic')).toMatchObject([{ level: 'warning', code: 11200 }]);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
  });

  it('an empty 200 is 11200 with the fallback, "Response does not contain content type" (sms-over-xmpp 22)', async () => {
    const empty = { body: '', bytes: 0, headers: [] };
    const fallback = { url: 'http://app.test/fallback', method: 'POST' } as const;
    const call = await placeCall({
      app: { '/voice': empty, '/fallback': '<Say>sorry</Say>' },
      leg: { fallback },
    });
    expect(call.of('diagnostic')[0]).toMatchObject({ level: 'error', code: 11200 });
    expect([call.heard, call.end.error]).toEqual([['sorry'], null]);
  });

  it('an empty answer is none too many where the caller has hung up and nobody runs it', async () => {
    const call = await placeCall({
      app: {
        '/voice': '<Dial action="/done">+15005550001</Dial>',
        '/done': { body: '', bytes: 0, headers: [] },
      },
      caller: 'wait 3s; hang up',
    });
    expect(call.paths).toEqual(['/voice', '/done']);
    expect(call.of('diagnostic')).toEqual([]);
    expect(call.of('exchange').at(-1)).toMatchObject({ error: null, status: 200 });
  });

  it('a byte-order mark is passed over with a warning: by public reports Twilio may refuse it', async () => {
    const call = await placeCall({ app: { '/voice': ok(`\uFEFF${response('<Say>Hi</Say>')}`) } });
    expect(call.of('diagnostic')).toMatchObject([
      { rule: 'byte-order-mark', level: 'warning', url: 'http://app.test/voice' },
    ]);
    expect(call.heard).toEqual(['Hi']);
  });

  it('plain text is read to the caller, then the call is hung up', async () => {
    const call = await placeCall({
      app: { '/voice': ok('Hello <you> & all', [['Content-Type', 'text/plain']]) },
    });
    expect(call.heard).toEqual(['Hello <you> & all']);
  });

  it('plain text that is valid TwiML is run', async () => {
    const call = await placeCall({
      app: { '/voice': ok(response('<Say>run</Say>'), [['Content-Type', 'text/plain; charset=utf-8']]) },
    });
    expect(call.heard).toEqual(['run']);
  });

  it('audio is played once, then the call is hung up', async () => {
    const call = await placeCall({ app: { '/voice': ok('ID3', [['Content-Type', 'audio/mpeg']]) } });
    expect(call.of('heard')).toMatchObject([{ kind: 'play', url: 'http://app.test/voice' }]);
    expect(call.end.status).toBe('completed');
  });
});

describe('limits of an answer (Twilio errors 11750, 11200)', () => {
  const long = (bytes: number) => {
    const empty = response('<Say></Say>').length;
    return ok(response(`<Say>${'a'.repeat(bytes - empty)}</Say>`));
  };

  it('a reply of 64 kB is run, one byte more is 11750', async () => {
    expect((await placeCall({ app: { '/voice': long(65_536) } })).end.error).toBeNull();
    expect((await placeCall({ app: { '/voice': long(65_537) } })).end.error).toBe(11750);
  });

  it('a reply without a Content-Type shows as 502', async () => {
    const call = await placeCall({ app: { '/voice': ok(response('<Say>hi</Say>'), []) } });
    expect(call.of('diagnostic')).toMatchObject([{ code: 11200, message: expect.stringContaining('502') }]);
  });
});
