import type { Debuggable } from '../../debug/session/debuggable.ts';
import { tamperingText } from '../../debug/views/exchange/tampering-text.ts';
import { type CallState, callState, type ModeKind, PLACING } from '../../debug/views/legs/call-state.ts';
import { clockText } from '../../debug/views/text/time-text.ts';
import type { Opening, Scene } from '../scene/scene.ts';
import { truncateMiddle } from '../text/columns.ts';
import { fitLine, lineWidth, spread } from '../text/fit-line.ts';
import { type Line, span, type Tone } from '../text/line.ts';

const TONES: Readonly<Record<ModeKind, Tone>> = {
  paused: 'modePaused',
  running: 'modeRunning',
  listening: 'modeListening',
  waiting: 'modeWaiting',
  ringing: 'modeWaiting',
  replay: 'modeReplay',
  ended: 'modeEnded',
  failed: 'modeFailed',
};

/** The first line, the same at every size: which mode, which call, what time. What does not fit is left out. */
export function headLine({ target, opening, size }: Scene): Line {
  const state = target ? callState(target) : beginning(opening);
  const { mode, kind, status, from, to, sid, now, recording } = state;
  let left: Line = [span(` ${mode} `, TONES[kind])];
  const clock: Line = [
    ...(recording ? [span('• rec  ', 'quiet')] : []),
    span(target ? clockText(now) : '', 'strong'),
    span(' '),
  ];
  const spoiled = target
    ? spoiledText(target, size.columns, size.columns - lineWidth([...left, ...clock]) - 4)
    : '';
  const right: Line = spoiled === '' ? clock : [span(spoiled, 'warning'), span('  '), ...clock];
  const more: readonly Line[] = [
    // An end says it already.
    kind === 'ended' || status === '' ? [] : [span(`  ${status}`)],
    from === '' ? [] : [span(`  ${from} → ${to}`, 'quiet')],
    sid === '' ? [] : [span(`  ${truncateMiddle(sid, 11)}`, 'quiet')],
  ];
  const room = size.columns - lineWidth(right) - 2;
  for (const part of more) if (lineWidth(left) + lineWidth(part) <= room) left = [...left, ...part];
  const named: Line = [span(' twiml-debug  ', 'strong'), ...left];
  return spread(lineWidth(named) <= room ? named : left, fitLine(right, lineWidth(right)), size.columns);
}

/** Before there is anything to tell. */
function beginning({ product, replay }: Opening): CallState {
  if (replay) return { ...PLACING, kind: 'replay', mode: 'REPLAY' };
  return product === 'messaging' ? { ...PLACING, mode: 'STARTING' } : PLACING;
}

/** In full where that takes no more than a third of the line, else what there is room for. */
function spoiledText(target: Debuggable, columns: number, room: number): string {
  const { long, short } = tamperingText(target);
  if (long === '' || long.length <= Math.min(columns / 3, room)) return long;
  return short.length <= room ? short : 'spoiled';
}
