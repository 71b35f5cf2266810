import { describe, expect, it } from 'vitest';
import { Core } from '../support/core.ts';
import { type Asked, audio, ok, placeCall, response } from '../support/memory-call.ts';

describe('execution (voice.md 1.2)', () => {
  it('verb n+1 starts when verb n has finished', async () => {
    const verbs = '<Pause length="2"/><Gather timeout="3"/><Play>/a.mp3</Play><Pause length="4"/>';
    const call = await placeCall({ app: { '/voice': verbs } });
    expect(call.of('verb').map(({ name, at }) => [name, at])).toEqual([
      ['Pause', 0],
      ['Gather', 2_000],
      ['Play', 5_000],
      ['Pause', 8_000],
    ]);
    expect(call.end.at).toBe(12_000);
  });

  it.each([
    '<Redirect>/next</Redirect>',
    '<Hangup/>',
    '<Reject/>',
    '<Record action="/next"/>',
    '<Dial action="/next">+15550000001</Dial>',
    '<Gather action="/next" actionOnEmptyResult="true" timeout="1"/>',
  ])('%s: everything after it is unreachable', async (verb) => {
    const app = { '/voice': `<Say>hi</Say>${verb}<Say>never</Say>`, '/next': '<Hangup/>' };
    const call = await placeCall({ app, caller: 'wait 5s; press #', callee: 'busy' });
    expect(call.heard).not.toContain('never');
    expect(call.of('verb').filter(({ name }) => name === 'Say')).toHaveLength(1);
  });
});

