import { describe, expect, it } from 'vitest';
import { compared, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(`
12200 warning default | <Say ⟦Voice="alice"⟧>a</Say> | <Say> has no attribute Voice; it is ignored | did you mean voice? Names are case-sensitive
12200 warning default | <Say ⟦vioce="alice"⟧>a</Say> | <Say> has no attribute vioce; it is ignored | did you mean voice?
12200 warning default | <Say ⟦lagnauge="de-DE"⟧>a</Say> | <Say> has no attribute lagnauge; it is ignored | did you mean language?
12200 warning default | <Say ⟦colour="red"⟧>a</Say> | <Say> has no attribute colour; it is ignored | it has voice, language, loop
12200 warning default | <Hangup ⟦when="now"⟧/> | <Hangup> has no attribute when; it is ignored | it has no attributes
12200 warning default | <Connect><ConversationRelay url="wss://app.test/" ⟦interruptByDtmf="true"⟧/></Connect> | <ConversationRelay> has no attribute interruptByDtmf; it is ignored | interruptible says what interrupts (dtmf, speech, any), dtmfDetection whether keys are told
12200 warning default | <Gather><Play ⟦digits="1"⟧>/a.mp3</Play></Gather> | <Play> has no attribute digits inside <Gather>; it is ignored | it has loop
12200 warning default | <Refer><Sip ⟦username="a"⟧>sip:a@b.test</Sip></Refer> | <Sip> has no attribute username inside <Refer>; it is ignored | it has no attributes
12200 warning default | <Stop><Stream ⟦url="wss://a.test/"⟧/></Stop> | <Stream> has no attribute url inside <Stop>; it is ignored | it has name
12200 warning default | <Gather ⟦digits="1"⟧/> | <Gather> has no attribute digits; it is ignored | did you mean numDigits?
12200 warning default | <Gather ⟦maxDigits="1"⟧/> | <Gather> has no attribute maxDigits; it is ignored | did you mean numDigits?
12200 warning default | <Dial><Number ⟦callback="/a"⟧>+15551230001</Number></Dial> | <Number> has no attribute callback; it is ignored | it has statusCallback, amdStatusCallback, statusCallbackEvent, statusCallbackMethod, amdStatusCallbackMethod, sendDigits, url, method, byoc, machineDetection, machineDetectionTimeout, machineDetectionSpeechThreshold and 2 more
12200 warning default | <Say ⟦xml:lang="de"⟧>a</Say> | <Say> has no attribute xml:lang; it is ignored | it has voice, language, loop
12200 warning default | <Say ⟦constructor="1"⟧>a</Say> | <Say> has no attribute constructor; it is ignored | it has voice, language, loop
12200 warning default | <Say ⟦__proto__="1"⟧>a</Say> | <Say> has no attribute __proto__; it is ignored | it has voice, language, loop
12200 warning default | <Say ⟦größe="1"⟧>a</Say> | <Say> has no attribute größe; it is ignored | it has voice, language, loop
12200 warning default | <Start>⟦<Stream/>⟧</Start> | <Stream> needs the attribute url | add url="…"
12200 warning default | <Hangup>⟦<Parameter value="1"/>⟧</Hangup> | <Parameter> needs the attribute name | add name="…"
12200 warning default | <Pay>⟦<Prompt>⟧<Say>a</Say></Prompt></Pay> | <Prompt> needs the attribute for | add for="…"
`);

describe('an attribute that an element does not have, or needs', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});
