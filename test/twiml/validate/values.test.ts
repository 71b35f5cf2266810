import { describe, expect, it } from 'vitest';
import { compared, rows } from './marked.ts';

/** `⟦` and `⟧` stand around what is underlined. */
const TABLE_1 = rows(`
13511 warning default | <Say voice="⟦bob⟧">a</Say> | Say: unknown voice "bob"; the default is used (man) | check it against the current list in the documentation
13511 warning default | <Say voice="⟦Alice⟧">a</Say> | Say: unknown voice "Alice"; the default is used (man) | did you mean alice?
unlisted-value info none | <Say voice="⟦Polly.Joana⟧">a</Say> | Say: voice "Polly.Joana" is in no list of known values, which may be out of date | did you mean Polly.Joanna?
13511 warning default | <Say voice="⟦Joanna⟧">a</Say> | Say: unknown voice "Joanna"; the default is used (man) | did you mean Polly.Joanna?
13511 warning default | <Say ⟦voice=""⟧>a</Say> | Say: invalid voice value ""; the default is used (man) | write one of man, woman, alice, Google.af-ZA-Standard-A, Google.am-ET-Standard-A, Google.am-ET-Standard-B, Google.am-ET-Wavenet-A, Google.am-ET-Wavenet-B and 892 more
unlisted-value info none | <Say language="⟦en⟧">a</Say> | Say: language "en" is in no list of known values, which may be out of date | did you mean en-US?
unlisted-value info none | <Say language="⟦en_US⟧">a</Say> | Say: language "en_US" is in no list of known values, which may be out of date | did you mean en-US?
13510 warning default | <Say loop="⟦-1⟧">a</Say> | Say: invalid loop value "-1"; the default is used (1) | write a whole number of at least 0
13510 warning default | <Say loop="⟦1.5⟧">a</Say> | Say: invalid loop value "1.5"; the default is used (1) | write a whole number of at least 0
13410 warning default | <Play loop="⟦many⟧">/a.mp3</Play> | Play: invalid loop value "many"; the default is used (1) | write a whole number of at least 0
13430 warning default | <Play digits="⟦12x⟧"/> | Play: invalid digits value "12x"; the attribute is ignored | write keys from 0-9 A-D * #, and w or W for a wait
13910 warning default | <Pause length="⟦0⟧"/> | Pause: invalid length value "0"; the default is used (1) | write a whole number of seconds of at least 1
13910 warning default | <Pause ⟦length=""⟧/> | Pause: invalid length value ""; the default is used (1) | write a whole number of seconds of at least 1
13321 warning default | <Gather><Say voice="⟦bob⟧">a</Say></Gather> | Say: unknown voice "bob"; the default is used (man) | check it against the current list in the documentation
13322 warning default | <Gather><Say loop="⟦x⟧">a</Say></Gather> | Say: invalid loop value "x"; the default is used (1) | write a whole number of at least 0
13910 warning default | <Gather><Pause length="⟦x⟧"/></Gather> | Pause: invalid length value "x"; the default is used (1) | write a whole number of seconds of at least 1
`);

