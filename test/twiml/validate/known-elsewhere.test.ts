import { describe, expect, it } from 'vitest';
import { compared, findingsIn, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(`
12200 warning default | <Dial ⟦ifMachine="hangup"⟧>+15551230001</Dial> | <Dial> has no attribute ifMachine; it is ignored | use machineDetection on <Number>
13211 warning default | <Dial ifMachine="⟦yes⟧">+15551230001</Dial> | Dial: invalid ifMachine value "yes"; the attribute is ignored | use machineDetection on <Number>
12200 warning default | <Dial><Sip ⟦sendDigits="1w2"⟧>sip:a@b.test</Sip></Dial> | <Sip> has no attribute sendDigits; it is ignored | only <Number> has sendDigits; <Play digits="…"/> sends keys too
13242 warning default | <Dial><Sip sendDigits="⟦x⟧">sip:a@b.test</Sip></Dial> | Sip: invalid sendDigits value "x"; the attribute is ignored | only <Number> has sendDigits; <Play digits="…"/> sends keys too
12200 warning default | <Say ⟦rate="120"⟧>a</Say> | <Say> has no attribute rate; it is ignored | use <prosody rate="…"> and a Polly or Google voice
13513 warning default | <Say rate="⟦fast⟧">a</Say> | Say: invalid rate value "fast"; the attribute is ignored | use <prosody rate="…"> and a Polly or Google voice
on-request info none | <Record maxLength="⟦14401⟧"/> | Record: maxLength above 14400 s counts only where Twilio has enabled it | ask Twilio for up to 24 hours
on-request info none | <Dial timeLimit="⟦14401⟧">+15551230001</Dial> | Dial: timeLimit above 14400 s counts only where Twilio has enabled it | ask Twilio for up to 24 hours
`);

describe('what only old documentation, the error dictionary or an agreement with Twilio knows', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });

  it.each([
    ['docs only: callReason', '<Dial callReason="a">+15551230001</Dial>'],
    ['clientNotificationUrl', '<Dial><Client clientNotificationUrl="/x">a</Client></Dial>'],
    ['the name of a Recording', '<Start><Recording name="a"/></Start>'],
    [
      'of a Transcription',
      '<Start><Transcription enableProviderData="true" conversationConfiguration="a" conversationId="b"/></Start>',
    ],
    [
      'of a ConversationRelay',
      '<Connect><ConversationRelay url="wss://a.test/" turnDetection="a" eotThreshold="0.5" conversationConfiguration="b"/></Connect>',
    ],
    ['typings only: of a Gather', '<Gather bargeIn="false" debug="true" maxSpeechTime="9"/>'],
    ['maxQueueSize', '<Enqueue maxQueueSize="9">a</Enqueue>'],
    ['events and passports', '<Dial events="call-progress-event" passports="a">+15551230001</Dial>'],
    [
      'of a Stream',
      '<Start><Stream url="wss://a.test/" connectorName="a" audioFormat="b" sampleRate="8000"/></Start>',
    ],
    ['of a Start', '<Start action="/x" method="GET"><Stream url="wss://a.test/"/></Start>'],
    [
      'of an Application',
      '<Dial><Application url="/x" method="GET" statusCallback="/y" statusCallbackMethod="GET">AP00000000000000000000000000000000</Application></Dial>',
    ],
    [
      'Headers and Uri',
      '<Dial><Sip><Headers><Header name="X-A" value="b"/></Headers><Uri>sip:a@b.test</Uri></Sip></Dial>',
    ],
    ['added later: recordingConfigurationId', '<Record recordingConfigurationId="a"/>'],
    [
      'record="true" and "false" of old',
      '<Dial record="true">911</Dial><Pause/><Dial record="false">911</Dial>',
    ],
    [
      'the languages of man and woman',
      '<Say voice="man" language="en-gb">a</Say><Say voice="woman" language="de">b</Say>',
    ],
    ['variants of deepgram_nova-2', '<Gather input="speech" speechModel="deepgram_nova-2-medical"/>'],
    [
      'maxLength and timeLimit of four hours',
      '<Record maxLength="14400"/><Dial timeLimit="14400">911</Dial>',
    ],
  ])('is no mistake: %s', (_, verbs) => {
    expect(findingsIn(verbs).filter(({ rule }) => rule !== 'unreachable')).toEqual([]);
  });
});
