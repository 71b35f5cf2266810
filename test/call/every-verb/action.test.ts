import { describe, expect, it } from 'vitest';
import { type CallLog, type CallPlan, failure, placeCall } from '../../support/memory-call.ts';

/** Every verb with an `action`, and how it comes to request it. */
const VERBS: readonly [name: string, verb: (attributes: string) => string, plan: Partial<CallPlan>][] = [
  ['Gather', (a) => `<Gather numDigits="1"${a}/>`, { caller: 'press 7' }],
  ['Gather speech', (a) => `<Gather input="speech"${a}/>`, { caller: 'say "seven"' }],
  ['Record', (a) => `<Record${a}/>`, { caller: 'wait 5s; press #' }],
  ['Dial', (a) => `<Dial${a}>+15550000001</Dial>`, { callee: 'busy' }],
  ['Dial Conference', (a) => `<Dial timeLimit="5"${a}><Conference>a</Conference></Dial>`, {}],
  ['Dial Queue', (a) => `<Dial${a}><Queue>a</Queue></Dial>`, {}],
  ['Enqueue', (a) => `<Enqueue waitUrl="/wait"${a}>a</Enqueue>`, {}],
  ['Refer', (a) => `<Refer${a}><Sip>sip:bob@example.com</Sip></Refer>`, {}],
  ['Pay', (a) => `<Pay${a}/>`, { caller: 'press *' }],
  ['Sms', (a) => `<Sms${a}>hi</Sms>`, {}],
  ['Connect Stream', (a) => `<Connect${a}><Stream url="wss://app.test/a"/></Connect>`, {}],
  [
    'Connect ConversationRelay',
    (a) => `<Connect${a}><ConversationRelay url="wss://app.test/a"/></Connect>`,
    {},
  ],
  ['Connect VirtualAgent', (a) => `<Connect${a}><VirtualAgent connectorName="a"/></Connect>`, {}],
  ['Connect Room', (a) => `<Connect${a}><Room>a</Room></Connect>`, {}],
];

/** An `action` that is not a URL is an error of these verbs themselves (Twilio error dictionary). */
const OWN_CODES: Readonly<Record<string, number>> = { Enqueue: 14203, Pay: 64016 };

const ACTION = ' action="/after"';

function run(
  verb: string,
  plan: Partial<CallPlan>,
  after: NonNullable<CallPlan['app']>[string],
): Promise<CallLog> {
  const app = { '/voice': `${verb}<Say>next</Say>`, '/wait': '<Leave/>', '/after': after };
  return placeCall({ ...plan, app });
}

