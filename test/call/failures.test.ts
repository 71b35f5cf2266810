import { describe, expect, it } from 'vitest';
import { failure, heldCall, ok, placeCall, response, until } from '../support/memory-call.ts';

const ANNOUNCEMENT = 'We are sorry. An application error has occurred. Goodbye.';

describe('a webhook that fails', () => {
  it.each([
    ['refuses the connection', failure('refused', 'ECONNREFUSED'), 11202],
    ['has no address', failure('host-not-found'), 11210],
    ['does not answer in time', failure('timeout'), 11205],
    ['closes the connection', failure('closed'), 11205],
    ['has an untrusted certificate', failure('certificate-untrusted'), 11237],
    ['answers 404', { status: 404, body: 'no' }, 11200],
    ['answers 500', { status: 500, body: 'no' }, 11200],
    ['answers 308', { status: 308, headers: [['Location', '/x']] as const }, 11216],
    ['answers JSON', { ...ok('{}', [['Content-Type', 'application/json']]) }, 12300],
    ['answers without a type', { ...ok('<Response/>', []) }, 11200],
    [
      'answers an HTML page',
      { ...ok('<!DOCTYPE html><html></html>', [['Content-Type', 'text/html']]) },
      12100,
    ],
    ['answers with another root', { ...ok('<html></html>') }, 12102],
    ['answers broken XML', { ...ok(response('<Say>a & b</Say>')) }, 12100],
    [
      'answers nothing, in chunks',
      { status: 200, body: '', bytes: 0, headers: [['Transfer-Encoding', 'chunked']] as const },
      11770,
    ],
    [
      'sets a cookie without a name',
      {
        ...ok(response('<Hangup/>')),
        headers: [
          ['Content-Type', 'text/xml'],
          ['Set-Cookie', '=x'],
        ] as const,
      },
      11206,
    ],
    [
      'sets a cookie with a tab in it',
      {
        ...ok(response('<Hangup/>')),
        headers: [
          ['Content-Type', 'text/xml'],
          ['Set-Cookie', 'a=b\tc'],
        ] as const,
      },
      11206,
    ],
    ['answers 70 kB', { ...ok('x'), bytes: 70_000 }, 11750],
  ])(
    'and %s: the caller hears the application-error announcement, the call ends',
    async (_what, answer, code) => {
      const call = await placeCall({ app: { '/voice': answer } });
      expect(call.heard).toEqual([ANNOUNCEMENT]);
      expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
      expect(call.end).toMatchObject({ status: 'completed', error: code });
      const [problem] = call.of('diagnostic').filter(({ level }) => level === 'error');
      expect(problem).toMatchObject({ code });
      expect(problem?.help).not.toBeNull();
    },
  );

  it('in the middle of a call ends it there', async () => {
    const app = { '/voice': '<Say>Hi</Say><Redirect>/gone</Redirect>' };
    const call = await placeCall({ app });
    expect(call.heard).toEqual(['Hi', ANNOUNCEMENT]);
    expect(call.end.error).toBe(11200);
  });

  it('the announcement can be hung up on', async () => {
    const call = await placeCall({ app: { '/voice': { status: 500 } }, caller: 'wait 1s; hang up' });
    expect(call.heard).toEqual([`${ANNOUNCEMENT}…`]);
    expect(call.end).toMatchObject({ status: 'completed', error: 11200, durationSeconds: 1 });
  });

  it('a redirect loop is followed 10 times, then fails with 11215 after 11 hops', async () => {
    const call = await placeCall({ app: { '/voice': { status: 302, headers: [['Location', '/voice']] } } });
    expect(call.end.error).toBe(11215);
    expect(call.of('exchange')[0]?.hops).toHaveLength(11);
  });
});

