import type { Piece } from '../audio/piece.ts';
import type { VerbBehaviour } from '../engine/behaviour.ts';
import { heardAs } from '../engine/heard.ts';
import { endLeg } from '../engine/leg-life.ts';
import type { Product } from '../engine/product.ts';
import type { Language } from '../twiml/inspection.ts';
import { judgeCallback } from './callback.ts';
import { calleeActs } from './callee.ts';
import { digitsSent } from './dial/send-digits.ts';
import { askFallback } from './fallback.ts';
import { approximationsOf } from './fidelity.ts';
import { callParameters } from './parameters.ts';
import { placeCall, RINGING, rungOut } from './placing.ts';
import { reportProgress } from './progress.ts';
import { answer, hangUpStatus } from './status.ts';
import { dial } from './verbs/dial.ts';
import { gather } from './verbs/gather.ts';
import { hangup } from './verbs/hangup.ts';
import { notSimulated } from './verbs/not-simulated.ts';
import { pause } from './verbs/pause.ts';
import { play } from './verbs/play.ts';
import { record } from './verbs/record.ts';
import { redirect } from './verbs/redirect.ts';
import { reject } from './verbs/reject.ts';
import { say } from './verbs/say.ts';

/** The verbs that run. Adding one is a file and a line here. */
const VERBS: ReadonlyMap<string, VerbBehaviour> = new Map([
  ['Dial', dial],
  ['Gather', gather],
  ['Hangup', hangup],
  ['Pause', pause],
  ['Play', play],
  ['Record', record],
  ['Redirect', redirect],
  ['Reject', reject],
  ['Say', say],
]);

/** What the caller hears when a document fails and nothing catches it (wording from public reports). */
const APPLICATION_ERROR: Piece = {
  kind: 'say',
  text: 'We are sorry. An application error has occurred. Goodbye.',
  voice: null,
  language: null,
};

/** Programmable Voice, as the engine needs to know it. */
export function voice(language: Language): Product {
  return {
    name: 'voice',
    language,
    verb: (element) => VERBS.get(element.name) ?? notSimulated,
    approximations: approximationsOf,
    parameters: callParameters,
    dialect: (purpose) => (purpose === 'status-callback' ? 'call-progress' : 'call'),
    hangUpStatus,

    twimlFor(content, url) {
      switch (content.kind) {
        // Read to the caller, then the call is hung up (Twilio docs: TwiML for Programmable Voice).
        case 'text':
          return `<Response><Say>${escapeXml(content.body)}</Say></Response>`;
        case 'audio':
          return `<Response><Play>${escapeXml(url)}</Play></Response>`;
        case 'empty':
        case 'twiml':
          return '<Response/>';
      }
    },

    exhausted(turn, sid) {
      answer(turn, sid);
      endLeg(turn, sid, 'completed');
    },

    failed(turn, sid, failure) {
      if (askFallback(turn, sid, failure)) return;
      answer(turn, sid);
      turn.play(sid, null, APPLICATION_ERROR);
    },

    placed: placeCall,
    callee: calleeActs,
    ended: (turn, sid) => reportProgress(turn, sid, 'completed'),
    callbackAnswered: judgeCallback,

    legWorkDone(turn, work) {
      if (work.kind === 'timer' && work.label === RINGING) return rungOut(turn, work.leg);
      if (work.kind !== 'play') return;
      if (work.piece.kind === 'tones') return digitsSent(turn, work.leg, work.piece);
      turn.emit(work.leg, { type: 'heard', interrupted: false, ...heardAs(work.piece) });
      endLeg(turn, work.leg, 'completed');
    },
  };
}

function escapeXml(text: string): string {
  const visible = text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ' ');
  return visible.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
