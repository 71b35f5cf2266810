/**
 * Twilio's codes for what is wrong with an element or attribute (error dictionary, by title). What has no code of
 * its own is a violation of the schema, 12200.
 */
export const SCHEMA_VIOLATION = 12200;

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
  'Message.method': 14104,
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
  'Message.statusCallback': 14105,
};

/** Codes for an element that may not stand inside another, by the parent. */
const NESTING_CODES: Readonly<Record<string, number>> = { Gather: 13320, Dial: 13215 };

/** The code for a value of an attribute that cannot be used. */
export function valueCode(parent: string | null, element: string, attribute: string): number {
  return (
    VALUE_CODES[`${parent}>${element}.${attribute}`] ??
    VALUE_CODES[`${element}.${attribute}`] ??
    SCHEMA_VIOLATION
  );
}

/** The code for an attribute that should hold a URL and does not. */
export function urlCode(element: string, attribute: string): number {
  return URL_CODES[`${element}.${attribute}`] ?? SCHEMA_VIOLATION;
}

/** The code for an element inside a parent that does not take it. */
export function nestingCode(parent: string): number {
  return NESTING_CODES[parent] ?? SCHEMA_VIOLATION;
}