describe.each(VERBS)(
  'action of %s: control is transferred, there is no return (Twilio docs: the page of each verb)',
  (name, verb, plan) => {
    it('answers a document: it is run, and the rest of the old one is unreachable', async () => {
      const call = await run(verb(ACTION), plan, '<Say>after</Say>');
      expect(call.paths.filter((path) => path === '/after')).toHaveLength(1);
      expect(call.heard).toContain('after');
      expect(call.heard).not.toContain('next');
    });

    it('answers <Response/>: the call ends', async () => {
      const call = await run(verb(ACTION), plan, '');
      expect(call.heard).not.toContain('next');
      expect(call.end).toMatchObject({ status: 'completed', error: null });
    });

    it.each([
      ['500', { status: 500 }, 11200],
      ['no XML', { status: 200, body: '<Response><Say>' }, 12100],
      ['nothing in time', failure('timeout'), 11205],
    ] as const)('answers %s: the application error, and the call ends', async (_what, answer, code) => {
      const call = await run(verb(ACTION), plan, answer);
      expect(call.heard.at(-1)).toBe('We are sorry. An application error has occurred. Goodbye.');
      expect(call.heard).not.toContain('next');
      expect(call.end).toMatchObject({ status: 'completed', error: code });
    });

    it('answers a redirect: a GET with the standard parameters, the verb’s own are lost', async () => {
      const app = {
        '/voice': verb(ACTION),
        '/wait': '<Leave/>',
        '/after': { status: 302, headers: [['Location', '/moved?lang=en']] },
        '/moved': '<Say>moved</Say>',
      } as const;
      const call = await placeCall({ ...plan, app });
      const [first] = call.asked.filter(({ path }) => path === '/after');
      const [moved] = call.asked.filter(({ path }) => path === '/moved');
      expect(moved).toMatchObject({ method: 'GET', params: { lang: 'en', CallStatus: 'in-progress' } });
      const { lang: _, ...standard } = moved?.params ?? {};
      expect(Object.keys(first?.params ?? {})).toEqual(expect.arrayContaining(Object.keys(standard)));
      expect(standard).not.toHaveProperty('Digits');
      expect(call.heard).toContain('moved');
    });

    it('is relative to the document that it stands in', async () => {
      const target = { kind: 'url', url: 'http://app.test/dir/voice?x=1', method: 'POST' } as const;
      const app = {
        '/dir/voice': verb(' action="after?y=2"'),
        '/wait': '<Leave/>',
        '/dir/after': '<Hangup/>',
      };
      const call = await placeCall({ ...plan, app, leg: { target } });
      expect(call.paths).toContain('/dir/after');
      expect(call.asked.find(({ path }) => path === '/dir/after')?.params).toMatchObject({ y: '2' });
    });

    it('that is empty is the URL of the current document', async () => {
      let visits = 0;
      const app = {
        '/voice': () => (visits++ === 0 ? verb(' action=""') : '<Hangup/>'),
        '/wait': '<Leave/>',
      };
      const call = await placeCall({ ...plan, app });
      expect(visits).toBe(2);
      expect(call.paths.at(-1)).toBe('/voice');
    });

    it('that is no http URL fails the call, or has an error of its own', async () => {
      const call = await run(verb(' action="ftp://app.test/"'), plan, '');
      const own = OWN_CODES[name];
      expect(call.of('diagnostic').map(({ code }) => code)).toContain(own ?? 11100);
      // A verb whose own error it is does nothing; the next one runs.
      if (own !== undefined) expect(call.heard).toEqual(['next']);
      expect(call.end.error).toBe(own === undefined ? 11100 : null);
    });

    it('that is relative in TwiML without a URL is 15004', async () => {
      const source = `<Response>${verb(ACTION)}</Response>`.replace(' waitUrl="/wait"', ' maxQueueSize="0"');
      const target = { kind: 'source', source, name: 'menu.xml', baseUrl: null } as const;
      const call = await placeCall({ ...plan, app: {}, leg: { target } });
      expect(call.end.error).toBe(15004);
    });
  },
);

describe('without action (Twilio docs: the page of each verb, "action")', () => {
  const BY_DEFAULT = ['Gather', 'Gather speech', 'Record', 'Pay'];

  it.each(VERBS.filter(([name]) => BY_DEFAULT.includes(name)))(
    '%s requests the current document',
    async (_name, verb, plan) => {
      let visits = 0;
      const app = { '/voice': () => (visits++ === 0 ? `${verb('')}<Say>next</Say>` : '<Hangup/>') };
      const call = await placeCall({ ...plan, app });
      expect(call.paths).toEqual(['/voice', '/voice']);
      expect(call.heard).not.toContain('next');
    },
  );

  it.each(VERBS.filter(([name]) => BY_DEFAULT.includes(name)))(
    '%s in TwiML without a URL is 15004',
    async (_name, verb, plan) => {
      const source = `<Response>${verb('')}</Response>`;
      const target = { kind: 'source', source, name: 'menu.xml', baseUrl: null } as const;
      const call = await placeCall({ ...plan, app: {}, leg: { target } });
      expect(call.end.error).toBe(15004);
    },
  );

  it.each(VERBS.filter(([name]) => !BY_DEFAULT.includes(name)))(
    '%s goes on with the next verb',
    async (_name, verb, plan) => {
      const call = await run(verb(''), plan, '<Say>no</Say>');
      expect(call.paths).not.toContain('/after');
      expect(call.heard.at(-1)).toBe('next');
    },
  );
});
