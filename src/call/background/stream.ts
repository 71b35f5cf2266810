import type { Sid } from '../../engine/identifiers.ts';
import type { Background } from '../../engine/switchboard.ts';
import type { ElementReader } from '../../engine/turn/element-reader.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import type { Params } from '../../http/url/params.ts';
import { isLoopbackSocket } from '../../twiml/loopback-socket.ts';
import { isoTimestamp } from '../callbacks/timestamp.ts';
import { absoluteCallback, type KeptCallback, tellCallback, titleOf } from './callbacks.ts';
import type { BackgroundKind } from './kind.ts';

type State = { readonly url: string; readonly track: string; readonly callback: KeptCallback };

/** The call's audio on a WebSocket of the application (Twilio docs: TwiML Voice: Stream); none is opened. */
export const STREAM: BackgroundKind = {
  prefix: 'MZ',
  begin(noun) {
    const url = socketUrl(noun);
    if (url === null) return null;
    const callback = absoluteCallback(noun, 'statusCallback', 'statusCallbackMethod');
    return { url, track: noun.word('track') || 'inbound_track', callback } satisfies State;
  },
  started: (turn, leg, work) => {
    report(turn, leg, work, [['StreamEvent', 'stream-started']]);
    return work.state;
  },
  ended(turn, leg, work, code) {
    if (code === null) return report(turn, leg, work, [['StreamEvent', 'stream-stopped']]);
    report(turn, leg, work, [
      ['StreamEvent', 'stream-error'],
      ['StreamError', titleOf(turn, code)],
    ]);
  },
};

/** The WebSocket that a noun names, resolved; `null` for none that can be opened, which validation reports. */
export function socketUrl(noun: ElementReader): string | null {
  const written = noun.attribute('url')?.trim() ?? '';
  const base = noun.resolve(undefined);
  const url = written === '' ? null : URL.parse(written, base.ok ? base.url : undefined);
  if (!url) return null;
  // A query is cut off silently (observed: openclaw issue 8814).
  url.search = '';
  if (url.protocol === 'wss:' || isLoopbackSocket(written)) return url.href;
  // A relative one takes the host of the document; what is written with another scheme cannot be used.
  const relative = !/^[a-z][a-z\d+.-]*:/i.test(written);
  return relative ? url.href.replace(/^http/, 'ws') : null;
}

function report(turn: Turn, leg: Sid, work: Background, event: Params): void {
  const { callback } = work.state as State;
  const own: Params = [
    ['StreamSid', work.sid],
    ['StreamName', work.name],
    ...event,
    ['Timestamp', isoTimestamp(turn)],
  ];
  tellCallback(turn, leg, { purpose: 'stream-status', callback, own });
}
