import { describe, expect, it } from 'vitest';
import { type CallPlan, placeCall } from '../../support/memory-call.ts';
import listed from './request-parameters.json' with { type: 'json' };

/** What every request about a leg carries (Twilio docs: TwiML for Programmable Voice), those of a child leg included. */
const STANDARD = new Set(
  [
    'AccountSid ApiVersion CallSid CallStatus CallToken Called Caller Direction From To ParentCallSid',
    ...['Called', 'Caller', 'From', 'To'].map((who) => `${who}City ${who}State ${who}Zip ${who}Country`),
  ].flatMap((names) => names.split(' ')),
);

type Plan = Omit<CallPlan, 'app'> & { readonly app?: CallPlan['app'] };

/** Calls whose requests for `/it` have, all together, the parameters of one kind of request. */
interface Row {
  readonly id: keyof typeof listed;
  /** Documents of `/voice`, or whole plans. */
  readonly calls: readonly (string | readonly [string, Plan])[];
  /** Listed, and not sent by what can be simulated. */
  readonly never?: readonly string[];
  /** Sent and not in the list, and why. */
  readonly more?: readonly string[];
}

const APPLICATION = `AP${'0'.repeat(32)}`;
const CARD = 'press 4111111111111111; press 1230; press 123; press 94109#';
const WORDS = ' statusCallback="/it" statusCallbackEvent="initiated ringing answered completed"';
const AMD = '<Dial><Number machineDetection="Enable" amdStatusCallback="/it">+15550000001</Number></Dial>';
const TRANSCRIBED = `<Start><Transcription statusCallbackUrl="http://app.test/it" partialResults="true"
  enableProviderData="true"/></Start><Say>one two three</Say><Pause length="9"/>`;
const conference = (attributes: string) =>
  `<Dial hangupOnStar="true"><Conference ${attributes}>room</Conference></Dial>`;
const second = (caller: string) => ({
  app: { '/second': '<Dial><Conference>room</Conference></Dial>' },
  joins: [{ afterMs: 2000, path: '/second', caller }],
});

