import { describe, expect, it } from 'vitest';
import { ok } from '../../support/memory-call.ts';
import { type FaxPlan, receiveFax } from '../../support/memory-fax.ts';

const MEDIA_URL = new RegExp(`^http://media\\.test/v1/Faxes/FX[0-9a-f]{32}/Media/ME${'b'.repeat(32)}$`);
const DONE = { '/done': ok('') };

describe('a fax that comes in', () => {
  it('asks the webhook with FaxSid, AccountSid, From, To, ApiVersion and RemoteStationId, and no more', async () => {
    const { asked } = await receiveFax({ app: { '/fax': '<Receive/>' } });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.params).toEqual({
      AccountSid: 'AC0123456789abcdef0123456789abcdef',
      FaxSid: expect.stringMatching(/^FX[0-9a-f]{32}$/),
      From: '+15551230001',
      To: '+15559870002',
      ApiVersion: 'v1',
      RemoteStationId: 'ACME FAX',
    });
  });

  it('has its parameters replaced and extended by those of the user', async () => {
    const leg = { params: [['RemoteStationId', 'X'] as const, ['Extra', '1'] as const] };
    const { asked } = await receiveFax({ app: { '/fax': '<Receive action="/done"/>', ...DONE }, leg });
    for (const { params } of asked) expect(params).toMatchObject({ RemoteStationId: 'X', Extra: '1' });
  });

  it('is told under its FaxSid, with every status', async () => {
    const { events, of } = await receiveFax({ app: { '/fax': '<Receive/>' } });
    const [first, last] = of('message');
    expect(first).toMatchObject({
      direction: 'inbound',
      from: '+15551230001',
      to: '+15559870002',
      body: '',
      media: [expect.stringMatching(MEDIA_URL)],
      status: 'receiving',
    });
    expect(last).toMatchObject({ sid: first?.sid, status: 'received', media: first?.media });
    expect(new Set(events.map(({ call }) => call))).toEqual(new Set([first?.sid]));
  });

  it('says once that the product is retired (34005), which decides nothing', async () => {
    const { of, end } = await receiveFax({ app: { '/fax': '<Receive/>' } });
    expect(of('diagnostic')).toMatchObject([{ code: 34005, level: 'warning', at: 0 }]);
    expect(of('diagnostic')[0]?.message).toContain('2021-12-17');
    expect(end).toMatchObject({ status: 'completed', error: null });
  });

  it('is asked about at the fallback URL when its document cannot be had', async () => {
    const leg = { fallback: { url: 'http://app.test/spare', method: 'POST' } } as const;
    const app = { '/fax': { status: 500 }, '/spare': '<Receive/>' };
    const { asked, statuses, end } = await receiveFax({ app, leg });
    expect(asked[1]).toMatchObject({ path: '/spare', params: { ErrorCode: '11200' } });
    expect([statuses, end.error]).toEqual(['receiving received', null]);
  });

  it('fails when nobody says what to do with it', async () => {
    const app = { '/fax': { status: 500 } };
    const { statuses, end, problems } = await receiveFax({ app });
    expect([statuses, problems]).toEqual(['receiving failed', [11200]]);
    expect(end).toMatchObject({ status: 'failed', error: 11200 });
  });

  it.each([
    ['an empty document', ''],
    ['a document that is plain text', ok('hello', [['Content-Type', 'text/plain']])],
    ['no instructions', { status: 204 }],
    ['text in place of verbs', 'Hey no tags!'],
  ] as const)('fails with 34106 for %s', async (_what, answer) => {
    const { statuses, end, problems } = await receiveFax({ app: { '/fax': answer } });
    expect([statuses, problems]).toEqual(['receiving failed', [34106]]);
    expect(end).toMatchObject({ status: 'failed', error: 34106 });
  });

  it('passes over what is no verb of a fax', async () => {
    const { statuses, problems } = await receiveFax({ app: { '/fax': '<Say>a</Say><receive/><Receive/>' } });
    expect([statuses, problems]).toEqual(['receiving received', [12200, 12200]]);
  });

  it('fails with the code of a document that cannot be parsed', async () => {
    const { statuses, end } = await receiveFax({ app: { '/fax': ok('<Response><Receive') } });
    expect([statuses, end.error]).toEqual(['receiving failed', 12100]);
  });
});

describe('<Reject>', () => {
  it('refuses the fax, which is no error', async () => {
    const { statuses, end, problems, paths } = await receiveFax({ app: { '/fax': '<Reject/><Receive/>' } });
    expect([statuses, problems, paths]).toEqual(['receiving canceled', [], ['/fax']]);
    expect(end).toMatchObject({ status: 'canceled', error: null });
  });
});

