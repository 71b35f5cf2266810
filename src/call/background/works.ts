import type { News } from '../../engine/happened.ts';
import type { Sid } from '../../engine/identifiers.ts';
import type { Background } from '../../engine/switchboard.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { FarEnd } from '../../engine/turn/product.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import { canFail } from '../far-end-verb.ts';
import { reportFailure } from './callbacks.ts';
import type { BackgroundKind, Said } from './kind.ts';
import { RECORDING } from './recording.ts';
import { SIPREC } from './siprec.ts';
import { STREAM } from './stream.ts';
import { TRANSCRIPTION } from './transcription.ts';

/** What can go on beside a call's documents, by the noun that begins it. */
const KINDS: ReadonlyMap<string, BackgroundKind> = new Map([
  ['Recording', RECORDING],
  ['Siprec', SIPREC],
  ['Stream', STREAM],
  ['Transcription', TRANSCRIPTION],
]);

/** True for a noun that begins something that goes on beside the documents. */
export function isBackground(noun: string): boolean {
  return KINDS.has(noun);
}

/**
 * Begins what a noun says, beside the documents of its leg until somebody ends it or the leg is over (Twilio docs:
 * TwiML Voice: Start). `null` when it cannot be begun.
 */
export function startWork(noun: ElementReader): Background | null {
  const { turn, sid: leg, element } = noun;
  const kind = KINDS.get(element.name);
  const begun = kind?.begin(noun) ?? null;
  if (!kind || begun === null) return null;
  for (const what of turn.product.approximations(element)) turn.approximated(what);
  const sid = turn.drawSid(kind.prefix);
  const name = noun.attribute('name')?.trim() || sid;
  const work = { sid, kind: element.name, name, startedAt: turn.now, state: begun };
  const started = { ...work, state: kind.started(turn, leg, work) };
  turn.setLeg(leg, { background: [...turn.leg(leg).background, started] });
  return started;
}

/** Ends one of a leg's works, with the Twilio code that it failed with; one that is over is left alone. */
export function endWork(turn: Turn, leg: Sid, work: Sid, code: number | null = null): void {
  const { background } = turn.leg(leg);
  const ending = background.find(({ sid }) => sid === work);
  if (!ending) return;
  turn.setLeg(leg, { background: background.filter((other) => other !== ending) });
  if (code !== null) reportFailure(turn, leg, `<${ending.kind}>`, code);
  KINDS.get(ending.kind)?.ended(turn, leg, ending, code);
}

/** Ends everything that goes on beside the documents of a leg that is over, in the order in which it began. */
export function endAllWorks(turn: Turn, leg: Sid): void {
  for (const { sid } of turn.leg(leg).background) endWork(turn, leg, sid);
}

/** Ends the works whose far end closes or fails. */
export function farEndsWorks(turn: Turn, leg: Sid, { error }: FarEnd): void {
  for (const { sid, kind } of turn.leg(leg).background) {
    if (canFail(kind, error)) endWork(turn, leg, sid, error);
  }
}

/** What is said on a leg reaches what listens there; the two sides of a bridge hear each other. */
export function overhear(turn: Turn, leg: Sid, news: News): void {
  if (news.type === 'heard' && news.kind === 'say' && news.text !== null)
    return listen(turn, leg, { track: 'outbound_track', text: news.text });
  if (news.type !== 'input' || news.kind !== 'speech' || news.value === null) return;
  listen(turn, leg, { track: 'inbound_track', text: news.value });
  const other = turn.leg(leg).bridgedTo;
  if (other !== null) listen(turn, other, { track: 'outbound_track', text: news.value });
}

function listen(turn: Turn, leg: Sid, said: Said): void {
  // Nearly always there is nobody to hear: what is told is told often.
  const { background } = turn.leg(leg);
  if (background.length === 0) return;
  for (const work of background) {
    const state = KINDS.get(work.kind)?.hears?.(turn, leg, work, said);
    if (state === undefined) continue;
    const now = turn.leg(leg).background;
    turn.setLeg(leg, { background: now.map((one) => (one.sid === work.sid ? { ...one, state } : one)) });
  }
}