describe('a request that fails', () => {
  const hops = (call: Awaited<ReturnType<typeof placeCall>>) =>
    call
      .of('exchange')
      .map((exchange) => exchange.hops.map(({ attempt, failure: why, status }) => [attempt, why ?? status]));

  it('because the connection is refused is made twice, with the same idempotency token', async () => {
    const call = await placeCall({ app: { '/voice': failure('refused') } });
    expect(call.paths).toEqual(['/voice', '/voice']);
    expect(new Set(call.asked.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1);
    expect(hops(call)).toEqual([
      [
        [1, 'refused'],
        [2, 'refused'],
      ],
    ]);
    expect(call.of('diagnostic')).toMatchObject([{ code: 11202 }]);
  });

  it('and then does not, goes on without a word', async () => {
    let visits = 0;
    const answers = [{ status: 503 }, { status: 503 }, '<Say>Hi</Say>'];
    const app = {
      '/voice': '<Redirect>/busy#rp=5xx&amp;rc=2</Redirect>',
      '/busy': () => answers[visits++] ?? '',
    };
    const call = await placeCall({ app });
    expect(hops(call)[1]).toEqual([
      [1, 503],
      [2, 503],
      [3, 200],
    ]);
    expect(call.of('diagnostic')).toEqual([]);
    expect(call.heard).toEqual(['Hi']);
  });

  it('within a tt of its own is 11203, in the 15 seconds of every request 11205', async () => {
    const app = { '/voice': '<Redirect>/slow#tt=500</Redirect>', '/slow': failure('timeout') };
    expect((await placeCall({ app })).end.error).toBe(11203);
    expect((await placeCall({ app: { '/voice': failure('timeout') } })).end.error).toBe(11205);
  });

  it('because its connection overrides are bad fails at once, at the URL that it is told with', async () => {
    const call = await placeCall({ app: { '/voice': '<Redirect>/next#e=mars</Redirect>' } });
    expect(call.paths).toEqual(['/voice']);
    expect(call.of('exchange')[1]).toMatchObject({ status: null, error: 11240, hops: [] });
    expect(call.of('diagnostic')).toMatchObject([{ code: 11240, url: 'http://app.test/next#e=mars' }]);
    expect(call.end.error).toBe(11240);
  });
});

describe('answers that are no TwiML (Twilio docs: TwiML for Programmable Voice)', () => {
  it('an empty answer is no instructions: a warning, and the call ends', async () => {
    const call = await placeCall({ app: { '/voice': { status: 204, body: '', bytes: 0, headers: [] } } });
    expect(call.of('diagnostic')).toMatchObject([{ level: 'warning', code: 11200 }]);
    expect(call.end).toMatchObject({ status: 'completed', error: null });
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

describe('hanging up in every possible place', () => {
  it('a script never hangs up before the call is answered', async () => {
    const call = await placeCall({
      app: { '/voice': '<Pause length="9"/><Say>Hi</Say>' },
      caller: 'hang up',
    });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.heard).toEqual(['Hi…']);
  });

  it('before the call is answered it ends as no-answer', async () => {
    const { session, events } = await heldCall({ app: { '/voice': '<Say>Hi</Say>' } });
    session.act({ type: 'hang-up' });
    expect(session.over).toBe(true);
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      status: 'no-answer',
      durationSeconds: 0,
      error: null,
    });
  });

  it('while a request is on the wire lets it get its answer, which nobody runs', async () => {
    const app = { '/voice': '<Say>Hi</Say><Redirect>/next</Redirect>', '/next': '<Say>never</Say>' };
    const { session, events, asked } = await heldCall({ app });
    session.next();
    await until(session, () => session.held !== null);
    session.next();
    session.act({ type: 'hang-up' });
    await until(session, () => session.over);
    expect(asked.map(({ path }) => path)).toEqual(['/voice', '/next']);
    expect(events.slice(-4).map(({ type }) => type)).toEqual(['input', 'call', 'exchange', 'end']);
    expect(events.some((event) => event.type === 'heard' && event.text === 'never')).toBe(false);
  });

  it('a key that nothing listens to is reported as lost', async () => {
    const { session, events } = await heldCall({ app: { '/voice': '<Say>Hello there</Say>' } });
    session.act({ type: 'key', value: '5' });
    session.continue();
    expect(events).toContainEqual(expect.objectContaining({ type: 'input', kind: 'digits', value: '5' }));
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'diagnostic', rule: 'nothing-listens', level: 'info' }),
    );
  });
});

describe('TwiML without a URL', () => {
  const leg = (source: string, baseUrl: string | null = null) => ({
    leg: { target: { kind: 'source', source: response(source), name: 'menu.xml', baseUrl } as const },
  });

  it('runs without any request', async () => {
    const call = await placeCall({ app: {}, ...leg('<Say>From a file</Say>') });
    expect(call.paths).toEqual([]);
    expect(call.heard).toEqual(['From a file']);
  });

  it('fails with 15004 on a relative URL', async () => {
    const call = await placeCall({
      app: {},
      ...leg('<Gather numDigits="1" action="/next"/>'),
      caller: 'press 1',
    });
    expect(call.end.error).toBe(15004);
    expect(call.of('diagnostic')[0]).toMatchObject({ code: 15004, url: 'menu.xml', line: 3 });
  });

  it('resolves it against the base URL that is given', async () => {
    const call = await placeCall({
      app: { '/next': '<Hangup/>' },
      ...leg('<Redirect>next</Redirect>', 'http://app.test/dir'),
      caller: '',
    });
    expect(call.paths).toEqual(['/next']);
  });
});

describe('the standard parameters (http.md section 3)', () => {
  it('are all sent with every request, unknown geography as empty ones', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/>' } });
    const { CallSid, CallToken, ...params } = call.asked[0]?.params ?? {};
    expect(CallSid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(JSON.parse(decodeURIComponent(CallToken ?? ''))).toHaveProperty('parentCallInfoToken');
    const geography = ['Called', 'To', 'Caller', 'From'].flatMap((who) =>
      ['City', 'State', 'Zip', 'Country'].map((what) => [who + what, '']),
    );
    expect(params).toEqual({
      AccountSid: 'AC00000000000000000000000000000001',
      ApiVersion: '2010-04-01',
      CallStatus: 'ringing',
      Called: '+15559870002',
      Caller: '+15551230001',
      Direction: 'inbound',
      From: '+15551230001',
      To: '+15559870002',
      ...Object.fromEntries(geography),
    });
  });

  it('can be overridden and extended', async () => {
    const call = await placeCall({
      app: { '/voice': '<Hangup/>' },
      leg: {
        params: [
          ['FromCity', 'BERLIN'],
          ['Extra', '1'],
        ],
      },
    });
    expect(call.asked[0]?.params).toMatchObject({ FromCity: 'BERLIN', Extra: '1' });
  });

  it('an outbound call asks for its first document after the answer', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/>' }, leg: { direction: 'outbound-api' } });
    expect(call.asked[0]?.params).toMatchObject({ CallStatus: 'in-progress', Direction: 'outbound-api' });
  });

  it('go out with the headers of section 5', async () => {
    const call = await placeCall({ app: { '/voice': '<Hangup/>' } });
    expect(call.asked[0]?.headers).toMatchObject({
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-home-region': 'us1',
      'i-twilio-idempotency-token': expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
    });
  });
});
