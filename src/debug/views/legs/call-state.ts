import { type Leg, listenerOf } from '../../../engine/switchboard.ts';
import { isEventKind } from '../../breakpoints/event-kinds.ts';
import { pairOf } from '../../conversation/pair.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { fetches, rings } from '../../session/leg-facts.ts';
import { type ConferencePlace, conferencePlace } from '../story/participant-text.ts';
import { visibleText } from '../text/visible-text.ts';
import { innermost } from './leg-view.ts';
import { messageMode } from './message-state.ts';

/** What kind of moment it is; a front end colours the mode by it. */
export type ModeKind =
  | 'paused'
  | 'running'
  | 'listening'
  | 'waiting'
  | 'ringing'
  | 'replay'
  | 'ended'
  | 'failed';

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
  const pair = target.product === 'messaging' ? pairOf(target) : leg?.setup;
  // A real clock goes on after the end; the call's time does not.
  const now = target.over ? (board?.now ?? 0) : target.now;
  return {
    ...(target.product === 'messaging' ? messageMode(target) : modeOf(target)),
    // That of a message is told with each message.
    status: target.product === 'messaging' ? '' : (leg?.status ?? ''),
    from: visibleText(pair?.from ?? ''),
    to: visibleText(pair?.to ?? ''),
    sid: leg?.sid ?? '',
    now,
    recording: target.live !== null && target.recording !== null,
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
  if (!target.live && !target.over) {
    return { kind: 'replay', mode: `REPLAY ${target.position}/${target.length}` };
  }
  if (target.position < target.length)
    return { kind: 'replay', mode: `PAST ${target.position}/${target.length}` };
  if (target.over) return ended(target.legs[0] ?? leg);
  if (target.held) return { kind: 'paused', mode: paused(target) };
  if (leg && leg.endedAt !== null) return ended(leg);
  if (leg?.error != null) return { kind: 'failed', mode: `ERROR ${leg.error}` };
  return leg ? going(target, leg) : { kind: 'waiting', mode: PLACING.mode };
}

function ended(leg: Leg | null): Pick<CallState, 'kind' | 'mode'> {
  if (leg?.error != null) return { kind: 'failed', mode: `ENDED by error ${leg.error}` };
  return { kind: 'ended', mode: `ENDED (${leg?.status ?? 'no call'})` };
}

function paused(target: Debuggable): string {
  const ready = target.ready();
  const reason = target.held?.reason;
  // What somebody asked for needs no reason; an event that stopped the session is one.
  if (reason && (reason === 'condition-failed' || isEventKind(reason))) return `PAUSED on ${reason}`;
  if (ready) return `PAUSED at ${visibleText(ready.element.name)}`;
  const running = target.leg && innermost(target.leg);
  return running ? `PAUSED in ${running}` : 'PAUSED';
}

function going(target: Debuggable, leg: Leg): Pick<CallState, 'kind' | 'mode'> {
  if (rings(leg)) return { kind: 'ringing', mode: leg.status === 'ringing' ? 'PHONE RINGS' : 'DIALLING' };
  if (fetches(target, leg.sid)) return { kind: 'waiting', mode: 'WAITING for webhook' };
  const place = conferencePlace(target.board, leg);
  if (place) return conferring(place);
  if (listens(leg)) return { kind: 'listening', mode: 'LISTENING' };
  if (leg.bridgedTo !== null)
    return { kind: 'running', mode: `TALKING to ${target.journal.names.of(leg.bridgedTo)}` };
  if (leg.status === 'ringing') return { kind: 'running', mode: 'RINGING' };
  const running = innermost(leg);
  return { kind: 'running', mode: running ? `RUNNING ${running}` : 'RUNNING' };
}

function conferring({ room, waits, hold, silenced }: ConferencePlace): Pick<CallState, 'kind' | 'mode'> {
  const how = silenced === null ? '' : `, ${silenced}`;
  return { kind: waits || hold ? 'waiting' : 'running', mode: `IN ${room}${how}` };
}

/** True while a verb waits for keys or speech and its prompt has been played; a star that ends a Dial is no input. */
function listens(leg: Leg): boolean {
  const listening = listenerOf(leg)?.listening;
  return listening !== undefined && listening !== null && !listening.prompting && listening.for !== 'star';
}