const TABLE_2 = rows(`
13310 warning default | <Gather finishOnKey="⟦a⟧"/> | Gather: invalid finishOnKey value "a"; the default is used (#) | write one key of 0-9 * #, or nothing for none
13310 warning default | <Gather finishOnKey="⟦😀⟧"/> | Gather: invalid finishOnKey value "😀"; the default is used (#) | write one key of 0-9 * #, or nothing for none
13311 warning default | <Gather finishOnKey="⟦##⟧"/> | Gather: invalid finishOnKey value "##"; the default is used (#) | write one key of 0-9 * #, or nothing for none
13311 warning default | <Gather finishOnKey="⟦# ⟧"/> | Gather: invalid finishOnKey value "# "; the default is used (#) | write one key of 0-9 * #, or nothing for none
13312 warning default | <Gather method="⟦PUT⟧"/> | Gather: invalid method value "PUT"; the default is used (POST) | write GET or POST
13312 warning default | <Gather method="⟦post⟧"/> | Gather: invalid method value "post"; the default is used (POST) | did you mean POST? Values are case-sensitive
13313 warning default | <Gather timeout="⟦0⟧"/> | Gather: invalid timeout value "0"; the default is used (5) | write a whole number of seconds of at least 1
13313 warning default | <Gather timeout="⟦auto⟧"/> | Gather: invalid timeout value "auto"; the default is used (5) | write a whole number of seconds of at least 1
13314 warning default | <Gather numDigits="⟦four⟧"/> | Gather: invalid numDigits value "four"; the attribute is ignored | write a whole number of at least 1
13326 warning default | <Gather input="⟦dtmf voice⟧"/> | Gather: invalid input value "dtmf voice"; the default is used (dtmf) | write one or more of dtmf, speech, separated by spaces
13327 warning default | <Gather speechTimeout="⟦0⟧"/> | Gather: invalid speechTimeout value "0"; the default is used (value of timeout) | write a whole number of seconds of at least 1, or auto
13328 warning default | <Gather maxSpeechTime="⟦0⟧"/> | Gather: invalid maxSpeechTime value "0"; the attribute is ignored | write a whole number of seconds of at least 1
13329 warning default | <Gather partialResultCallbackMethod="⟦get⟧"/> | Gather: invalid partialResultCallbackMethod value "get"; the default is used (POST) | did you mean GET? Values are case-sensitive
13512 warning default | <Gather language="⟦en⟧"/> | Gather: unknown language "en"; the default is used (en-US) | did you mean en-US?
unlisted-value info none | <Gather language="⟦xx-XX⟧"/> | Gather: language "xx-XX" is in no list of known values, which may be out of date | check it against the current list in the documentation
13332 warning default | <Gather bargeIn="⟦True⟧"/> | Gather: invalid bargeIn value "True"; the default is used (true) | did you mean true? Values are case-sensitive
13333 warning default | <Gather profanityFilter="⟦1⟧"/> | Gather: invalid profanityFilter value "1"; the default is used (true) | write true or false
13334 warning default | <Gather ⟦speechModel=""⟧/> | Gather: invalid speechModel value ""; the default is used (default) | write default, numbers_and_commands, phone_call, experimental_conversations, experimental_utterances, googlev2_long, googlev2_short, googlev2_telephony, googlev2_telephony_short, deepgram_nova-2 or deepgram_nova-3
unlisted-value info none | <Gather speechModel="⟦deepgram_nova-4⟧"/> | Gather: speechModel "deepgram_nova-4" is in no list of known values, which may be out of date | did you mean deepgram_nova-2?
13338 error skip | <Gather actionOnEmptyResult="⟦yes⟧"/> | Gather: invalid actionOnEmptyResult value "yes"; the <Gather> is skipped | write true or false
deprecated info none | <Gather ⟦enhanced="true"⟧/> | Gather: the attribute enhanced is deprecated | choose a speechModel
13335 warning default | <Gather speechTimeout="⟦auto⟧" speechModel="phone_call"/> | Gather: speechTimeout "auto" cannot be used with a speechModel, here phone_call; it is ignored | write a whole number of seconds, or leave speechModel out
placeholder warning default | <Gather numDigits="⟦{{digits}}⟧"/> | Gather: numDigits holds a placeholder, "{{digits}}", that was not filled in | check what the webhook answers, not its template
`);

const TABLE_3 = rows(`
13610 warning default | <Record method="⟦Get⟧"/> | Record: invalid method value "Get"; the default is used (POST) | did you mean GET? Values are case-sensitive
13611 warning default | <Record timeout="⟦-1⟧"/> | Record: invalid timeout value "-1"; the default is used (5) | write a whole number of seconds of at least 0
13612 warning default | <Record maxLength="⟦1⟧"/> | Record: invalid maxLength value "1"; the default is used (3600) | write a whole number of seconds from 2 to 86400
13613 warning default | <Record finishOnKey="⟦a⟧"/> | Record: invalid finishOnKey value "a"; the default is used (1234567890*#) | write keys of 0-9 * #, or nothing for none
13614 warning default | <Record transcribe="⟦TRUE⟧"/> | Record: invalid transcribe value "TRUE"; the default is used (false) | did you mean true? Values are case-sensitive
13616 warning default | <Record playBeep="⟦0⟧"/> | Record: invalid playBeep value "0"; the default is used (true) | write true or false
13621 error default | <Record recordingStatusCallbackEvent="⟦done⟧"/> | Record: invalid recordingStatusCallbackEvent value "done"; the default is used (completed) | write one or more of in-progress, completed, absent, separated by spaces
13699 warning default | <Record trim="⟦true⟧"/> | Record: invalid trim value "true"; the default is used (trim-silence) | write trim-silence or do-not-trim
13615 warning default | <Record transcribe="true" maxLength="⟦121⟧"/> | Record: maxLength 121 is too high for a transcription; longer recordings are not transcribed | at most 120 seconds are transcribed
no-transcription info none | <Record ⟦transcribeCallback⟧="/t"/> | Record: transcribeCallback does nothing without transcribe="true" | add transcribe="true": sources disagree (a run with --transcribe-callback always lets it count alone)
`);