describe('<Receive>', () => {
  const receives = (attributes: string, plan: Partial<FaxPlan> = {}) =>
    receiveFax({ app: { '/fax': `<Receive action="/done" ${attributes}/>`, ...DONE }, ...plan });

  it('takes longer for more pages', async () => {
    const { end, of } = await receives('');
    expect(end).toMatchObject({ durationSeconds: 65 });
    expect(of('message').map(({ at }) => at)).toEqual([0, 65_000]);
  });

  it('tells action that the fax is received, with NumPages and MediaUrl', async () => {
    const { asked, of } = await receives('');
    const { params, ...request } = asked[1] ?? { params: {} };
    expect(request).toMatchObject({ method: 'POST', path: '/done' });
    expect(params).toEqual({
      ...asked[0]?.params,
      FaxStatus: 'received',
      NumPages: '2',
      MediaUrl: expect.stringMatching(MEDIA_URL),
    });
    expect(of('exchange').map(({ purpose }) => purpose)).toEqual(['document', 'action']);
  });

  it('asks action with the method that it names, and the cookies of the fax', async () => {
    const body = '<Response><Receive action="/done" method="GET"/></Response>';
    const headers = [
      ['Content-Type', 'text/xml'],
      ['Set-Cookie', 'k=v'],
    ] as const;
    const { asked } = await receiveFax({ app: { '/fax': ok(body, headers), ...DONE } });
    expect(asked[1]).toMatchObject({ method: 'GET', headers: { cookie: 'k=v' } });
  });

  it('asks nobody without action', async () => {
    expect((await receiveFax({ app: { '/fax': '<Receive action=" "/>' } })).paths).toEqual(['/fax']);
  });

  it('is the last verb: nothing behind it runs', async () => {
    const { of } = await receiveFax({ app: { '/fax': '<Receive/><Receive/><Reject/>' } });
    expect(of('verb').map(({ name }) => name)).toEqual(['Receive']);
  });

  it.each([
    ['received', null],
    ['failed', 34004],
  ] as const)('has no MediaUrl for a fax that is %s where none is stored', async (status, failure) => {
    const { asked, of, end } = await receives('storeMedia="false"', { fax: { failure } });
    expect(asked[1]?.params).toMatchObject({ FaxStatus: status });
    expect(asked[1]?.params).not.toHaveProperty('MediaUrl');
    expect(of('message').at(-1)?.media).toEqual([]);
    const said = end.notSimulated.some((what) => what.startsWith('Receive storeMedia'));
    expect(said).toBe(failure === null);
  });

  it.each([
    [34004, 'Error during fax transmission', 35_000],
    [34108, 'Other End Incompatible', 5_000],
  ] as const)('tells action a failure %i with ErrorCode and ErrorMessage', async (failure, words, at) => {
    const { asked, of, statuses, problems, end } = await receives('', { fax: { failure } });
    expect(asked[1]?.params).toEqual({
      ...asked[0]?.params,
      FaxStatus: 'failed',
      ErrorCode: String(failure),
      ErrorMessage: words,
    });
    expect([statuses, problems, of('message')[1]?.at]).toEqual(['receiving failed', [failure], at]);
    // It was meant to: the application did nothing wrong.
    expect(end).toMatchObject({ status: 'failed', error: null });
  });

  it('serves the document as it is, and says that it is not converted', async () => {
    const { end } = await receives('mediaType="image/tiff" pageSize="a4"');
    expect(end.notSimulated).toEqual([
      'Receive: transmission takes 5 s and 30 s for each page',
      'Receive mediaType: the document stays application/pdf, it is not made image/tiff',
      'Receive pageSize: pages stay as large as they are',
      'Receive action: what it answers is not run',
    ]);
  });

  it.each([
    ['nothing', ok('', []), []],
    ['TwiML', ok('<Response><Receive action="/done"/></Response>'), []],
    ['text', ok('thanks', [['Content-Type', 'text/plain']]), []],
    ['HTML that is no TwiML', ok('thanks & bye', [['Content-Type', 'text/html']]), []],
    ['no content', { status: 204 }, []],
    ['JSON', ok('{}', [['Content-Type', 'application/json']]), [12300]],
  ] as const)('does not run what action answers: %s', async (_what, answer, warned) => {
    const app = { '/fax': '<Receive action="/done"/>', '/done': answer };
    const { end, problems, of, paths } = await receiveFax({ app });
    expect([end.status, end.error, problems]).toEqual(['completed', null, warned]);
    expect(of('diagnostic').every(({ level }) => level === 'warning')).toBe(true);
    expect([paths, of('document').length]).toEqual([['/fax', '/done'], 1]);
  });

  it('fails the session, not the fax, when action cannot be told', async () => {
    const leg = { fallback: { url: 'http://app.test/spare', method: 'POST' } } as const;
    const app = { '/fax': '<Receive action="/done"/>', '/done': { status: 500 } };
    const { end, statuses, problems, paths } = await receiveFax({ app, leg });
    expect([statuses, problems, paths]).toEqual(['receiving received', [11200], ['/fax', '/done']]);
    expect(end).toMatchObject({ status: 'failed', error: 11200 });
  });

  it('follows the redirects of action', async () => {
    const away = { status: 302, headers: [['Location', '/there'] as const] };
    const app = { '/fax': '<Receive action="/done"/>', '/done': away, '/there': ok('') };
    const { end, paths } = await receiveFax({ app });
    expect([end.error, paths]).toEqual([null, ['/fax', '/done', '/there']]);
  });

  it('fails the session when action is no URL that can be asked', async () => {
    const { end, statuses, problems } = await receiveFax({ app: { '/fax': '<Receive action="ftp://x"/>' } });
    expect([statuses, problems, end.error]).toEqual(['receiving received', [11100], 11100]);
  });

  it('reads attributes that cannot be used as their defaults', async () => {
    const { asked, end } = await receives('method="PUT" mediaType="x" storeMedia="maybe" pageSize="b5"');
    expect(asked[1]).toMatchObject({ method: 'POST', params: { FaxStatus: 'received' } });
    expect(asked[1]?.params).toHaveProperty('MediaUrl');
    expect(end.notSimulated.some((what) => what.startsWith('Receive mediaType'))).toBe(false);
  });

  it('answers from TwiML without a URL', async () => {
    const source = '<Response><Receive action="http://app.test/done"/></Response>';
    const leg = { target: { kind: 'source', source, name: '-', baseUrl: null } } as const;
    const { paths, statuses } = await receiveFax({ app: DONE, leg });
    expect([paths, statuses]).toEqual([['/done'], 'receiving received']);
  });
});
