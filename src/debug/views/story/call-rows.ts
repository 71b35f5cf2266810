import { traitsOf } from '../../../twiml/language/traits.ts';
import type { JournalEntry } from '../../journal.ts';
import type { LegNames, LegRole } from '../../leg-names.ts';
import type { PublicEvent, PublicEventOf } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { briefParams, ownParams } from '../exchange/own-params.ts';
import { findingPlace } from '../source/finding-place.ts';
import { clockText, durationText } from '../text/time-text.ts';
import { urlText } from '../text/url-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { moderationText } from './participant-text.ts';
import type { StoryRow } from './story-rows.ts';
import { togetherText } from './together-text.ts';

/** Of what kind a line of the call's story is; a front end colours by it. */
export type CallRowKind = 'http' | 'verb' | 'heard' | 'input' | 'state' | 'warning' | 'error' | 'info';

/** One event of the call's story. */
export interface CallRow {
  readonly kind: CallRowKind;
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
    ...story(event, { home, who, names }),
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

/** What an event is told with. */
interface Telling {
  readonly home: string | null;
  /** `caller` or `callee`, whose leg it is. */
  readonly who: LegRole;
  readonly names: Pick<LegNames, 'of'>;
}

function story(
  event: PublicEvent,
  { home, who, names }: Telling,
): Pick<CallRow, 'kind' | 'what' | 'text' | 'brief'> {
  switch (event.type) {
    case 'call':
      return { kind: 'state', what: 'call', text: visibleText(callText(event)) };
    case 'exchange':
      return exchange(event, home);
    case 'document':
      return {
        kind: 'http',
        what: 'TwiML',
        text: `${urlText(event.url, home)}  ${visibleText(counted(event.verbs)) || 'no verbs'}`,
      };
    case 'verb':
      return { kind: 'verb', what: visibleText(event.name), text: attributes(event.attributes) };
    case 'heard':
      return { kind: 'heard', what: 'heard', text: heard(event) };
    case 'input':
      return { kind: 'input', what: who, text: input(event) };
    case 'diagnostic':
      return diagnostic(event);
    case 'message':
      return message(event);
    case 'participant':
      // A URL is as short as that of its request.
      return {
        kind: 'input',
        what: who,
        text: moderationText(event.url === null ? event : { ...event, url: urlText(event.url, home) }),
      };
    case 'connected':
    case 'disconnected':
    case 'conference':
    case 'queue':
      return { kind: 'state', what: who, text: togetherText(event, names) };
    case 'stop':
      return {
        kind: 'info',
        what: 'stop',
        text: event.line === null ? event.reason : `${event.reason} at line ${event.line}`,
      };
    case 'end':
      return end(event);
  }
}

/** What stands there several times in a row is said once: `Say, Pause ×3, Hangup`. */
function counted(verbs: readonly string[]): string {
  const runs: { readonly name: string; count: number }[] = [];
  for (const name of verbs) {
    const last = runs.at(-1);
    if (last?.name === name) last.count++;
    else runs.push({ name, count: 1 });
  }
  return runs.map(({ name, count }) => (count > 1 ? `${name} ×${count}` : name)).join(', ');
}

function callText({ status, direction, from, to, reason }: PublicEventOf<'call'>): string {
  if (reason) return `${status}: ${reason}`;
  if (status !== 'ringing' && status !== 'queued' && status !== 'initiated') return status;
  return direction === 'inbound' ? `${status}, from ${from}` : `${status}, to ${to}`;
}

/** What a call sends, or a fax that comes in. */
function message({
  fax,
  status,
  to,
  body,
  media,
}: PublicEventOf<'message'>): Pick<CallRow, 'kind' | 'what' | 'text'> {
  const text = fax ? [status, ...media].join('  ') : `${status}, to ${to}: ${body}`;
  return { kind: 'state', what: fax ? 'fax' : 'message', text: visibleText(text) };
}

function exchange(
  event: PublicEventOf<'exchange'>,
  home: string | null,
): Pick<CallRow, 'kind' | 'what' | 'text' | 'brief'> {
  const { hops, method, url, error, cache } = event;
  const answers = hops.map(({ status, location, attempt }) => {
    const again = attempt > 1 ? `attempt ${attempt} ` : '';
    const onward = location === null ? '' : ` ↪ ${urlText(location, home)}`;
    return `${again}${status ?? 'no answer'}${onward}`;
  });
  const kept = cache === 'hit' ? '  from the cache' : '';
  const answered = `${urlText(url, home)}  ${answers.join('  ') || 'not sent'}${kept}`;
  return {
    kind: error === null ? 'http' : 'error',
    what: method,
    text: `${answered}  ${ownParams(event)}`.trimEnd(),
    brief: `${answered}  ${briefParams(event)}`.trimEnd(),
  };
}

function attributes(record: Readonly<Record<string, string>>): string {
  return visibleText(
    Object.entries(record)
      .map(([name, value]) => `${name}=${value === '' || /\s/.test(value) ? `"${value}"` : value}`)
      .join(' '),
  );
}

function heard({ kind, text, url, interrupted }: PublicEventOf<'heard'>): string {
  const piece = kind === 'say' ? `"${text ?? ''}"` : `${kind} ${url ?? text ?? ''}`.trim();
  return visibleText(piece) + (interrupted ? '  (cut off)' : '');
}

/** The keys of several entries as the number that they are. */
function pressed(events: readonly (PublicEvent | undefined)[]): string {
  const keys = events.map((event) => (event?.type === 'input' ? (event.value ?? '') : '')).join('');
  return `pressed ${visibleText(keys)}`;
}

function input({ kind, value }: PublicEventOf<'input'>): string {
  switch (kind) {
    case 'digits':
      return `pressed ${visibleText(value ?? '')}`;
    case 'speech':
      return `said "${visibleText(value ?? '')}"`;
    case 'hangup':
      return 'hung up';
    case 'timeout':
      return 'silent: the time ran out';
  }
}

function diagnostic(event: PublicEventOf<'diagnostic'>): Pick<CallRow, 'kind' | 'what' | 'text'> {
  const { level, code, rule, message } = event;
  return {
    kind: level,
    what: String(code ?? (rule === null ? level : 'note')),
    text: visibleText(findingPlace(event) + message),
  };
}

function end(event: PublicEventOf<'end'>): Pick<CallRow, 'kind' | 'what' | 'text'> {
  const { status, durationSeconds, error, reason } = event;
  const how = `${status} after ${durationSeconds} s${error === null ? '' : `, by error ${error}`}`;
  // Recordings of old do not say why.
  const text = reason ? `${how}: ${visibleText(reason)}` : how;
  return { kind: error === null ? 'state' : 'error', what: 'end', text };
}
