import type { Sid } from '../engine/identifiers.ts';
import { allLegs } from '../engine/legs.ts';
import { judgeCallback } from '../engine/running/callback.ts';
import { askFallback } from '../engine/running/fallback.ts';
import { endLeg } from '../engine/running/leg-life.ts';
import { openTarget } from '../engine/running/legs.ts';
import type { VerbBehaviour } from '../engine/turn/behaviour.ts';
import { failureText } from '../engine/turn/failure.ts';
import type { Product } from '../engine/turn/product.ts';
import type { Turn } from '../engine/turn/turn.ts';
import { escapeXml } from '../twiml/escape-xml.ts';
import type { Language } from '../twiml/rules/inspection.ts';
import { findCookies, shareCookies } from './conversation.ts';
import { delivered } from './delivery.ts';
import { messageOf } from './message-of.ts';
import { obeyKeyword } from './opt-out.ts';
import { mediaUrl, messageParameters } from './parameters.ts';
import { replyFileCame } from './reply-files.ts';
import { TOO_MANY_DOCUMENTS } from './too-many-documents.ts';
import { message } from './verbs/message.ts';
import { redirect } from './verbs/redirect.ts';
import { unknown } from './verbs/unknown.ts';

/** The verbs that Programmable Messaging runs. To add one, add a file, a line here and an object in the language. */
const VERBS: ReadonlyMap<string, VerbBehaviour> = new Map([
  ['Message', message],
  ['Redirect', redirect],
  ['Sms', message],
]);

/** Programmable Messaging, described for the engine. */
export function messaging(language: Language): Product {
  return {
    name: 'messaging',
    language,
    verb: (element) => VERBS.get(element.name) ?? unknown,
    approximations: () => [],
    runsPlainText: false,
    dialect: () => 'message',
    parameters: messageParameters,
    sidPrefix: (setup) => (messageOf(setup).media.length > 0 ? 'MM' : 'SM'),
    placed: arrives,
    jarChanged: shareCookies,
    sendsFiles: true,
    fileCame: (turn, _sid, message, done) => replyFileCame(turn, message, done),

    twimlFor({ kind, body }) {
      // Plain text is sent back as one message (Twilio docs: TwiML for Programmable Messaging).
      return kind === 'text' ? `<Response><Message>${escapeXml(body)}</Message></Response>` : '<Response/>';
    },

    exhausted: (turn, sid, reason) => endLeg(turn, sid, 'completed', reason),

    failed(turn, sid, failure) {
      // A loop ends: the fallback would continue it.
      if (failure.code !== TOO_MANY_DOCUMENTS && askFallback(turn, sid, failure)) return;
      // The failure is logged and nothing is sent (Twilio docs: Availability and reliability).
      endLeg(turn, sid, 'failed', failureText(failure));
    },

    callbackAnswered: judgeCallback,
    ended: () => {},
    callee: () => {},
    hangUpStatus: () => 'canceled',
    legWorkDone: (turn, work) => delivered(turn, work),

    outcome({ legs, now }) {
      const failed = allLegs(legs).find(({ error }) => error !== null);
      const givenUp = allLegs(legs).find(({ status }) => status === 'canceled');
      const unfailed = givenUp ? 'canceled' : 'completed';
      const status = failed ? 'failed' : unfailed;
      const reason = (failed ?? givenUp)?.reason ?? 'every message has been dealt with';
      return { status, reason, durationSeconds: Math.round(now / 1000), error: failed?.error ?? null };
    },
  };
}

/** Receives a message: unlike a call it does not ring, so its webhook is requested at once. */
function arrives(turn: Turn, sid: Sid): void {
  const { setup } = turn.leg(sid);
  const { from, to, target } = setup;
  const { body, media, button, location } = messageOf(setup);
  turn.setLeg(sid, { status: 'in-progress', answeredAt: turn.now });
  turn.emit(sid, {
    type: 'message',
    sid,
    direction: 'inbound',
    from,
    to,
    body,
    media: media.map((one) => mediaUrl(setup, sid, one)),
    status: 'received',
    error: null,
    ...(button && { button }),
    ...(location && { location }),
  });
  findCookies(turn, sid);
  obeyKeyword(turn, sid);
  if (target) openTarget(turn, sid, target, { purpose: 'document' });
}
