import { describe, expect, it } from 'vitest';
import { compared, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE = rows(`
11100 error fail | <Gather action="⟦ftp://a.test/⟧"/> | Gather: action "ftp://a.test/" has the scheme ftp; the request fails | write http:// or https://
11100 error fail | <Gather action="⟦http:a⟧"/> | Gather: action "http:a" is not a valid URL; the request fails | write an absolute URL, or one relative to the document
12200 warning default | <Gather partialResultCallback="⟦mailto:a⟧"/> | Gather: partialResultCallback "mailto:a" has the scheme mailto; nothing is requested | write http:// or https://
host-name warning none | <Gather action="⟦https://my_app.test/⟧"/> | Gather: Twilio refuses the host name my_app.test for its underscore; here it is requested | use a host name of letters, digits and hyphens
11100 error fail | <Redirect>⟦mailto:a⟧</Redirect> | <Redirect> holds "mailto:a", which has the scheme mailto; the document fails here | write http:// or https://
11100 error fail | <Redirect>⟦https://⟧</Redirect> | <Redirect> holds "https://", which is not a valid URL; the document fails here | write an absolute URL, or one relative to the document
11100 error fail | <Play> ⟦file:///a.mp3⟧ </Play> | <Play> holds "file:///a.mp3", which has the scheme file; the document fails here | write http:// or https://
13256 warning default | <Record recordingStatusCallback="⟦x:y⟧"/> | Record: recordingStatusCallback "x:y" has the scheme x; nothing is requested | write http:// or https://
13257 error default | <Record transcribe="true" transcribeCallback="⟦x:y⟧"/> | Record: transcribeCallback "x:y" has the scheme x; nothing is requested | write http:// or https://
13256 warning default | <Dial recordingStatusCallback="⟦x:y⟧">+15551230001</Dial> | Dial: recordingStatusCallback "x:y" has the scheme x; nothing is requested | write http:// or https://
13233 warning skip | <Dial><Conference waitUrl="⟦x:y⟧">r</Conference></Dial> | Conference: waitUrl "x:y" has the scheme x; the <Conference> is skipped | write http:// or https://
13806 error skip | <Dial><Client clientNotificationUrl="⟦x:y⟧">a</Client></Dial> | Client: clientNotificationUrl "x:y" has the scheme x; the <Client> is skipped | write http:// or https://
14211 error skip | <Dial><Queue url="⟦x:y⟧">q</Queue></Dial> | Queue: url "x:y" has the scheme x; the <Queue> is skipped | write http:// or https://
14202 error skip | <Enqueue waitUrl="⟦x:y⟧">q</Enqueue> | Enqueue: waitUrl "x:y" has the scheme x; the <Enqueue> is skipped | write http:// or https://
14203 error skip | <Enqueue action="⟦x:y⟧">q</Enqueue> | Enqueue: action "x:y" has the scheme x; the <Enqueue> is skipped | write http:// or https://
64016 error skip | <Pay action="⟦http://a.test/⟧"/> | Pay: action "http://a.test/" has the scheme http; the <Pay> is skipped | write https://
64016 error skip | <Pay action="⟦http:a⟧"/> | Pay: action "http:a" has the scheme http; the <Pay> is skipped | write https://
31922 error skip | <Start><Stream url="⟦ws://a.test/⟧"/></Start> | Stream: url "ws://a.test/" has the scheme ws; the <Stream> is skipped | write wss://
31923 error skip | <Start><Stream url="⟦wss://⟧"/></Start> | Stream: url "wss://" is not a valid URL; the <Stream> is skipped | write wss://
31923 error skip | <Start><Stream ⟦url=""⟧/></Start> | Stream: url "" is empty; the <Stream> is skipped | write wss://
query-string warning none | <Start><Stream url="⟦wss://a.test/?a=1⟧"/></Start> | Stream: Twilio connects without ?a=1, and says nothing of it | hand over values with <Parameter name="…" value="…"/>; a server that misses them refuses (31920)
relative-url warning none | <Start><Stream url="wss://a.test/" statusCallback="⟦/s⟧"/></Start> | Stream: statusCallback "/s" is relative and cannot be resolved | write an absolute URL with https://
relative-url warning none | <Start><Transcription statusCallbackUrl="⟦/s⟧"/></Start> | Transcription: statusCallbackUrl "/s" is relative and cannot be resolved | write an absolute URL with https://
31922 warning none | <Start><Stream url="⟦ws://127.0.0.1:8080/audio⟧"/></Start> | Stream: url "ws://127.0.0.1:8080/audio" has the scheme ws, which Twilio refuses; on this machine the session goes on | write wss:// for Twilio: --public-url https://HOST=http://127.0.0.1:PORT lets wss://HOST lead here
64101 error skip | <Connect><ConversationRelay url="⟦wss://⟧"/></Connect> | ConversationRelay: url "wss://" is not a valid URL; the <ConversationRelay> is skipped | write wss://
64102 warning none | <Connect><ConversationRelay url="⟦ws://localhost/relay⟧"/></Connect> | ConversationRelay: url "ws://localhost/relay" has the scheme ws, which Twilio refuses; on this machine the session goes on | write wss:// for Twilio: --public-url https://HOST=http://127.0.0.1:PORT lets wss://HOST lead here
64102 error skip | <Connect><ConversationRelay url="⟦ws://localhost.example.com/⟧"/></Connect> | ConversationRelay: url "ws://localhost.example.com/" has the scheme ws; the <ConversationRelay> is skipped | write wss://
64102 error skip | <Connect><ConversationRelay url="⟦https://a.test/⟧"/></Connect> | ConversationRelay: url "https://a.test/" has the scheme https; the <ConversationRelay> is skipped | write wss://
relative-url warning none | <Connect><ConversationRelay url="⟦/relay⟧"/></Connect> | ConversationRelay: url "/relay" is relative and cannot be resolved | write an absolute URL with wss://
`);

describe('a URL that cannot be requested', () => {
  it.each(TABLE)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});
