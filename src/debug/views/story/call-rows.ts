import { traitsOf } from '../../../twiml/language/traits.ts';
import type { JournalEntry } from '../../journal.ts';
import type { LegRole } from '../../leg-names.ts';
import type { PublicEvent, PublicEventOf } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { briefParams, ownParams } from '../exchange/own-params.ts';
import { findingPlace } from '../source/finding-place.ts';
import { clockText, durationText } from '../text/time-text.ts';
import { urlText } from '../text/url-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { eventWords, pressedText, type Telling, type Tone } from './event-words.ts';
import type { StoryRow } from './story-rows.ts';
import { togetherBrief } from './together-text.ts';

/** One event of the call's story. */
export interface CallRow {
  readonly kind: Tone;
  readonly time: string;
  readonly duration: string;
  /** One or two words: the verb, `heard`, `caller` ... */
  readonly what: string;
  readonly text: string;
  /** The same where there is less room, if it can be said shorter. */
  readonly brief?: string;
  /** Whose leg it is about; empty while there is one only. */
  readonly leg: string;
  readonly role: LegRole;
}

/** A row in words; its neighbours tell how long it took. */
export function callRow(
  { journal, legs: { length } }: Pick<Debuggable, 'journal' | 'legs'>,
  { first: index, more }: StoryRow,
  home: string | null,
): CallRow | null {
  const entries = journal.entries();
  const event = entries[index]?.event;
  if (!event) return null;
  const { names } = journal;
  const leg = length > 1 && event.call !== null ? names.of(event.call) : '';
  const who = event.call === null ? 'caller' : names.roleOf(event.call);
  const row = {
    leg,
    role: who,
    time: clockText(event.at),
    duration: duration(entries, index, event),
    ...wordsOf(event, { urlText: (url) => urlText(url, home), names }),
    ...(more.length > 0 ? { text: pressed([index, ...more].map((at) => entries[at]?.event)) } : {}),
  };
  return event.type === 'verb' && isNested(entries, index) ? { ...row, what: `  ${row.what}` } : row;
}

/** A verb that starts while nothing else has happened since one that nests it did is inside that one. */
function isNested(entries: readonly JournalEntry[], index: number): boolean {
  const call = entries[index]?.event.call;
  const inner: string[] = [];
  for (let at = index; at >= 0; at--) {
    const event = entries[at]?.event;
    if (event?.call !== call) continue;
    if (event?.type === 'input' || event?.type === 'exchange' || event?.type === 'document') return false;
    if (event?.type !== 'verb') continue;
    const { nests } = traitsOf(event.name);
    if (nests) return inner.length > 0 && inner.every((name) => nests.includes(name));
    inner.push(event.name);
  }
  return false;
}

/** What was heard began when the verb did, or when the piece before it ended. */
function duration(entries: readonly JournalEntry[], index: number, event: PublicEvent): string {
  if (event.type === 'exchange') return event.cache === 'hit' ? '' : durationText(event.durationMs);
  if (event.type !== 'heard') return '';
  for (let at = index - 1; at >= 0; at--) {
    const before = entries[at]?.event;
    if (before?.call !== event.call) continue;
    if (before?.type !== 'verb' && before?.type !== 'heard' && before?.type !== 'exchange') continue;
    return durationText(event.at - before.at);
  }
  return '';
}

/** The words of an event with what this pane adds to them: who calls whom, parameters, the place of a finding. */
function wordsOf(event: PublicEvent, telling: Telling): Pick<CallRow, 'kind' | 'what' | 'text' | 'brief'> {
  const { tone, label, text } = eventWords(event, telling);
  const row = { kind: tone, what: label };
  switch (event.type) {
    case 'call':
      return { ...row, text: text + otherParty(event) };
    case 'exchange':
      return {
        ...row,
        text: `${text}  ${ownParams(event)}`.trimEnd(),
        brief: `${text}  ${briefParams(event)}`.trimEnd(),
      };
    case 'diagnostic':
      return { ...row, text: visibleText(findingPlace(event)) + text };
    case 'connected':
    case 'disconnected':
    case 'conference':
    case 'queue':
      return { ...row, text, brief: togetherBrief(event, telling.names) };
    default:
      return { ...row, text };
  }
}

/** Who calls, or is called, while that is news. */
function otherParty({ status, direction, from, to }: PublicEventOf<'call'>): string {
  if (status !== 'ringing' && status !== 'queued' && status !== 'initiated') return '';
  return visibleText(direction === 'inbound' ? `, from ${from}` : `, to ${to}`);
}

/** The keys of several entries as the number that they are. */
function pressed(events: readonly (PublicEvent | undefined)[]): string {
  return pressedText(events.map((event) => (event?.type === 'input' ? (event.value ?? '') : '')).join(''));
}