const TABLE_4 = rows(`
13210 warning default | <Dial method="⟦x⟧">+15551230001</Dial> | Dial: invalid method value "x"; the default is used (POST) | write GET or POST
13212 warning default | <Dial timeout="⟦601⟧">+15551230001</Dial> | Dial: invalid timeout value "601"; the default is used (30) | write a whole number of seconds from 5 to 600
13213 warning default | <Dial hangupOnStar="⟦x⟧">+15551230001</Dial> | Dial: invalid hangupOnStar value "x"; the default is used (false) | write true or false
13214 warning none | <Dial callerId="⟦My Company⟧">+15551230001</Dial> | Dial: the callerId "My Company" cannot be shown to a phone number, which is not called | write callerId="+…", a number of your account or a verified one
13214 warning none | <Dial callerId="⟦client:ann⟧"><Client>a</Client><Number>+15551230001</Number></Dial> | Dial: the callerId "client:ann" cannot be shown to a phone number, which is not called | write callerId="+…", a number of your account or a verified one
13214 warning none | <Dial callerId="⟦+1888XXXXXXX⟧">+15551230001</Dial> | Dial: the callerId "+1888XXXXXXX" cannot be shown to a phone number, which is not called | write callerId="+…", a number of your account or a verified one
13214 warning none | <Dial callerId="⟦+15551230001⟧"><WhatsApp>+15551230002</WhatsApp></Dial> | Dial: the callerId "+15551230001" cannot be shown to a WhatsApp user, which is not called | write callerId="whatsapp:+…", a WhatsApp sender of your account
13216 warning default | <Dial timeLimit="⟦0⟧">+15551230001</Dial> | Dial: invalid timeLimit value "0"; the default is used (14400) | write a whole number of seconds from 1 to 86400
13217 warning default | <Dial record="⟦yes⟧">+15551230001</Dial> | Dial: invalid record value "yes"; the default is used (do-not-record) | write do-not-record, record-from-answer, record-from-ringing, record-from-answer-dual, record-from-ringing-dual, true or false
13218 warning default | <Dial sequential="⟦x⟧">+15551230001</Dial> | Dial: invalid sequential value "x"; the default is used (false) | write true or false
13219 warning default | <Dial answerOnBridge="⟦x⟧">+15551230001</Dial> | Dial: invalid answerOnBridge value "x"; the default is used (false) | write true or false
13220 warning default | <Dial ringTone="⟦xx⟧">+15551230001</Dial> | Dial: invalid ringTone value "xx"; the attribute is ignored | write one of at, au, bg, br, be, ch, cl, cn and 32 more
13622 warning default | <Dial recordingTrack="⟦all⟧">+15551230001</Dial> | Dial: invalid recordingTrack value "all"; the default is used (both) | write inbound, outbound or both
13699 warning default | <Dial trim="⟦x⟧">+15551230001</Dial> | Dial: invalid trim value "x"; the default is used (do-not-trim) | write trim-silence or do-not-trim
13621 error default | <Dial recordingStatusCallbackEvent="⟦x⟧">+15551230001</Dial> | Dial: invalid recordingStatusCallbackEvent value "x"; the default is used (completed) | write one or more of in-progress, completed, absent, separated by spaces
12200 warning default | <Dial callReason="⟦123456789012345678901234567890123456789012345678901⟧">+15551230001</Dial> | Dial: invalid callReason value "123456789012345678901234567890123456789012345678901"; the attribute is ignored | write at most 50 characters
13221 warning default | <Dial><Number method="⟦x⟧">+15551230001</Number></Dial> | Number: invalid method value "x"; the default is used (POST) | write GET or POST
13222 warning default | <Dial><Number sendDigits="⟦1-2⟧">+15551230001</Number></Dial> | Number: invalid sendDigits value "1-2"; the attribute is ignored | write keys from 0-9 A-D * #, and w or W for a wait
12200 warning default | <Dial><Number byoc="⟦BY1⟧">+15551230001</Number></Dial> | Number: invalid byoc value "BY1"; the attribute is ignored | write a SID: BY and 32 hexadecimal digits
12200 warning default | <Dial><Number machineDetectionTimeout="⟦61⟧">+15551230001</Number></Dial> | Number: invalid machineDetectionTimeout value "61"; the default is used (30) | write a whole number of seconds from 3 to 60
12200 warning default | <Dial><Number statusCallbackEvent="⟦answered done⟧">+15551230001</Number></Dial> | Number: invalid statusCallbackEvent value "answered done"; the default is used (completed) | write one or more of initiated, ringing, answered, completed, separated by spaces
13241 warning default | <Dial><Sip method="⟦x⟧">sip:a@b.test</Sip></Dial> | Sip: invalid method value "x"; the default is used (POST) | write GET or POST
13230 warning default | <Dial><Conference muted="⟦x⟧">r</Conference></Dial> | Conference: invalid muted value "x"; the default is used (false) | write true or false
13231 error skip | <Dial><Conference endConferenceOnExit="⟦x⟧">r</Conference></Dial> | Conference: invalid endConferenceOnExit value "x"; the <Conference> is skipped | write true or false
13232 warning default | <Dial><Conference startConferenceOnEnter="⟦x⟧">r</Conference></Dial> | Conference: invalid startConferenceOnEnter value "x"; the default is used (true) | write true or false
13234 warning default | <Dial><Conference waitMethod="⟦x⟧">r</Conference></Dial> | Conference: invalid waitMethod value "x"; the default is used (POST) | write GET or POST
13235 warning default | <Dial><Conference beep="⟦x⟧">r</Conference></Dial> | Conference: invalid beep value "x"; the default is used (true) | write true, false, onEnter or onExit
13239 error skip | <Dial><Conference trim="⟦x⟧">r</Conference></Dial> | Conference: invalid trim value "x"; the <Conference> is skipped | write trim-silence or do-not-trim
13240 error skip | <Dial><Conference coach="⟦x⟧">r</Conference></Dial> | Conference: invalid coach value "x"; the <Conference> is skipped | write a SID that begins with CA
16023 error skip | <Dial><Conference participantLabel="⟦a/b⟧">r</Conference></Dial> | Conference: invalid participantLabel value "a/b"; the <Conference> is skipped | write a label without a slash that is no CallSid
13621 error default | <Dial><Conference recordingStatusCallbackEvent="⟦x⟧">r</Conference></Dial> | Conference: invalid recordingStatusCallbackEvent value "x"; the default is used (completed) | write one or more of in-progress, completed, absent, separated by spaces
12200 warning default | <Dial><Conference maxParticipants="⟦251⟧">r</Conference></Dial> | Conference: invalid maxParticipants value "251"; the default is used (250) | write a whole number from 2 to 250
deprecated info none | <Dial><Conference ⟦eventCallbackUrl="/e"⟧>r</Conference></Dial> | Conference: the attribute eventCallbackUrl is deprecated | use statusCallback
14210 error skip | <Dial><Queue method="⟦x⟧">q</Queue></Dial> | Queue: invalid method value "x"; the <Queue> is skipped | write GET or POST
14215 error skip | <Dial><Queue reservationSid="⟦x⟧">q</Queue></Dial> | Queue: invalid reservationSid value "x"; the <Queue> is skipped | write a SID that begins with WR
14201 error skip | <Enqueue method="⟦x⟧">q</Enqueue> | Enqueue: invalid method value "x"; the <Enqueue> is skipped | write GET or POST
14206 error skip | <Enqueue waitUrlMethod="⟦x⟧">q</Enqueue> | Enqueue: invalid waitUrlMethod value "x"; the <Enqueue> is skipped | write GET or POST
14220 error skip | <Enqueue workflowSid="⟦x⟧"/> | Enqueue: invalid workflowSid value "x"; the <Enqueue> is skipped | write a SID that begins with WW
`);

