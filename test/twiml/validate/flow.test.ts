import { describe, expect, it } from 'vitest';
import { compared, findingsIn, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(`
does-nothing warning none | <Say>a</Say><Dial ⟦answerOnBridge⟧="true">+15551230001</Dial> | Dial: answerOnBridge does nothing: <Say> has answered the call (line 1) | leave it out, or let the <Dial> come first
reject-after-answer warning none | <Play>/a.mp3</Play>⟦<Reject/>⟧ | Reject: <Play> has answered the call (line 1); it is hung up | put <Reject> first, or use <Hangup>
second-dial info none | <Dial>+15551230001</Dial>⟦<Dial>⟧+15551230002</Dial> | <Dial> rings only after the <Dial> before it is over (line 1), whether that was answered or not | several that ring at once are <Number>s of one <Dial>; an action is told whether anybody answered
self-redirect warning none | ⟦<Redirect/>⟧ | this document does nothing but redirect to itself | redirect to another document, or let something take time before, such as a <Pause>
self-redirect warning none | <Stop><Stream name="a"/></Stop>⟦<Redirect method="GET">⟧/voice</Redirect> | this document does nothing but redirect to itself | redirect to another document, or let something take time before, such as a <Pause>
ssml-ignored warning none | <Say>⟦<prosody rate="slow">⟧a</prosody></Say> | Say: the voice man does not know SSML; the tags are ignored, the text is spoken | choose a Polly or Google voice
ssml-ignored warning none | <Gather><Say voice="⟦woman⟧"><break time="1s"/>a</Say></Gather> | Say: the voice woman does not know SSML; the tags are ignored, the text is spoken | choose a Polly or Google voice
no-scheme warning none | <Play>⟦www.example.com/a.mp3⟧</Play> | Play: "www.example.com/a.mp3" has no scheme, so that it is a path and no host: https://app.test/www.example.com/a.mp3 is requested | write https://www.example.com/a.mp3, or ./www.example.com/a.mp3 if it is a file
no-scheme warning none | <Gather action="⟦example.com⟧"/> | Gather: "example.com" has no scheme, so that it is a path and no host: https://app.test/example.com is requested | write https://example.com, or ./example.com if it is a file
no-scheme warning none | <Redirect>⟦127.0.0.1/voice⟧</Redirect> | Redirect: "127.0.0.1/voice" has no scheme, so that it is a path and no host: https://app.test/127.0.0.1/voice is requested | write https://127.0.0.1/voice, or ./127.0.0.1/voice if it is a file
name-taken error none | <Start><Recording name="a"/></Start><Start><Recording ⟦name="a"⟧/></Start> | Recording: the call has a <Recording> named "a" already; this one is not started | give each a name of its own, or stop the first one
does-nothing info none | <Dial><Number ⟦statusCallbackEvent⟧="ringing">+15551230001</Number></Dial> | Number: statusCallbackEvent does nothing without statusCallback | add statusCallback="…", or leave it out
does-nothing info none | <Dial ⟦method⟧="GET">+15551230001</Dial> | Dial: method does nothing without action | add action="…", or leave it out
does-nothing info none | <Dial ⟦recordingStatusCallback⟧="/r">+15551230001</Dial> | Dial: recordingStatusCallback does nothing without record | add record="…", or leave it out
does-nothing info none | <Enqueue ⟦waitUrlMethod⟧="GET">q</Enqueue> | Enqueue: waitUrlMethod does nothing without waitUrl | add waitUrl="…", or leave it out
does-nothing info none | <Gather ⟦hints⟧="a"/> | Gather: hints does nothing without speech in input | write input="speech", or leave it out
does-nothing info none | <Gather input="speech" ⟦numDigits⟧="1"/> | Gather: numDigits does nothing without dtmf in input | write input="dtmf speech", or leave it out
does-nothing info none | <Dial ⟦callerId⟧="+15551230001"><Conference>a</Conference></Dial> | Dial: callerId does nothing for a <Conference> | leave it out
does-nothing info none | <Dial ⟦answerOnBridge⟧="true"><Queue>a</Queue></Dial> | Dial: answerOnBridge does nothing for a <Queue> | leave it out
`);

describe('what does nothing in its place, and where a document goes nowhere', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });

  it.each([
    '<Pause/><Dial answerOnBridge="true">+15551230001</Dial>',
    '<Dial answerOnBridge="true">+15551230001</Dial><Reject/>',
    '<Foobar/><Dial answerOnBridge="true">+15551230001</Dial>',
    '<Dial action="/a">+15551230001</Dial>',
    '<Pause/><Redirect/>',
    '<Redirect>/other</Redirect>',
    '<Start><Recording name="a"/></Start><Stop><Recording name="a"/></Stop><Start><Recording name="a"/></Start>',
    '<Play>welcome.de.mp3</Play><Redirect>menu.php</Redirect>',
    '<Redirect>v1.2/next</Redirect>',
    '<Gather method="GET"/>',
    '<Record method="GET"/>',
    '<Say voice="Polly.Amy"><break/>a</Say>',
  ])('nothing of the kind is said of %s', (verbs) => {
    const rules = [
      'does-nothing',
      'second-dial',
      'self-redirect',
      'no-scheme',
      'ssml-ignored',
      'reject-after-answer',
      'name-taken',
    ];
    expect(findingsIn(verbs).filter(({ rule }) => rule !== null && rules.includes(rule))).toEqual([]);
  });
});
