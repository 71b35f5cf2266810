/**
 * Twilio's codes for what is wrong with an element or attribute (error dictionary, by title). What has no code of
 * its own is a violation of the schema, 12200.
 */
export const SCHEMA_VIOLATION = 12200;
const INVALID_URL = 11100;
const INVALID_MEDIA_URL = 21620;

/** `Element.attribute`, or `Parent>Element.attribute` where the parent decides. */
const VALUE_CODES: Readonly<Record<string, number>> = {
  'Say.loop': 13510,
  'Say.voice': 13511,
  'Gather>Say.voice': 13321,
  'Gather>Say.loop': 13322,
  'Play.loop': 13410,
  'Play.digits': 13430,
  'Pause.length': 13910,
  'Gather.finishOnKey': 13310,
  'Gather.method': 13312,
  'Gather.timeout': 13313,
  'Gather.numDigits': 13314,
  'Gather.input': 13326,
  'Gather.speechTimeout': 13327,
  'Gather.maxSpeechTime': 13328,
  'Gather.partialResultCallbackMethod': 13329,
  'Gather.hints': 13330,
  'Gather.language': 13512,
  'Gather.bargeIn': 13332,
  'Gather.profanityFilter': 13333,
  'Gather.speechModel': 13334,
  'Gather.actionOnEmptyResult': 13338,
  'Gather.enhanced': 13339,
  'Record.method': 13610,
  'Record.timeout': 13611,
  'Record.maxLength': 13612,
  'Record.finishOnKey': 13613,
  'Record.transcribe': 13614,
  'Record.playBeep': 13616,
  'Record.recordingStatusCallbackEvent': 13621,
  'Record.trim': 13699,
  'Dial.method': 13210,
  'Dial.timeout': 13212,
  'Dial.hangupOnStar': 13213,
  'Dial.callerId': 13214,
  'Dial.timeLimit': 13216,
  'Dial.record': 13217,
  'Dial.sequential': 13218,
  'Dial.answerOnBridge': 13219,
  'Dial.ringTone': 13220,
  'Dial.recordingTrack': 13622,
  'Dial.trim': 13699,
  'Dial.recordingStatusCallbackEvent': 13621,
  'Number.method': 13221,
  'Number.sendDigits': 13222,
  'Conference.muted': 13230,
  'Conference.endConferenceOnExit': 13231,
  'Conference.startConferenceOnEnter': 13232,
  'Conference.waitMethod': 13234,
  'Conference.beep': 13235,
  'Conference.trim': 13239,
  'Conference.coach': 13240,
  'Conference.participantLabel': 16023,
  'Conference.recordingStatusCallbackEvent': 13621,
  'Sip.method': 13241,
  'Enqueue.method': 14201,
  'Enqueue.waitUrlMethod': 14206,
  'Enqueue.workflowSid': 14220,
  'Queue.method': 14210,
  'Queue.reservationSid': 14215,
  'Redirect.method': 13710,
  'Reject.reason': 13810,
  'Pay.chargeAmount': 64003,
  'Stream.track': 31941,
  'Message.to': 14101,
  'Message.from': 14102,
  'Message.method': 14104,
  'Sms.to': 14101,
  'Sms.from': 14102,
  'Sms.method': 14104,
};

/** Codes for a URL that is none. */
const URL_CODES: Readonly<Record<string, number>> = {
  'Conference.waitUrl': 13233,
  'Enqueue.waitUrl': 14202,
  'Enqueue.action': 14203,
  'Queue.url': 14211,
  'Dial.recordingStatusCallback': 13256,
  'Record.recordingStatusCallback': 13256,
  'Record.transcribeCallback': 13257,
  'Client.clientNotificationUrl': 13806,
  'Pay.action': 64016,
  'Stream.url': 31922,
  'ConversationRelay.url': 64101,
  'Message.statusCallback': 14105,
  'Sms.statusCallback': 14105,
};

/** Codes for a known element inside a parent that does not take it, by the parent. */
const NESTING_CODES: Readonly<Record<string, number>> = {
  Gather: 13320,
  Dial: 13215,
  Start: 14300,
  Stop: 14300,
};

/** Codes for an element without the text that it needs. */
const EMPTY_CODES: Readonly<Record<string, number>> = {
  Say: 13520,
  Dial: 13223,
  Number: 13223,
  Sip: 13243,
  Conference: 13237,
  Queue: 14212,
  Enqueue: 14204,
  Media: 21620,
};

/** Codes for a text that is too long. */
const LONG_CODES: Readonly<Record<string, number>> = {
  Say: 13521,
  Sip: 13243,
  Conference: 13237,
  Queue: 14213,
  Enqueue: 14205,
  Message: 14103,
  Sms: 14103,
};

/** The code for a value of an attribute that cannot be used. */
export function valueCode(parent: string | null, element: string, attribute: string): number {
  return (
    own(VALUE_CODES, `${parent}>${element}.${attribute}`) ??
    own(VALUE_CODES, `${element}.${attribute}`) ??
    SCHEMA_VIOLATION
  );
}

/**
 * The code for an attribute that should hold a URL and does not. An `action` is requested like a document, so that
 * it fails like one (error dictionary, 11100).
 */
export function urlCode(element: string, attribute: string): number {
  const code = own(URL_CODES, `${element}.${attribute}`);
  return code ?? (attribute === 'action' ? INVALID_URL : SCHEMA_VIOLATION);
}

/** The code for a text that should be a URL and is none. */
export function textUrlCode(element: string): number {
  return element === 'Media' ? INVALID_MEDIA_URL : INVALID_URL;
}

/** The code for a known element inside a parent that does not take it. */
export function nestingCode(parent: string): number {
  return own(NESTING_CODES, parent) ?? SCHEMA_VIOLATION;
}

/** The code for an element without the text that it needs. */
export function emptyCode(element: string): number {
  return own(EMPTY_CODES, element) ?? SCHEMA_VIOLATION;
}

/** The code for a text that is too long. */
export function longCode(element: string): number {
  return own(LONG_CODES, element) ?? SCHEMA_VIOLATION;
}

/** Every code that an element, an attribute or a text can have by the tables above. */
export const FINDING_CODES: ReadonlySet<number> = new Set([
  SCHEMA_VIOLATION,
  INVALID_URL,
  INVALID_MEDIA_URL,
  ...[VALUE_CODES, URL_CODES, NESTING_CODES, EMPTY_CODES, LONG_CODES].flatMap((codes) =>
    Object.values(codes),
  ),
]);

/** Names come from documents, where somebody may write `constructor`. */
function own(codes: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(codes, name) ? codes[name] : undefined;
}
