import { type KeypadMode, type KeypadView, keypadView } from '../../debug/views/keypad-view.ts';
import type { PaneContent } from '../frame.ts';
import type { Room, Scene } from '../scene.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, type Span, span, type Tone } from '../text/line.ts';

const KEYS = ['123', '456', '789', '*0#'];

const TONES: Readonly<Record<KeypadMode, Tone>> = {
  LIVE: 'good',
  QUEUED: 'warning',
  IGNORED: 'quiet',
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
  const title: Line = [
    span('Keypad', 'strong'),
    ...(pad ? [span(' '), span(pad.mode, TONES[pad.mode])] : []),
  ];
  const hint: Line = [span('  '), span(pad?.hint ?? '', 'quiet')];
  return { title, note: [], rows: [...rows, [], hint].map((row) => fitLine(row, columns)) };
}

/** The same in one line. */
export function keypadStrip({ target, view, size }: Scene): Line {
  if (view.prompt) return fitLine([span(' Keypad off, typing', 'quiet')], size.columns);
  const pad = target && keypadView(target);
  if (!pad) return fitLine([span(' Keypad', 'strong')], size.columns);
  const parts: Span[] = [span(' Keypad ', 'strong'), span(pad.mode, TONES[pad.mode])];
  if (view.pressed !== null) parts.push(span(' '), span(` ${view.pressed} `, 'keyDown'));
  const label = (text: string) => span(size.columns >= 80 ? text : '', 'quiet');
  if (pad.for === 'digits')
    parts.push(span('  '), label('digits '), ...digits(pad), span(`  ${pad.count}`, 'quiet'));
  else if (pad.queued !== '') parts.push(span(`  ${pad.queued} waiting`, 'warning'));
  if (pad.for !== null)
    parts.push(
      span('  '),
      label(pad.for === 'digits' ? 'timeout ' : 'silence '),
      ...timeout(pad, 8),
      span(`  ${pad.finish} ends`, 'quiet'),
    );
  const hint = `  ${pad.hint}`;
  if (lineWidth(parts) + hint.length <= size.columns) parts.push(span(hint, 'quiet'));
  return fitLine(parts, size.columns);
}

function keyRow(keys: string, pad: KeypadView | null, pressed: string | null): Line {
  const awake = pad?.mode === 'LIVE' || pad?.mode === 'QUEUED';
  return [...keys].map((key) => span(` ${key} `, key === pressed ? 'keyDown' : awake ? 'key' : 'keyOff'));
}

function factsOf(pad: KeypadView): readonly Line[] {
  const waiting: Line = pad.queued === '' ? [] : [span('waiting  ', 'quiet'), span(pad.queued, 'warning')];
  if (pad.for === null) return [waiting];
  const finish: Line = [span('ends on  ', 'quiet'), span(pad.finish)];
  const time: Line = [span(pad.for === 'digits' ? 'timeout  ' : 'silence  ', 'quiet'), ...timeout(pad, 12)];
  if (pad.for === 'recording') return [time, finish, waiting];
  return [
    [span('digits   ', 'quiet'), ...digits(pad), span(`   ${pad.count}`, 'quiet')],
    time,
    finish,
    waiting,
  ];
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
