import { callState, type ModeKind, PLACING } from '../../debug/views/call-state.ts';
import { clockText } from '../../debug/views/time-text.ts';
import type { Scene } from '../scene.ts';
import { truncateMiddle } from '../text/columns.ts';
import { fitLine, lineWidth, spread } from '../text/fit-line.ts';
import { type Line, span, type Tone } from '../text/line.ts';

const TONES: Readonly<Record<ModeKind, Tone>> = {
  paused: 'modePaused',
  running: 'modeRunning',
  listening: 'modeListening',
  waiting: 'modeWaiting',
  replay: 'modeReplay',
  ended: 'modeEnded',
  failed: 'modeFailed',
};

/** The first line, the same at every size: which mode, which call, what time. What does not fit is left out. */
export function headLine({ target, size }: Scene): Line {
  const state = target ? callState(target) : PLACING;
  const { mode, kind, status, from, to, sid, now, recording } = state;
  const right: Line = [
    ...(recording ? [span('● rec  ', 'quiet')] : []),
    span(target ? clockText(now) : '', 'strong'),
    span(' '),
  ];
  let left: Line = [span(` ${mode} `, TONES[kind])];
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