describe('what a fetched URL may return (voice.md 1.3, http.md 14)', () => {
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

describe('cookies, caches and redirects in a call (voice.md 1.3)', () => {
  const cookie = (verbs: string, ...values: readonly string[]) =>
    ok(response(verbs), [
      ['Content-Type', 'text/xml'],
      ...values.map((value) => ['Set-Cookie', value] as const),
    ]);

  it('cookies are accepted and sent back, with every request of the call until it ends', async () => {
    const app = {
      '/voice': cookie('<Gather numDigits="1" action="/a"/>', 'id=1', 'lang=en'),
      '/a': cookie('<Redirect method="GET">/b</Redirect>', 'id=2'),
      '/b': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1' });
    expect(call.asked.map(({ headers }) => headers['cookie'])).toEqual([
      undefined,
      'id=1; lang=en',
      'id=2; lang=en',
    ]);
  });

  it('a jar belongs to one call: neither a callee’s leg nor another caller’s has it', async () => {
    const app = {
      '/voice': cookie('<Dial><Number url="/screen">+15550000001</Number></Dial>', 'id=1'),
      '/screen': '<Say>hi</Say>',
      '/other': '<Hangup/>',
    };
    const joins = [{ afterMs: 1_000, path: '/other' }];
    const call = await placeCall({ app, joins, callee: 'answer talk 1s' });
    expect(call.paths).toEqual(['/voice', '/other', '/screen']);
    for (const { headers } of call.asked) expect(headers).not.toHaveProperty('cookie');
  });

  it('POST is never cached', async () => {
    let visits = 0;
    const app = {
      '/voice': () => {
        const body = response(visits++ < 2 ? '<Redirect/>' : '<Hangup/>');
        return ok(body, [
          ['Content-Type', 'text/xml'],
          ['Cache-Control', 'max-age=3600'],
        ]);
      },
    };
    expect((await placeCall({ app })).paths).toHaveLength(3);
  });

  it('GET documents are cached: the same URL with the same parameters is not asked again', async () => {
    let visits = 0;
    const app = {
      '/voice': '<Redirect method="GET">/menu</Redirect>',
      '/menu': () => {
        visits++;
        return ok(response('<Gather numDigits="1" action="/menu" method="GET"/>'), [
          ['Content-Type', 'text/xml'],
          ['Cache-Control', 'max-age=3600'],
        ]);
      },
    };
    const call = await placeCall({ app, caller: 'press 1; press 1; press 2; press 1; hang up' });
    // The first asks without Digits; 1 and 2 are asked for once each.
    expect(visits).toBe(3);
    expect(call.of('exchange').filter(({ url }) => url.includes('/menu')).length).toBeGreaterThan(3);
  });

  it('relative URLs resolve against the URL of the document they appear in, after a redirect too', async () => {
    const target = { kind: 'url', url: 'http://app.test/one/voice', method: 'POST' } as const;
    const app = {
      '/one/voice': { status: 302, headers: [['Location', '/two/menu']] },
      '/two/menu': '<Redirect>../next?x=%20#rc=2</Redirect>',
      '/next': '<Hangup/>',
    } as const;
    expect((await placeCall({ app, leg: { target } })).paths).toEqual(['/one/voice', '/two/menu', '/next']);
  });
});

describe('parameters on every request (voice.md 1.4)', () => {
  const RESULTS = /^(Digits|SpeechResult|Confidence|FinishedOnKey|msg|Recording|Dial|Queue|Result|Sms)/;

  it('verb-specific parameters are on the one request they belong to', async () => {
    const app = {
      '/voice': '<Gather numDigits="1" action="/gathered"/>',
      '/gathered': '<Record action="/recorded"/>',
      '/recorded': '<Dial action="/dialled">+15550000001</Dial>',
      '/dialled': '<Sms action="/texted">hi</Sms>',
      '/texted': '<Redirect>/last</Redirect>',
      '/last': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1; wait 5s; press #', callee: 'busy' });
    const own = (asked: Asked) =>
      Object.keys(asked.params)
        .filter((name) => RESULTS.test(name))
        .toSorted();
    expect(call.asked.map((asked) => [asked.path, own(asked)])).toEqual([
      ['/voice', []],
      ['/gathered', ['Digits', 'FinishedOnKey', 'msg']],
      ['/recorded', ['Digits', 'RecordingDuration', 'RecordingSid', 'RecordingStatus', 'RecordingUrl']],
      ['/dialled', ['DialBridged', 'DialCallDuration', 'DialCallSid', 'DialCallStatus']],
      ['/texted', ['SmsSid', 'SmsStatus']],
      ['/last', []],
    ]);
    const { CallToken: _t, ...standard } = call.asked[0]?.params ?? {};
    for (const { params } of call.asked)
      expect(params).toMatchObject({ ...standard, CallStatus: expect.anything() });
  });

  it('the first request says ringing, later ones in-progress, those after a hang-up completed', async () => {
    const app = {
      '/voice': '<Redirect>/still</Redirect>',
      '/still': '<Gather numDigits="1" action="/talk"/>',
      '/talk': '<Record action="/over"/>',
      '/over': '<Hangup/>',
    };
    const call = await placeCall({ app, caller: 'press 1; wait 5s; hang up' });
    expect(call.asked.map(({ params }) => params['CallStatus'])).toEqual([
      'ringing',
      'ringing',
      'in-progress',
      'completed',
    ]);
  });
});

describe('what fails (http.md 7)', () => {
  const fallback = { url: 'http://app.test/fallback', method: 'POST' } as const;

  it('status callbacks have no fallback', async () => {
    const app = { '/voice': '<Hangup/>', '/status': { status: 500 }, '/fallback': '<Say>no</Say>' };
    const statusCallback = { url: 'http://app.test/status', method: 'POST' } as const;
    const call = await placeCall({ app, leg: { fallback, statusCallback } });
    expect(call.paths).toEqual(['/voice', '/status']);
    expect(call.end.error).toBeNull();
  });

  it('the switch is not sticky: the document after the fallback’s is asked for as ever', async () => {
    const app = {
      '/voice': { status: 500 },
      '/fallback': '<Redirect>/next</Redirect>',
      '/next': '<Gather numDigits="1"/>',
    };
    const call = await placeCall({ app, leg: { fallback }, caller: 'press 1' });
    expect(call.paths).toEqual(['/voice', '/fallback', '/next', '/next']);
    expect(call.asked[2]?.params).not.toHaveProperty('ErrorCode');
  });

  it('a caller who hangs up while the fallback is asked: nobody runs its answer', () => {
    const core = new Core('<Say>hi</Say><Redirect>/gone</Redirect>', { fallback });
    core.advance();
    core.enter({ type: 'played', work: core.work('play').id });
    core.advance();
    core.answer({ ...ok(''), status: 404 });
    core.enter({ type: 'hang-up', leg: core.sid });
    core.answer(ok(response('<Say>sorry</Say>')));
    expect(core.board.ended).toBe(true);
    expect(core.of('document')).toHaveLength(1);
    expect(core.of('end')[0]).toMatchObject({ status: 'completed' });
  });
});

describe('outbound calls that are not in progress (http.md 3.5; error dictionary, 21220)', () => {
  const OUT = { direction: 'outbound-api', to: '+15550001111' } as const;
  const by = { kind: 'url', url: 'http://app.test/new', method: 'POST' } as const;

  it('cannot be redirected while they ring: 21220, and they ring on', () => {
    const core = new Core('<Say>hi</Say>', OUT);
    const before = core.board.pending;
    core.enter({ type: 'replaced', leg: core.sid, by });
    expect(core.of('diagnostic')).toMatchObject([{ code: 21220, level: 'error' }]);
    expect(core.board.pending).toEqual(before);
    expect(core.leg.status).toBe('ringing');
  });

  it('nor can a callee that rings; canceled through the API, the Dial hears DialCallStatus=canceled', () => {
    const core = new Core('<Dial action="/after">+15550001111</Dial>');
    core.advance();
    const callee = Object.keys(core.board.legs)[1] ?? '';
    core.enter({ type: 'callee', leg: callee, does: 'ring' });
    core.enter({ type: 'replaced', leg: callee, by });
    expect(core.of('diagnostic')).toMatchObject([{ code: 21220 }]);
    expect(core.board.legs[callee]?.status).toBe('ringing');
    core.enter({ type: 'replaced', leg: callee, by: 'hang-up' });
    expect(core.board.legs[callee]?.status).toBe('canceled');
    const work = core.work('hop');
    const own = work.kind === 'hop' ? Object.fromEntries(work.exchange.request.own) : {};
    expect(own).toMatchObject({ DialCallStatus: 'canceled', DialCallSid: callee, DialBridged: 'false' });
  });
});
