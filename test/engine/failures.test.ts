import { describe, expect, it } from 'vitest';
import { failure, ok, placeCall, response } from '../support/memory-call.ts';

const ANNOUNCEMENT = 'We are sorry. An application error has occurred. Goodbye.';

describe('a webhook that fails (Twilio docs: Errors and warnings)', () => {
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
      {
        ...ok('', [
          ['Content-Type', 'text/xml'],
          ['Transfer-Encoding', 'chunked'],
        ]),
      },
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

describe('a request that fails (Twilio docs: Webhooks, connection overrides)', () => {
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

describe('a first document that fails (Twilio errors 12100, 11200, 12102)', () => {
  it.each([
    ['cannot be parsed', { status: 200, body: '<Response><Say>' }, 12100],
    ['is a 408', { status: 408 }, 11200],
    ['is a bare verb without a root', { status: 200, body: '<Say>hi</Say>' }, 12102],
  ])('that %s: the call is completed, after the announcement', async (_what, answer, code) => {
    const call = await placeCall({ app: { '/voice': answer } });
    expect(call.of('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(call.end).toMatchObject({ status: 'completed', error: code });
  });
});

describe('12100, in the words of Twilio’s parser, ends the call (observed: public threads)', () => {
  const XML = '<?xml version="1.0"?>';

  it.each([
    [
      'a line before <?xml',
      `\n${XML}<Response/>`,
      'The processing instruction target matching "[xX][mM][lL]" is not allowed.',
    ],
    ['no XML at all', 'OK', 'Content is not allowed in prolog.'],
    [
      'an element that is not closed',
      '<Response><Say>hi',
      'XML document structures must start and end within the same entity.',
    ],
    [
      'something after the root',
      '<Response/><Response/>',
      'The markup in the document following the root element must be well-formed.',
    ],
    ['a DOCTYPE', '<!DOCTYPE Response><Response/>', 'DOCTYPE is disallowed'],
  ])('%s', async (_what, body, words) => {
    const call = await placeCall({ app: { '/voice': ok(body) } });
    const [finding] = call.of('diagnostic').filter(({ level }) => level === 'error');
    expect(finding).toMatchObject({ code: 12100, parserMessage: expect.stringContaining(words) });
    expect(call.end.error).toBe(12100);
  });
});