const ROWS: readonly Row[] = [
  {
    id: 'Dial.action',
    calls: [
      '<Dial action="/it" record="true">+15550000001</Dial>',
      ['<Dial action="/it">+15550000001</Dial>', { leg: { from: 'client:a' } }],
      ['<Dial action="/it"><Sip>sip:a@b.test</Sip></Dial>', { callee: 'answer header X-A=1 talk 1s' }],
      [
        '<Enqueue waitUrl="">q</Enqueue>',
        {
          app: { '/agent': '<Dial action="/it"><Queue>q</Queue></Dial>' },
          joins: [{ afterMs: 1000, path: '/agent' }],
          caller: 'wait 9s; hang up',
        },
      ],
      [
        `<Dial action="/it"><Application>${APPLICATION}</Application></Dial>`,
        {
          app: { '/app': '<Hangup><Parameter name="a" value="1"/></Hangup>' },
          leg: { applications: { [APPLICATION]: 'http://app.test/app' } },
        },
      ],
    ],
    // Every request of a client's call has it.
    more: ['ApplicationSid'],
  },
  {
    id: 'Dial.recordingStatusCallback',
    calls: ['<Dial record="true" recordingStatusCallback="/it">+15550000001</Dial>'],
    more: ['ErrorCode'],
  },
  {
    id: 'Dial.referUrl',
    calls: [
      [
        '<Dial referUrl="/it"><Sip>sip:a@b.test</Sip></Dial>',
        { callee: 'answer refer sip:c@b.test talk 5s' },
      ],
    ],
  },
  {
    id: 'Application.voiceUrl',
    calls: [
      [
        `<Dial><Application><ApplicationSid>${APPLICATION}</ApplicationSid><Parameter name="a" value="1"/></Application></Dial>`,
        { leg: { applications: { [APPLICATION]: 'http://app.test/it' } } },
      ],
    ],
  },
  { id: 'Number.url', calls: ['<Dial><Number url="/it">+15550000001</Number></Dial>'] },
  { id: 'Client.url', calls: ['<Dial><Client url="/it">a</Client></Dial>'] },
  {
    id: 'WhatsApp.url',
    calls: ['<Dial callerId="whatsapp:+15551230001"><WhatsApp url="/it">+15550000001</WhatsApp></Dial>'],
  },
  {
    id: 'Sip.url',
    calls: [['<Dial><Sip url="/it">sip:a@b.test</Sip></Dial>', { callee: 'answer header X-A=1 talk 1s' }]],
  },
  {
    id: 'Number.statusCallback',
    calls: [`<Dial record="true"><Number${WORDS}>+15550000001</Number></Dial>`],
  },
  { id: 'Client.statusCallback', calls: [`<Dial record="true"><Client${WORDS}>a</Client></Dial>`] },
  { id: 'Sip.statusCallback', calls: [`<Dial record="true"><Sip${WORDS}>sip:a@b.test</Sip></Dial>`] },
  {
    id: 'WhatsApp.statusCallback',
    calls: [
      `<Dial record="true" callerId="whatsapp:+15551230001"><WhatsApp${WORDS}>+15550000001</WhatsApp></Dial>`,
    ],
  },
  { id: 'Number.amdStatusCallback', calls: [AMD] },
  {
    id: 'Sip.amdStatusCallback',
    calls: [AMD.replace(/\+15550000001/, 'sip:a@b.test').replace(/Number/g, 'Sip')],
  },
  {
    id: 'Queue.url',
    calls: [
      [
        '<Enqueue waitUrl="">q</Enqueue>',
        {
          app: { '/agent': '<Dial><Queue url="/it">q</Queue></Dial>' },
          joins: [{ afterMs: 1000, path: '/agent', caller: 'wait 9s; hang up' }],
        },
      ],
    ],
  },
  { id: 'Conference.waitUrl', calls: [[conference('waitUrl="/it"'), { caller: 'wait 5s; press *' }]] },
  {
    id: 'Conference.statusCallback',
    calls: [
      [
        conference(
          'participantLabel="me" endConferenceOnExit="true" statusCallback="/it" statusCallbackEvent="start end join leave"',
        ),
        { ...second('wait 9s; hang up'), caller: 'wait 5s; press *' },
      ],
    ],
    // Of an announcement, which a moderator makes: conference-moderation.test.ts.
    never: ['ReasonAnnouncementFailed', 'AnnounceUrl'],
  },
  {
    id: 'Conference.recordingStatusCallback',
    calls: [
      [
        conference('record="record-from-start" recordingStatusCallback="/it"'),
        { ...second('wait 3s; hang up'), caller: 'wait 9s; hang up' },
      ],
    ],
    more: ['ErrorCode'],
  },
  {
    id: 'Enqueue.action',
    calls: [['<Enqueue action="/it" waitUrl="/leave">q</Enqueue>', { app: { '/leave': '<Leave/>' } }]],
  },
  { id: 'Enqueue.waitUrl', calls: ['<Enqueue waitUrl="/it">q</Enqueue>'] },
  {
    id: 'Pay.action',
    calls: [
      ['<Pay action="https://app.test/it"/>', { caller: CARD }],
      ['<Pay action="https://app.test/it" chargeAmount="1"/>', { caller: CARD }],
      [
        '<Pay action="https://app.test/it"/>',
        { caller: CARD.replace('4111111111111111', '4000000000000002') },
      ],
      [
        '<Pay action="https://app.test/it" paymentMethod="ach-debit"/>',
        { caller: 'press 111000025#; press 12345678#' },
      ],
    ],
  },
  {
    id: 'Pay.statusCallback',
    calls: [['<Pay statusCallback="/it" timeout="1"/>', { caller: `${CARD.slice(0, 23)}; silence` }]],
    // The fields captured so far (Twilio docs: TwiML Voice: Pay).
    more: ['PaymentMethod', 'PaymentCardNumber', 'PaymentCardType'],
  },
  {
    id: 'Connect.action[ConversationRelay]',
    calls: [
      ['<Connect action="/it"><ConversationRelay url="wss://app.test/"/></Connect>', { farEnd: 'close 5s' }],
      [
        '<Connect action="/it"><ConversationRelay url="wss://app.test/"/></Connect>',
        { farEnd: 'error 64105' },
      ],
    ],
    // Handed over by a far end that says so: conversation-relay.test.ts.
    never: ['HandoffData'],
  },
  {
    id: 'Connect.action[VirtualAgent]',
    calls: [
      '<Connect action="/it"><VirtualAgent connectorName="c"/></Connect>',
      ['<Connect action="/it"><VirtualAgent connectorName="c"/></Connect>', { farEnd: 'error 32601' }],
    ],
  },
  { id: 'Connect.action', calls: ['<Connect action="/it"><Stream url="wss://app.test/"/></Connect>'] },
  {
    id: 'Stream.statusCallback',
    calls: [
      [
        '<Connect><Stream url="wss://app.test/" statusCallback="http://app.test/it"/></Connect>',
        { farEnd: 'error 31920' },
      ],
    ],
  },
  {
    id: 'Siprec.statusCallback',
    calls: [
      [
        '<Start><Siprec connectorName="c" statusCallback="/it"/></Start><Pause length="9"/>',
        { farEnd: 'error 32000' },
      ],
    ],
  },
  {
    id: 'Transcription.statusCallbackUrl',
    calls: [TRANSCRIBED, [TRANSCRIBED, { farEnd: 'error 32650' }]],
  },
  {
    id: 'Recording.recordingStatusCallback',
    calls: ['<Start><Recording recordingStatusCallback="http://app.test/it"/></Start><Pause length="3"/>'],
    more: ['ErrorCode'],
  },
  {
    id: 'VirtualAgent.statusCallback',
    calls: [
      [
        '<Connect><VirtualAgent connectorName="c" statusCallback="/it"/></Connect>',
        { farEnd: 'error 32601' },
      ],
    ],
  },
];

describe('the parameters of a request are those that are documented or were observed, no more and no fewer', () => {
  it.each(ROWS)('$id', async ({ id, calls, never = [], more = [] }) => {
    const sent = new Set<string>();
    for (const call of calls) {
      const [voice, { app, ...plan }] = typeof call === 'string' ? [call, {} as Plan] : call;
      const log = await placeCall({
        callee: 'answer talk 9s',
        caller: 'wait 20s; hang up',
        ...plan,
        app: { '/it': '<Hangup/>', ...app, '/voice': voice },
      });
      for (const { path, params } of log.asked) {
        if (path === '/it') for (const name of Object.keys(params)) sent.add(name);
      }
    }
    const wanted = new Set([...listed[id], ...more].filter((name) => !never.includes(name)));
    const own = [...sent]
      .filter((name) => wanted.has(name) || !STANDARD.has(name))
      .map((name) => name.replace(/(SipHeader_|ReturnParam_|Param_).*/, '$1*'));
    expect(sent).not.toEqual(new Set());
    expect(new Set(own)).toEqual(wanted);
  });
});
