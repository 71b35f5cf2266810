import { describe, expect, it } from 'vitest';
import { compared, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE_1 = rows(`
12200 warning skip | ⟦<say>⟧a</say> | <say> is not an element of TwiML; it is ignored | did you mean <Say>? Names are case-sensitive
12200 warning skip | ⟦<Gahter/>⟧ | <Gahter> is not an element of TwiML; it is ignored | did you mean <Gather>?
12200 warning skip | ⟦<Foobar>⟧<Say loop="x">a</Say></Foobar> | <Foobar> is not an element of TwiML; it is ignored | <Response> takes <Say>, <Play>, <Pause>, <Echo>, <Gather>, <Record>, <Dial> or 11 others
12200 warning skip | ⟦<constructor/>⟧ | <constructor> is not an element of TwiML; it is ignored | <Response> takes <Say>, <Play>, <Pause>, <Echo>, <Gather>, <Record>, <Dial> or 11 others
12200 warning skip | ⟦<__proto__/>⟧ | <__proto__> is not an element of TwiML; it is ignored | <Response> takes <Say>, <Play>, <Pause>, <Echo>, <Gather>, <Record>, <Dial> or 11 others
12200 warning skip | ⟦<toString/>⟧ | <toString> is not an element of TwiML; it is ignored | <Response> takes <Say>, <Play>, <Pause>, <Echo>, <Gather>, <Record>, <Dial> or 11 others
12200 warning skip | ⟦<Größe/>⟧ | <Größe> is not an element of TwiML; it is ignored | <Response> takes <Say>, <Play>, <Pause>, <Echo>, <Gather>, <Record>, <Dial> or 11 others
12200 warning skip | ⟦<t:Say xmlns:t="urn:t">⟧a</t:Say> | <t:Say> is not an element of TwiML; it is ignored | write <Say>: elements have no prefix
12200 warning skip | <Gather>⟦<say>⟧a</say></Gather> | <say> is not an element of TwiML; it is ignored | did you mean <Say>? Names are case-sensitive
13320 warning skip | <Gather>⟦<Record/>⟧</Gather> | <Record> may not stand inside <Gather>; it is ignored | <Gather> takes <Say>, <Play> or <Pause>; <Record> belongs into <Response>
13320 warning skip | <Gather>⟦<Gather/>⟧</Gather> | <Gather> may not stand inside <Gather>; it is ignored | <Gather> takes <Say>, <Play> or <Pause>; <Gather> belongs into <Response>
12200 warning skip | <Dial>⟦<Ninja/>⟧</Dial> | <Ninja> is not an element of TwiML; it is ignored | <Dial> takes <Number>, <Client>, <Sip>, <Sim>, <WhatsApp>, <Application>, <Conference> or <Queue>
13215 warning skip | <Dial>⟦<Say>⟧a</Say></Dial> | <Say> may not stand inside <Dial>; it is ignored | <Dial> takes <Number>, <Client>, <Sip>, <Sim>, <WhatsApp>, <Application>, <Conference> or <Queue>; <Say> belongs into <Response>, <Gather> or <Prompt>
14300 error skip | <Start>⟦<Conference>⟧r</Conference></Start> | <Conference> may not stand inside <Start>; it is ignored | <Start> takes <Stream>, <Siprec>, <Transcription> or <Recording>; <Conference> belongs into <Dial>
14300 error skip | <Stop>⟦<Say>⟧a</Say></Stop> | <Say> may not stand inside <Stop>; it is ignored | <Stop> takes <Stream>, <Siprec>, <Transcription> or <Recording>; <Say> belongs into <Response>, <Gather> or <Prompt>
12200 warning skip | <Say>a⟦<Pause/>⟧</Say> | <Pause> may not stand inside <Say>; the tag is ignored | inside <Say> write <break time="1s"/>
12200 warning skip | <Say>a⟦<speak>⟧b</speak></Say> | <speak> is not an element of SSML; the tag is ignored | leave it out: <Say> needs no wrapper around SSML
12200 warning skip | <Say>a⟦<Break/>⟧</Say> | <Break> is not an element of SSML; the tag is ignored | did you mean <break>? Names are case-sensitive
12200 warning skip | <Say>a⟦<blink>⟧b</blink></Say> | <blink> is not an element of SSML; the tag is ignored | <Say> takes <break>, <emphasis>, <lang>, <p>, <phoneme>, <prosody>, <s> or 4 others
12200 warning skip | <Say>a<phoneme ph="a">b⟦<break/>⟧</phoneme></Say> | <break> may not stand inside <phoneme>; the tag is ignored | <phoneme> takes no elements; <break> belongs into <Say>, <emphasis>, <lang>, <p>, <prosody>, <s>, <w> or <amazon:effect>
12200 warning skip | ⟦<break/>⟧ | <break> may not stand inside <Response>; it is ignored | <Response> takes <Say>, <Play>, <Pause>, <Echo>, <Gather>, <Record>, <Dial> or 11 others; <break> belongs into <Say>, <emphasis>, <lang>, <p>, <prosody>, <s>, <w> or <amazon:effect>
12200 warning skip | ⟦<Number>⟧+15551230001</Number> | <Number> may not stand inside <Response>; it is ignored | <Response> takes <Say>, <Play>, <Pause>, <Echo>, <Gather>, <Record>, <Dial> or 11 others; <Number> belongs into <Dial>
12200 warning skip | ⟦<Response/>⟧ | <Response> may not stand inside <Response>; it is ignored | a document has one <Response>, around everything
deprecated warning none | ⟦<Queue>⟧q</Queue> | <Queue> directly inside <Response> is deprecated; it is taken as <Enqueue>, without attributes | use <Enqueue> to wait in a queue, <Dial><Queue> to take somebody out of it
12200 warning skip | ⟦<Prompt for="security-code"/>⟧ | <Prompt> means nothing directly inside <Response>; it is ignored | the helper library can generate it here, but it belongs into <Pay>
12200 warning skip | ⟦<Message>⟧a</Message> | <Message> belongs to messaging, not to voice; it is ignored | was this document meant to answer a message?
12200 warning skip | ⟦<Receive/>⟧ | <Receive> belongs to fax, not to voice; it is ignored | was this document meant to answer a fax?
12200 warning skip | <Stop><Stream name="a">⟦<Parameter name="a" value="b"/>⟧</Stream></Stop> | <Parameter> may not stand inside <Stream> inside <Stop>; it is ignored | <Stream> inside <Stop> takes no elements
12200 warning skip | <Refer><Sip>sip:a@b.test⟦<Headers/>⟧</Sip></Refer> | <Headers> may not stand inside <Sip> inside <Refer>; it is ignored | <Sip> inside <Refer> takes no elements
deprecated warning none | ⟦<Sms>⟧a</Sms> | <Sms> is deprecated | send texts with the REST API, or answer messages with <Message>
deprecated warning none | <Connect>⟦<Autopilot>⟧UA1</Autopilot></Connect> | <Autopilot> is deprecated | the product ended in 2023; use <ConversationRelay> or <VirtualAgent>
deprecated warning none | <Connect>⟦<Assistant id="a"/>⟧</Connect> | <Assistant> is deprecated | it is gone from the current helper library; use <ConversationRelay>
deprecated warning none | <Enqueue workflowSid="WW1">⟦<TaskAttributes>⟧{}</TaskAttributes></Enqueue> | <TaskAttributes> is deprecated | use <Task>
deprecated info none | <Say ⟦voice="alice"⟧>a</Say> | Say: the voice alice is a deprecated alias | choose a Polly or Google voice
`);

const TABLE_2 = rows(`
12200 warning default | ⟦<Connect/>⟧ | <Connect> is empty; it does nothing without one of its nouns | put <ConversationRelay>, <Stream>, <VirtualAgent>, <Room>, <Conversation>, <AiSession>, <ConversationRelaySession> or 2 others inside
12200 warning default | ⟦<Refer/>⟧ | <Refer> is empty; it does nothing without one of its nouns | put <Sip> inside
12200 warning default | ⟦<Start/>⟧ | <Start> is empty; it does nothing without one of its nouns | put <Stream>, <Siprec>, <Transcription> or <Recording> inside
12200 warning default | ⟦<Stop/>⟧ | <Stop> is empty; it does nothing without one of its nouns | put <Stream>, <Siprec>, <Transcription> or <Recording> inside
12200 warning default | <Connect><Stream url="wss://a.test/"/>⟦<Room>⟧r</Room></Connect> | <Connect> holds 2 nouns; those after the first are ignored | give the others a <Connect> of their own
13000 warning default | <Dial><Number>+15551230001</Number>⟦<Conference>⟧r</Conference></Dial> | Dial: a Conference cannot be mixed with other nouns | give the Conference a <Dial> of its own
13000 warning default | <Dial><Conference>r</Conference>⟦<Conference>⟧s</Conference></Dial> | Dial: only one Conference can be dialled; the others are ignored | give the Conference a <Dial> of its own
dialled-alone warning none | <Dial><Number>+15551230001</Number>⟦<Queue>⟧q</Queue></Dial> | Dial: a Queue is dialled alone; the other nouns are ignored | give the Queue a <Dial> of its own
dialled-alone warning none | <Dial>⟦<Application>⟧AP0123456789abcdef0123456789abcdef</Application><Client>a</Client></Dial> | Dial: what <Application> does beside other nouns is not documented; here all are dialled | give the Application a <Dial> of its own
text-and-nouns warning none | ⟦<Dial>⟧+15551230001<Number>+15551230002</Number></Dial> | <Dial> holds both a text and <Number>; which of them is dialled is not documented | put the number into <Number>
text-and-nouns info none | <Dial>⟦<Client>⟧a<Parameter name="a" value="b"/></Client></Dial> | <Client> holds both a text and <Parameter>, which is not documented | put the text into <Identity>
`);

describe('an element that may not stand where it does, or is deprecated', () => {
  it.each(TABLE_1)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});

describe('too few or too many nouns, or ones that do not go together', () => {
  it.each(TABLE_2)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});
