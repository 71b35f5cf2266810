import type { Sid } from '../../engine/identifiers.ts';
import type { Background } from '../../engine/switchboard.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { isoTimestamp } from '../callbacks/timestamp.ts';
import { type KeptCallback, tellCallback, titleOf } from './callbacks.ts';
import type { BackgroundKind } from './kind.ts';

type State = { readonly connector: string; readonly track: string; readonly callback: KeptCallback };

/** The call's audio at a recorder that a connector names (Twilio docs: TwiML Voice: Siprec); nothing is sent. */
export const SIPREC: BackgroundKind = {
  prefix: 'SR',
  begin(noun) {
    const callback = noun.callback('statusCallback', 'statusCallbackMethod');
    return {
      connector: noun.word('connectorName'),
      track: noun.word('track') || 'inbound_track',
      callback: callback && { ...callback },
    } satisfies State;
  },
  started: (turn, leg, work) => {
    report(turn, leg, work, [['SiprecEvent', 'siprec-started']]);
    return work.state;
  },
  ended(turn, leg, work, code) {
    if (code === null) return report(turn, leg, work, [['SiprecEvent', 'siprec-stopped']]);
    report(turn, leg, work, [
      ['SiprecEvent', 'siprec-error'],
      ['SiprecError', titleOf(turn, code)],
      ['SiprecErrorCode', String(code)],
    ]);
  },
  // It has no codes of its own; those of SIP are the nearest.
};

function report(turn: Turn, leg: Sid, work: Background, event: Params): void {
  const { callback } = work.state as State;
  const own: Params = [
    ['SiprecSid', work.sid],
    ['SiprecName', work.name],
    ...event,
    ['Timestamp', isoTimestamp(turn)],
  ];
  tellCallback(turn, leg, { purpose: 'siprec-status', callback, own });
}
