import type { LegNames } from '../../leg-names.ts';
import type { HopSummary, PublicEvent, PublicEventOf } from '../../public-event.ts';
import { messageText } from '../conversation/message-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { moderationText } from './participant-text.ts';
import { togetherText } from './together-text.ts';

/** Of what kind an event is; a front end colours by it. */
export type Tone = 'http' | 'verb' | 'heard' | 'input' | 'state' | 'warning' | 'error' | 'info';

/** An event in words: what a row of the call's story and a line of a transcript lay out, each in its own way. */
export interface EventWords {
  readonly tone: Tone;
  /** One or two words: the verb, `heard`, `caller` ... */
  readonly label: string;
  readonly text: string;
}

/** What an event is told with. */
export interface Telling {
  /** A URL as it is shown here: whole, or its path on the host that is debugged. */
  readonly urlText: (url: string) => string;
  readonly names: Pick<LegNames, 'of' | 'roleOf'>;
}

/** Puts an event into words. */
export function eventWords(event: PublicEvent, telling: Telling): EventWords {
  const { names, urlText } = telling;
  switch (event.type) {
    case 'call':
      return { tone: 'state', label: 'call', text: statusText(event) };
    case 'exchange':
      return exchangeWords(event, telling);
    case 'document': {
      const verbs = visibleText(counted(event.verbs)) || 'no verbs';
      return { tone: 'http', label: 'TwiML', text: `${urlText(event.url)}  ${verbs}` };
    }
    case 'verb':
      return { tone: 'verb', label: visibleText(event.name), text: attributesText(event) };
    case 'heard':
      return { tone: 'heard', label: 'heard', text: heardText(event) };
    case 'input':
      return { tone: 'input', label: whoIs(event, names), text: inputText(event) };
    case 'diagnostic':
      return findingWords(event);
    case 'message':
      return messageWords(event);
    case 'participant': {
      // A URL is as short as that of its request.
      const url = event.url === null ? null : urlText(event.url);
      return { tone: 'input', label: whoIs(event, names), text: moderationText({ ...event, url }) };
    }
    case 'connected':
    case 'disconnected':
    case 'conference':
    case 'queue':
      return { tone: 'state', label: whoIs(event, names), text: togetherText(event, names) };
    case 'stop':
      return { tone: 'info', label: 'stop', text: stopText(event) };
    case 'printed':
      return { tone: 'info', label: 'printed', text: printedText(event) };
    case 'end':
      return endWords(event);
  }
}

/** Whether a caller or a callee is on the leg of an event. */
export function whoIs({ call }: PublicEvent, names: Telling['names']): string {
  return call === null ? 'caller' : names.roleOf(call);
}

/** A leg's status, and why it ended. */
function statusText({ status, reason }: PublicEventOf<'call'>): string {
  return visibleText(reason ? `${status}: ${reason}` : status);
}

function exchangeWords(event: PublicEventOf<'exchange'>, { urlText }: Telling): EventWords {
  const { hops, method, url, error, cache } = event;
  const answers = hops.map((hop) => {
    const again = hop.attempt > 1 ? `attempt ${hop.attempt} ` : '';
    const onward = hop.location === null ? '' : ` ↪ ${urlText(hop.location)}`;
    return `${again}${answerText(hop)}${onward}`;
  });
  const kept = cache === 'hit' ? '  from the cache' : '';
  const text = `${urlText(url)}  ${answers.join('  ') || 'not sent'}${kept}`;
  return { tone: error === null ? 'http' : 'error', label: method, text };
}

/** What came of a hop: a status, or why there is none. */
export function answerText({ status, failure }: Pick<HopSummary, 'status' | 'failure'>): string {
  if (status !== null) return String(status);
  return failure === 'abandoned' ? 'given up' : 'no answer';
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

function attributesText({ attributes }: PublicEventOf<'verb'>): string {
  const written = Object.entries(attributes).map(([name, value]) => {
    const needsQuotes = value === '' || /\s/.test(value);
    return `${name}=${needsQuotes ? `"${value}"` : value}`;
  });
  return visibleText(written.join(' '));
}

function heardText(event: PublicEventOf<'heard'>): string {
  return visibleText(pieceText(event)) + (event.interrupted ? '  (cut off)' : '');
}

function pieceText({ kind, text, url }: PublicEventOf<'heard'>): string {
  switch (kind) {
    case 'say':
      return `"${text ?? ''}"`;
    case 'beep':
      return 'a beep';
    case 'play':
    case 'tones':
    case 'ringing':
      return `${kind} ${url ?? text ?? ''}`.trimEnd();
  }
}

function inputText({ kind, value }: PublicEventOf<'input'>): string {
  switch (kind) {
    case 'digits':
      return pressedText(value ?? '');
    case 'speech':
      return `says "${visibleText(value ?? '')}"`;
    case 'hangup':
      return 'hangs up';
    case 'timeout':
      return 'says and presses nothing: the time is up';
  }
}

/** Keys that were pressed one after the other are one number. */
export function pressedText(keys: string): string {
  return `presses ${visibleText(keys)}`;
}

function findingWords({ level, code, rule, message }: PublicEventOf<'diagnostic'>): EventWords {
  const label = String(code ?? (rule === null ? level : 'note'));
  return { tone: level, label, text: visibleText(message) };
}

function messageWords(event: PublicEventOf<'message'>): EventWords {
  const { fax, status, to, media } = event;
  if (fax) return { tone: 'state', label: 'fax', text: visibleText([status, ...media].join('  ')) };
  return { tone: 'state', label: 'message', text: `${status}, to ${visibleText(to)}: ${messageText(event)}` };
}

function printedText({ expression, value, text }: PublicEventOf<'printed'>): string {
  return visibleText(text ?? `${expression} = ${JSON.stringify(value)}`);
}

function stopText({ reason, text, name, line }: PublicEventOf<'stop'>): string {
  if (text !== undefined && line === null) return visibleText(text);
  const before = name === undefined ? '' : ` before ${visibleText(name)}`;
  return line === null ? reason : `${reason}${before} at line ${line}`;
}

function endWords({ status, durationSeconds, error, reason }: PublicEventOf<'end'>): EventWords {
  const how = `${status} after ${durationSeconds} s${error === null ? '' : `, by error ${error}`}`;
  // Recordings of old do not say why.
  const text = reason ? `${how}: ${visibleText(reason)}` : how;
  return { tone: error === null ? 'state' : 'error', label: 'end', text };
}
