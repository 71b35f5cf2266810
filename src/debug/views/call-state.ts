import { frameOf, type Leg, verbOf } from '../../engine/switchboard.ts';
import { elementOf } from '../../twiml/document.ts';
import type { Debuggable } from '../debuggable.ts';
import { visibleText } from './visible-text.ts';

/** What kind of moment it is; a front end colours the mode by it. */
export type ModeKind = 'paused' | 'running' | 'listening' | 'waiting' | 'replay' | 'ended' | 'failed';

/** The state of a call in the few words that fit on one line. */
export interface CallState {
  readonly kind: ModeKind;
  /** `PAUSED at Gather`, `LISTENING`, `ENDED by error 11200` ... */
  readonly mode: string;
  /** Twilio's word for the call's status; empty before there is a call. */
  readonly status: string;
  readonly from: string;
  readonly to: string;
  readonly sid: string;
  readonly now: number;
  readonly recording: boolean;
}

/** What a session says of itself, at the position that is looked at. */
export function callState(target: Debuggable): CallState {
  const { leg, board } = target;
  // A real clock goes on after the end; the call's time does not.
  const now = target.over ? (board?.now ?? 0) : target.now;
  return {
    ...modeOf(target),
    status: leg?.status ?? '',
    from: visibleText(leg?.setup.from ?? ''),
    to: visibleText(leg?.setup.to ?? ''),
    sid: leg?.sid ?? '',
    now,
    recording: target.kind === 'live' && target.recording !== null,
  };
}

/** Before there is a session. */
export const PLACING: CallState = {
  kind: 'waiting',
  mode: 'PLACING the call',
  status: '',
  from: '',
  to: '',
  sid: '',
  now: 0,
  recording: false,
};

function modeOf(target: Debuggable): Pick<CallState, 'kind' | 'mode'> {
  const { leg } = target;
  if (target.kind === 'replay' && !target.over) {
    return { kind: 'replay', mode: `REPLAY ${target.position}/${target.length}` };
  }
  if (target.over || (leg && leg.endedAt !== null)) return ended(leg);
  if (target.held) return { kind: 'paused', mode: paused(target) };
  if (leg?.error != null) return { kind: 'failed', mode: `ERROR ${leg.error}` };
  return leg ? going(target, leg) : { kind: 'waiting', mode: PLACING.mode };
}

function ended(leg: Leg | null): Pick<CallState, 'kind' | 'mode'> {
  if (leg?.error != null) return { kind: 'failed', mode: `ENDED by error ${leg.error}` };
  return { kind: 'ended', mode: `ENDED (${leg?.status ?? 'no call'})` };
}

function paused(target: Debuggable): string {
  const ready = target.ready();
  if (ready) return `PAUSED at ${visibleText(ready.element.name)}`;
  const running = target.leg && innermost(target.leg);
  return running ? `PAUSED in ${visibleText(running)}` : 'PAUSED';
}

function going({ board }: Debuggable, leg: Leg): Pick<CallState, 'kind' | 'mode'> {
  const waiting = Object.values(board?.pending ?? {}).some(
    (work) => work.kind === 'hop' && work.awaitedBy === 'leg',
  );
  if (waiting) return { kind: 'waiting', mode: 'WAITING for webhook' };
  const listening = verbOf(leg)?.listening;
  if (listening && !listening.prompting) return { kind: 'listening', mode: 'LISTENING' };
  const running = innermost(leg);
  if (leg.status === 'ringing') return { kind: 'running', mode: 'RINGING' };
  return { kind: 'running', mode: running ? `RUNNING ${visibleText(running)}` : 'RUNNING' };
}

function innermost(leg: Leg): string | null {
  const frame = frameOf(leg);
  const verb = frame?.running.at(-1);
  return frame && verb ? elementOf(frame.document, verb.element).name : null;
}
