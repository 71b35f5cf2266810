import { type KeypadMode, type KeypadView, keypadView } from '../../debug/views/legs/keypad-view.ts';
import type { PaneContent } from '../frame/frame.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, type Span, span, type Tone } from '../text/line.ts';

const KEYS = ['123', '456', '789', '*0#'];

const TONES: Readonly<Record<KeypadMode, Tone>> = {
  LIVE: 'good',
  QUEUED: 'warning',
  IGNORED: 'quiet',
  PAST: 'quiet',
  REPLAY: 'quiet',
  OFF: 'quiet',
};

/** The caller's keypad with what listens to it. */
export function keypadPane({ target, view }: Scene, { columns }: Room): PaneContent {
  const pad = target && keypadView(target);
  const facts = pad ? factsOf(pad) : [];
  const rows = KEYS.map((keys, at) => [
    span('  '),
    ...keyRow(keys, pad, view.pressed),
    span('   '),
    ...(facts[at] ?? []),
  ]);
  const title: Line = pad ? titleOf(pad, '') : [span('Keypad', 'strong')];
  const hint: Line = [span('  '), span(pad ? hintOf(pad) : '', 'quiet')];
  return { title, note: [], rows: [...rows, [], hint].map((row) => fitLine(row, columns)) };
}

/** The same in one line. */
export function keypadStrip({ target, view, size }: Scene): Line {
  if (view.mode.kind === 'prompt' || view.mode.kind === 'speech')
    return fitLine([span(' Keypad off, typing', 'quiet')], size.columns);
  const pad = target && keypadView(target);
  if (!pad) return fitLine([span(' Keypad', 'strong')], size.columns);
  const parts: Span[] = [...titleOf(pad, ' ')];
  if (view.pressed !== null) parts.push(span(' '), span(` ${view.pressed} `, 'keyDown'));
  const label = (text: string) => span(size.columns >= 80 ? text : '', 'quiet');
  if (collects(pad))
    parts.push(span('  '), label('digits '), ...digits(pad), span(`  ${pad.count}`, 'quiet'));
  else if (pad.queued !== '') parts.push(span(`  ${pad.queued} waiting`, 'warning'));
  if (pad.said !== '') parts.push(span(`  ${pad.said} waiting`, 'warning'));
  if (pad.timeout !== '') parts.push(span('  '), label(`${timeoutName(pad)} `), ...timeout(pad, 8));
  if (pad.ends !== '') parts.push(span(`  ${pad.ends}`, 'quiet'));
  const hint = `  ${pad.hint}`;
  if (lineWidth(parts) + hint.length <= size.columns) parts.push(span(hint, 'quiet'));
  return fitLine(parts, size.columns);
}

/** The rows beside the keys say what ends an input; what a star does is said with the rest. */
function hintOf({ for: what, mode, ends, hint }: KeypadView): string {
  return what === 'star' && mode === 'LIVE' ? `${ends}; ${hint}` : hint;
}

function titleOf({ mode, whose }: KeypadView, before: string): readonly Span[] {
  const name: readonly Span[] = whose === '' ? [] : [span(` ${whose}`, 'quiet')];
  return [span(`${before}Keypad`, 'strong'), span(' '), span(mode, TONES[mode]), ...name];
}

function keyRow(keys: string, pad: KeypadView | null, pressed: string | null): Line {
  const awake = pad?.mode === 'LIVE' || pad?.mode === 'QUEUED';
  const up = awake ? 'key' : 'keyOff';
  return [...keys].map((key) => span(` ${key} `, key === pressed ? 'keyDown' : up));
}

function factsOf(pad: KeypadView): readonly Line[] {
  const waits = [pad.queued, pad.said].filter(Boolean).join(' ');
  const waiting: Line = waits === '' ? [] : [span('waiting  ', 'quiet'), span(waits, 'warning')];
  if (pad.for === null) return [waiting];
  const wanted: Line = [span('wanted   ', 'quiet'), span(WANTED[pad.for])];
  const time: Line = pad.timeout === '' ? [] : [span(`${timeoutName(pad)}  `, 'quiet'), ...timeout(pad, 12)];
  const finish: Line =
    pad.for === 'speech' || pad.for === 'star' ? [] : [span('ends on  ', 'quiet'), span(pad.finish)];
  const typed: Line = [
    span('digits   ', 'quiet'),
    ...digits(pad),
    span(`   ${pad.count}`, 'quiet'),
    span(pad.for === 'digits' ? '' : `   ${WANTED[pad.for]}`, 'quiet'),
  ];
  const facts = [collects(pad) ? typed : wanted, time, finish, waiting];
  return facts.filter((fact) => fact.length > 0);
}

/** What is listened for, in words. */
const WANTED: Readonly<Record<NonNullable<KeypadView['for']>, string>> = {
  digits: 'keys',
  speech: 'speech',
  'digits-or-speech': 'keys or speech',
  recording: 'a voice, recorded',
  star: '* to end it',
  card: 'card digits',
};

function collects({ for: what }: KeypadView): boolean {
  return what === 'digits' || what === 'digits-or-speech' || what === 'card';
}

/** A Gather counts the time without an answer, the others silence. */
function timeoutName(pad: KeypadView): string {
  return collects(pad) ? 'timeout' : 'silence';
}

/** What the verb has, then what waits, then where the next key goes. */
function digits(pad: KeypadView): Line {
  const spans = [span(pad.digits, 'strong'), span(pad.queued, 'warning'), span('_', 'quiet')];
  return spans.filter(({ text }) => text !== '');
}

function timeout(pad: KeypadView, columns: number): Line {
  if (pad.left === null) return [span(pad.timeout, 'quiet')];
  const full = Math.ceil(pad.left * columns);
  return [
    span('█'.repeat(full), 'waiting'),
    span('░'.repeat(columns - full), 'quiet'),
    span(` ${pad.timeout}`),
  ];
}
