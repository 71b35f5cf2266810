import fc from 'fast-check';

/** A TwiML application that a session knows. */
export const APPLICATION = 'AP00000000000000000000000000000001';

/** An attribute that is often left out. */
const maybe = (name: string, ...values: readonly string[]) =>
  fc
    .option(fc.constantFrom(...values), { nil: null })
    .map((value) => (value === null ? '' : ` ${name}="${value}"`));

const element = (
  name: string,
  attributes: readonly fc.Arbitrary<string>[],
  content: fc.Arbitrary<string> = fc.constant(''),
) =>
  fc
    .tuple(fc.tuple(...attributes), content)
    .map(([all, text]) => `<${name}${all.join('')}>${text}</${name}>`);

const many = (one: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(one, { maxLength }).map((all) => all.join(''));

const url = (name: string) => maybe(name, '/a', '/b', '/c', '/d', '/a', '/b', '', 'ftp://x');
const yes = (name: string) => maybe(name, 'true', 'true', 'true', 'false', 'false', 'x');
const told = fc.constantFrom(
  '',
  ' statusCallback="/s"',
  ' statusCallback="/s" statusCallbackMethod="GET" statusCallbackEvent="initiated ringing answered completed"',
);
const recorded = fc.constantFrom(
  '',
  ' recordingStatusCallback="/s" recordingStatusCallbackEvent="in-progress completed absent"',
);

const say = element(
  'Say',
  [maybe('loop', '0', '2', 'x'), maybe('voice', 'alice', 'Polly.Joanna', 'x')],
  fc.constantFrom('', 'Hi', 'a <break time="1s"/> b', '<Foo/>'),
);
const play = element(
  'Play',
  [maybe('loop', '2'), maybe('digits', '1w2', '?')],
  fc.constantFrom('', '/a.mp3', '/b.mp3', 'ftp://x'),
);
const pause = element('Pause', [maybe('length', '0', '3')]);
const heard = fc.oneof(say, play, pause);

const gather = element(
  'Gather',
  [
    url('action'),
    maybe('input', 'dtmf', 'speech', 'dtmf speech'),
    maybe('numDigits', '1', '3'),
    maybe('timeout', '1', '9'),
    maybe('finishOnKey', '', '*'),
    yes('actionOnEmptyResult'),
    yes('bargeIn'),
    url('partialResultCallback'),
    maybe('speechTimeout', 'auto', '1'),
  ],
  many(heard, 3),
);

const record = element('Record', [
  url('action'),
  maybe('timeout', '0', '2'),
  maybe('maxLength', '2', '9'),
  maybe('finishOnKey', '', '1'),
  yes('playBeep'),
  yes('transcribe'),
  url('transcribeCallback'),
  recorded,
]);

const phone = fc.oneof(
  element(
    'Number',
    [
      url('url'),
      maybe('sendDigits', '1w'),
      maybe('machineDetection', 'Enable', 'DetectMessageEnd'),
      url('amdStatusCallback'),
      told,
    ],
    fc.constantFrom('+15551230002', '+15551230002', '+15551230002', 'nobody', ''),
  ),
  element(
    'Sip',
    [url('url'), told],
    fc.constantFrom('sip:bob@example.com', 'sip:bob@example.com', '<Uri>sip:c@d.test</Uri>', ''),
  ),
  element('Client', [url('url'), told], fc.constantFrom('ann', '<Identity>ann</Identity>')),
  element('WhatsApp', [told], fc.constant('+15551230003')),
  element(
    'Application',
    [told, yes('copyParentTo')],
    fc.constantFrom(
      APPLICATION,
      `<ApplicationSid>${APPLICATION}</ApplicationSid><Parameter name="a" value="b"/>`,
    ),
  ),
  fc.constant('<Sim>DE00000000000000000000000000000001</Sim>'),
);

const room = fc.constantFrom('a', 'a', 'a', 'a', 'b');
const queue = element('Queue', [url('url')], room);
const conference = element(
  'Conference',
  [
    maybe('waitUrl', '', '/w', '/w', '/w', '/w.mp3', 'ftp://x'),
    yes('startConferenceOnEnter'),
    yes('endConferenceOnExit'),
    yes('muted'),
    maybe('beep', 'false', 'onExit'),
    maybe('participantLabel', 'x', 'y'),
    maybe('maxParticipants', '2'),
    fc.oneof(
      { weight: 9, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constant(' coach="CA00000000000000000000000000000001"') },
    ),
    maybe('record', 'record-from-start'),
    fc.constantFrom(
      '',
      ' statusCallback="/s" statusCallbackEvent="start end join leave mute hold modify speaker"',
    ),
    recorded,
  ],
  room,
);

const dial = element(
  'Dial',
  [
    url('action'),
    url('referUrl'),
    yes('answerOnBridge'),
    yes('hangupOnStar'),
    yes('sequential'),
    maybe('timeout', '5'),
    maybe('timeLimit', '5'),
    maybe('callerId', '+15550000000', 'whatsapp:+15550000000'),
    maybe('record', 'true', 'record-from-ringing', 'record-from-answer-dual'),
    recorded,
  ],
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('+15551230002', '') },
    { weight: 4, arbitrary: many(phone, 3) },
    { weight: 2, arbitrary: queue },
    { weight: 2, arbitrary: conference },
    { weight: 1, arbitrary: many(fc.oneof(phone, queue, conference), 3) },
  ),
);

