/** Codes with which a far end fails, both ends included (Twilio docs: Error and warning dictionary). */
interface Range {
  readonly from: number;
  readonly to: number;
}

const STREAM: Range = { from: 31_900, to: 31_999 };
const SIP: Range = { from: 32_001, to: 32_499 };
const CONVERSATION: Range = { from: 32_500, to: 32_599 };
const VIRTUAL_AGENT: Range = { from: 32_600, to: 32_649 };
const TRANSCRIPTION: Range = { from: 32_650, to: 32_699 };
const ROOM: Range = { from: 53_000, to: 53_999 };
const PAY: Range = { from: 64_001, to: 64_099 };
const RELAY: Range = { from: 64_101, to: 64_199 };

/** By the noun of a `<Connect>`, or the verb; the codes of others are not known. */
const OF_NOUNS: ReadonlyMap<string, Range> = new Map([
  ['Conversation', CONVERSATION],
  ['ConversationRelay', RELAY],
  ['ConversationRelaySession', RELAY],
  ['Pay', PAY],
  ['Room', ROOM],
  ['Stream', STREAM],
  ['VirtualAgent', VIRTUAL_AGENT],
]);

const ALL: readonly Range[] = [STREAM, SIP, CONVERSATION, VIRTUAL_AGENT, TRANSCRIPTION, PAY, RELAY];

/**
 * True for a code with which a far end of some kind fails, among those that are known. Those of Twilio Video, which is
 * behind a `<Room>`, are in no dictionary of calls.
 */
export function isFarEndCode(code: number, isKnown: (code: number) => boolean): boolean {
  return holds(ROOM, code) || (isKnown(code) && ALL.some((range) => holds(range, code)));
}

/** True when what is behind a noun can fail with a code: when its codes are not known, with any. */
export function fitsNoun(noun: string, code: number): boolean {
  const range = OF_NOUNS.get(noun);
  return range === undefined || holds(range, code);
}

function holds({ from, to }: Range, code: number): boolean {
  return code >= from && code <= to;
}
