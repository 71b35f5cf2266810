import type { Piece } from '../audio/piece.ts';
import type { Purpose } from '../engine/request.ts';
import { judgeCallback } from '../engine/running/callback.ts';
import { askFallback } from '../engine/running/fallback.ts';
import { endLeg } from '../engine/running/leg-life.ts';
import type { VerbBehaviour } from '../engine/turn/behaviour.ts';
import { heardAs } from '../engine/turn/heard.ts';
import type { Product } from '../engine/turn/product.ts';
import { assertNever } from '../errors/assert-never.ts';
import { diagnostic } from '../errors/diagnostic.ts';
import type { Dialect } from '../http/hop.ts';
import { escapeXml } from '../twiml/escape-xml.ts';
import { approximationsOf } from '../twiml/language/fidelity.ts';
import { LONGEST_CALL_S } from '../twiml/language/limits.ts';
import type { Language } from '../twiml/rules/inspection.ts';
import { endAllWorks, overhear } from './background/works.ts';
import { callSetup } from './call-setup.ts';
import { calleeActs } from './callee.ts';
import { moderate } from './conference/moderation.ts';
import { farEndActs } from './connect/far-end.ts';
import { digitsSent } from './dial/send-digits.ts';
import { errandDue } from './errands.ts';
import { callParameters } from './leg/parameters.ts';
import { placeCall, placingTimer } from './leg/placing.ts';
import { reportProgress } from './leg/progress.ts';
import { answer, hangUpStatus } from './leg/status.ts';
import { keptRinging } from './leg/unanswered.ts';
import { createQueue, queueParameters } from './queue/queues.ts';
import { connect } from './verbs/connect.ts';
import { dial } from './verbs/dial.ts';
import { echo } from './verbs/echo.ts';
import { enqueue } from './verbs/enqueue.ts';
import { gather } from './verbs/gather.ts';
import { hangup } from './verbs/hangup.ts';
import { leave } from './verbs/leave.ts';
import { notSimulated } from './verbs/not-simulated.ts';
import { pause } from './verbs/pause.ts';
import { pay } from './verbs/pay.ts';
import { play } from './verbs/play.ts';
import { record } from './verbs/record.ts';
import { redirect } from './verbs/redirect.ts';
import { refer } from './verbs/refer.ts';
import { reject } from './verbs/reject.ts';
import { say } from './verbs/say.ts';
import { sms } from './verbs/sms.ts';
import { start } from './verbs/start.ts';
import { stop } from './verbs/stop.ts';

/** The verbs that run. Adding one is a file, a line here and an object in the language. */
const VERBS: ReadonlyMap<string, VerbBehaviour> = new Map([
  ['Connect', connect],
  ['Dial', dial],
  ['Echo', echo],
  ['Enqueue', enqueue],
  ['Gather', gather],
  ['Hangup', hangup],
  ['Leave', leave],
  ['Pause', pause],
  ['Pay', pay],
  ['Play', play],
  // The name of 2012.
  ['Queue', enqueue],
  ['Record', record],
  ['Redirect', redirect],
  ['Refer', refer],
  ['Reject', reject],
  ['Say', say],
  ['Start', start],
  ['Stop', stop],
  ['Sms', sms],
]);

/** What the caller hears when a document fails and nothing catches it (wording from public reports). */
const APPLICATION_ERROR: Piece = {
  kind: 'say',
  text: 'We are sorry. An application error has occurred. Goodbye.',
  voice: null,
  language: null,
};

/** Requests of a call that are written or signed in another way than those for its documents. */
const DIALECTS: Partial<Readonly<Record<Purpose, Dialect>>> = {
  'status-callback': 'call-progress',
  'conference-status': 'conference-event',
};

/** Programmable Voice, as the engine needs to know it. */
export function voice(language: Language): Product {
  return {
    name: 'voice',
    language,
    verb: (element) => VERBS.get(element.name) ?? notSimulated,
    approximations: (element) => approximationsOf(element, language.schema.element('voice', element.name)),
    runsPlainText: true,
    parameters: callParameters,
    dialect: (purpose) => DIALECTS[purpose] ?? 'call',
    hangUpStatus,

    twimlFor(content, url) {
      switch (content.kind) {
        // Read to the caller, then the call is hung up (Twilio docs: TwiML for Programmable Voice).
        case 'text':
          return `<Response><Say>${escapeXml(content.body)}</Say></Response>`;
        case 'audio':
          return `<Response><Play>${escapeXml(url)}</Play></Response>`;
        case 'file':
        case 'empty':
        case 'twiml':
          return '<Response/>';
      }
    },

    exhausted(turn, sid, reason) {
      if (keptRinging(turn.leg(sid))) {
        turn.approximated('Dial: a call that answerOnBridge kept ringing ends as no-answer (not documented)');
        return endLeg(turn, sid, 'no-answer', `${reason} before anybody answered`);
      }
      answer(turn, sid);
      endLeg(turn, sid, 'completed', reason);
    },

    failed(turn, sid, failure) {
      if (askFallback(turn, sid, failure)) return;
      answer(turn, sid);
      turn.play(sid, null, APPLICATION_ERROR);
    },

    exceeded(turn, sid) {
      const message = `the call has lasted ${LONGEST_CALL_S.usual / 3600} hours, and Twilio ends it`;
      const help =
        'end calls yourself: with <Hangup/>, timeLimit of a <Dial>, or after some rounds of a menu';
      turn.report(sid, diagnostic({ code: 32015, level: 'warning', message, help }));
    },

    placed(turn, sid) {
      for (const queue of callSetup(turn.leg(sid)).queues ?? []) createQueue(turn, queue);
      placeCall(turn, sid);
    },
    callee: calleeActs,
    participant: moderate,
    roleParameters: queueParameters,
    farEnd: farEndActs,
    overhears: overhear,
    callbackAnswered: judgeCallback,

    ended(turn, sid) {
      endAllWorks(turn, sid);
      reportProgress(turn, sid, 'completed');
    },

    legWorkDone(turn, work) {
      switch (work.kind) {
        case 'timer':
          if (work.errand) return errandDue(turn, work.leg, work.errand);
          return placingTimer(turn, work.leg, work.then);
        case 'play':
          if (work.piece.kind === 'tones') return digitsSent(turn, work.leg, work.piece);
          turn.emit(work.leg, { type: 'heard', interrupted: false, ...heardAs(work.piece) });
          return endLeg(turn, work.leg, 'completed', turn.leg(work.leg).reason ?? 'an error was announced');
        case 'hop':
          // An answer goes to whoever waits for it.
          return;
        default:
          return assertNever(work);
      }
    },
  };
}