const TABLE_5 = rows(`
13710 warning default | <Redirect method="⟦PATCH⟧">/a</Redirect> | Redirect: invalid method value "PATCH"; the default is used (POST) | write GET or POST
13810 warning default | <Reject reason="⟦Busy⟧"/> | Reject: invalid reason value "Busy"; the default is used (rejected) | did you mean busy? Values are case-sensitive
64003 error skip | <Pay chargeAmount="⟦$5⟧"/> | Pay: invalid chargeAmount value "$5"; the <Pay> is skipped | write a number from 0 to 1000000
64017 error skip | <Pay ⟦bankAccountType⟧="consumer-checking"/> | Pay: bankAccountType cannot be used for a credit card; the <Pay> is skipped | add paymentMethod="ach-debit"
12200 warning default | <Pay><Prompt for="security-code" attempt="⟦0 1⟧"/></Pay> | Prompt: invalid attempt value "0 1"; the attribute is ignored | write whole numbers from 1 to 10, separated by spaces
31941 error skip | <Connect><Stream url="wss://a.test/" track="⟦both⟧"/></Connect> | Stream: invalid track value "both"; the <Stream> is skipped | write inbound_track, outbound_track or both_tracks
31941 error skip | <Connect><Stream url="wss://a.test/" track="⟦both_tracks⟧"/></Connect> | Stream: track "both_tracks" cannot be used inside <Connect>; the <Stream> is skipped | write inbound_track, or use <Start>
64101 error skip | <Connect><ConversationRelay url="wss://a.test/" voice="⟦Joanna-Neural⟧"/></Connect> | ConversationRelay: the voice "Joanna-Neural" is one of Amazon, and the ttsProvider is ElevenLabs; the <ConversationRelay> is skipped | write ttsProvider="Amazon", or a voice of ElevenLabs
64101 error skip | <Connect><ConversationRelay url="wss://a.test/" ttsProvider="amazon" voice="⟦en-US-Journey-O⟧"/></Connect> | ConversationRelay: the voice "en-US-Journey-O" is one of Google, and the ttsProvider is Amazon; the <ConversationRelay> is skipped | write ttsProvider="Google", or a voice of Amazon
64106 error skip | <Connect><ConversationRelay url="wss://a.test/" language="⟦multi⟧" transcriptionProvider="google"/></Connect> | ConversationRelay: "multi" needs ElevenLabs for what is spoken and Deepgram for what is recognised; the <ConversationRelay> is skipped | leave ttsProvider and transcriptionProvider out, or name one language
64101 error skip | <Connect><ConversationRelay url="wss://a.test/" speechTimeout="⟦100⟧"/></Connect> | ConversationRelay: invalid speechTimeout value "100"; the <ConversationRelay> is skipped | write a whole number of milliseconds from 600 to 5000, or auto
other-spelling info none | <Connect><ConversationRelay url="wss://a.test/" ⟦speechtimeout="700"⟧/></Connect> | ConversationRelay: speechtimeout is speechTimeout in the documentation; both spellings are taken here | -
12200 warning default | <Say><break time="⟦2⟧"/>a</Say> | break: invalid time value "2"; the attribute is ignored | write a time such as 2s or 500ms
12200 warning default | <Say><prosody rate="⟦quick⟧">a</prosody></Say> | prosody: invalid rate value "quick"; the attribute is ignored | write x-slow, slow, medium, fast, x-fast, or a percentage such as 90%
12200 warning default | <Say><say-as interpret-as="⟦dates⟧">a</say-as></Say> | say-as: invalid interpret-as value "dates"; the attribute is ignored | did you mean date? Write one of characters, spell-out, cardinal, number, ordinal, digits, fraction, unit and 5 more
`);

describe('a value that cannot be used: of Say, Play and Pause', () => {
  it.each(TABLE_1)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});

describe('a value that cannot be used: of Gather', () => {
  it.each(TABLE_2)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});

describe('a value that cannot be used: of Record', () => {
  it.each(TABLE_3)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});

describe('a value that cannot be used: of Dial and its nouns', () => {
  it.each(TABLE_4)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});

describe('a value that cannot be used: of all others', () => {
  it.each(TABLE_5)('$document is told as $code: $message', (row) => {
    const { found, expected } = compared(row, 'voice');
    expect(found).toEqual(expected);
  });
});