const enqueue = element(
  'Enqueue',
  [
    maybe('waitUrl', '', '/w', '/w', '/w', '/w.mp3', 'ftp://x'),
    url('action'),
    maybe('maxQueueSize', '0', '1'),
    maybe('workflowSid', 'WW00000000000000000000000000000001'),
  ],
  fc.oneof(
    { weight: 5, arbitrary: room },
    { weight: 1, arbitrary: fc.constant('<Task priority="3">{}</Task>') },
  ),
);

const prompt = element(
  'Prompt',
  [
    maybe('for', 'payment-card-number', 'expiration-date', 'bank-routing-number'),
    maybe('attempt', '1', '2'),
    maybe('errorType', 'timeout'),
  ],
  many(heard, 2),
);
const pay = element(
  'Pay',
  [
    url('action'),
    url('statusCallback'),
    maybe('paymentMethod', 'ach-debit'),
    maybe('maxAttempts', '2'),
    maybe('postalCode', 'false', '94105'),
    yes('securityCode'),
    maybe('timeout', '1'),
  ],
  many(prompt, 2),
);

const stream = element('Stream', [
  maybe('name', 'tap'),
  maybe('track', 'both_tracks'),
  maybe('url', 'wss://app.test/a', 'wss://app.test/a', 'http://x'),
  maybe('statusCallback', 'http://app.test/s'),
]);
const started = fc.oneof(
  stream,
  element('Siprec', [maybe('name', 'tap'), url('statusCallback')]),
  element('Transcription', [
    maybe('name', 'tap'),
    maybe('statusCallbackUrl', 'http://app.test/s'),
    yes('partialResults'),
  ]),
  element('Recording', [maybe('name', 'tap'), maybe('recordingStatusCallback', 'http://app.test/s')]),
);

const connected = fc.oneof(
  stream,
  element('ConversationRelay', [
    maybe('url', 'wss://app.test/a', 'wss://app.test/a', '/x'),
    maybe('welcomeGreeting', 'Hi'),
  ]),
  element('VirtualAgent', [maybe('connectorName', 'x'), url('statusCallback')]),
  element('Room', [], fc.constant('lobby')),
  fc.constantFrom(
    '<Conversation/>',
    '<AiSession/>',
    '<ConversationRelaySession/>',
    '<Autopilot>UA1</Autopilot>',
    '<Assistant id="x"/>',
    '',
  ),
);

const given = fc.constantFrom('', '<Parameter name="a" value="b"/>');

/** Any verb, with its nouns. */
export const anyVerb: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: heard },
  { weight: 3, arbitrary: gather },
  { weight: 2, arbitrary: record },
  { weight: 7, arbitrary: dial },
  { weight: 3, arbitrary: enqueue },
  { weight: 2, arbitrary: pay },
  { weight: 2, arbitrary: element('Connect', [url('action')], connected) },
  { weight: 2, arbitrary: element('Start', [], many(started, 2)) },
  { weight: 1, arbitrary: element('Stop', [], many(started, 2)) },
  {
    weight: 1,
    arbitrary: element('Redirect', [maybe('method', 'GET', 'x')], fc.constantFrom('', '/r', 'ftp://x')),
  },
  { weight: 1, arbitrary: element('Hangup', [], given) },
  { weight: 1, arbitrary: element('Reject', [maybe('reason', 'busy', 'x')], given) },
  {
    weight: 1,
    arbitrary: element('Refer', [url('action')], fc.constantFrom('<Sip>sip:bob@example.com</Sip>', '')),
  },
  {
    weight: 1,
    arbitrary: element('Sms', [url('action'), url('statusCallback'), maybe('to', '+15550009999', 'x')], room),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('<Leave/>', '<Leave/>', '<Leave/>', '<Echo/>', '<Queue>a</Queue>'),
  },
);

/** Verbs in the wrong place too: inside one another, unknown, text among them. */
const misplaced = fc.oneof(
  fc.tuple(anyVerb, anyVerb).map(([outer, inner]) => outer.replace(/<\/(\w+)>$/, `${inner}</$1>`)),
  fc.constantFrom(
    '<Foo/>',
    'text',
    '<!-- c -->',
    '<Prompt/>',
    '<Number>+15551230002</Number>',
    '<Message>x</Message>',
  ),
);

/** Verbs by which calls meet. */
const meeting = fc.oneof(dial, dial, enqueue);

/** The verbs of a document. */
export const anyVerbs: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(meeting, { maxLength: 1 }),
    fc.array(fc.oneof({ weight: 12, arbitrary: anyVerb }, { weight: 1, arbitrary: misplaced }), {
      maxLength: 3,
    }),
  )
  .map(([first, verbs]) => [...first, ...verbs].join('\n'));
