import type { Sid } from '../../engine/identifiers.ts';
import { allLegs } from '../../engine/legs.ts';
import { askFallback } from '../../engine/running/fallback.ts';
import { endLeg } from '../../engine/running/leg-life.ts';
import { openTarget } from '../../engine/running/legs.ts';
import { frameOf } from '../../engine/switchboard.ts';
import type { VerbBehaviour } from '../../engine/turn/behaviour.ts';
import { fatalCode } from '../../engine/turn/exchange-summary.ts';
import { failureText } from '../../engine/turn/failure.ts';
import type { Product } from '../../engine/turn/product.ts';
import type { Turn } from '../../engine/turn/turn.ts';
import { diagnostic } from '../../errors/diagnostic.ts';
import type { Finished } from '../../http/exchange-state.ts';
import type { Language } from '../../twiml/rules/inspection.ts';
import { faxMediaUrl, faxParameters } from './parameters.ts';
import { isComing, tellFax } from './progress.ts';
import { receive } from './verbs/receive.ts';
import { reject } from './verbs/reject.ts';
import { unknown } from './verbs/unknown.ts';

/** The verbs that Programmable Fax runs. */
const VERBS: ReadonlyMap<string, VerbBehaviour> = new Map([
  ['Receive', receive],
  ['Reject', reject],
]);

/** Programmable Fax, for incoming faxes only. Twilio retired it; each session says so. */
export function fax(language: Language): Product {
  return {
    name: 'fax',
    language,
    verb: (element) => VERBS.get(element.name) ?? unknown,
    approximations: () => [],
    runsPlainText: false,
    // Its requests are documented nowhere in detail; those of messages are assumed. An answer of audio was invalid
    // here as well.
    dialect: () => 'message',
    parameters: faxParameters,
    sidPrefix: () => 'FX',
    placed: comesIn,
    twimlFor: () => '<Response/>',
    exhausted: refuseWithoutReceive,

    failed(turn, sid, failure) {
      // Once the fax has arrived, no other document is needed.
      if (isComing(turn, sid) && askFallback(turn, sid, failure)) return;
      endLeg(turn, sid, 'failed', failureText(failure));
    },

    judges(turn, sid, purpose, done) {
      if (purpose !== 'action') return false;
      judgeAction(turn, sid, done);
      return true;
    },

    ended(turn, sid) {
      if (isComing(turn, sid))
        tellFax(turn, sid, turn.leg(sid).status === 'canceled' ? 'canceled' : 'failed', null);
    },

    callbackAnswered: () => {},
    callee: () => {},
    hangUpStatus: () => 'canceled',
    legWorkDone: () => {},

    outcome({ legs, now }) {
      const faxes = allLegs(legs);
      const failed = faxes.find(({ error }) => error !== null);
      const lost = faxes.find(({ status }) => status !== 'completed');
      const status = failed ? 'failed' : (lost?.status ?? 'completed');
      const reason = (failed ?? lost ?? faxes[0])?.reason ?? 'the fax was dealt with';
      return { status, reason, durationSeconds: Math.round(now / 1000), error: failed?.error ?? null };
    },
  };
}

/** Receives a fax: its webhook is requested at once. */
function comesIn(turn: Turn, sid: Sid): void {
  const { setup } = turn.leg(sid);
  turn.setLeg(sid, { status: 'in-progress', answeredAt: turn.now });
  tellFax(turn, sid, 'receiving', faxMediaUrl(setup, sid));
  const message =
    'Programmable Fax is retired: Twilio has taken no fax since 2021-12-17; this is what it did until then';
  const help = 'Twilio itself answers nothing of this any more: move to another provider';
  turn.report(sid, diagnostic({ code: 34005, level: 'warning', message, help }));
  if (setup.target) openTarget(turn, sid, setup.target, { purpose: 'document' });
}

/** Refuses a fax whose document neither receives nor rejects it (error dictionary, 34106). */
function refuseWithoutReceive(turn: Turn, sid: Sid): void {
  const url = frameOf(turn.leg(sid))?.document.url ?? null;
  const code = 34106;
  const message = 'the document neither takes the fax with <Receive> nor refuses it with <Reject>';
  turn.report(sid, diagnostic({ code, level: 'error', message, help: 'answer with <Receive/>', url }));
  turn.setLeg(sid, { error: code });
  endLeg(turn, sid, 'failed', 'the document neither took nor refused the fax');
}

/**
 * Judges the answer of `action`. Nothing depends on it, so a problem in a good answer is a warning, as with other
 * callbacks.
 */
function judgeAction(turn: Turn, sid: Sid, done: Finished): void {
  const got = done.hops.at(-1)?.got;
  const accepted = got?.kind === 'response' && got.status >= 200 && got.status < 300;
  if (!accepted) turn.setLeg(sid, { error: fatalCode(done) });
  for (const finding of done.diagnostics) {
    if (!accepted) turn.report(sid, finding);
    else if (finding.level === 'error') turn.report(sid, { ...finding, level: 'warning' });
    // An answer without instructions is expected.
    else if (done.content?.kind !== 'empty' || finding.code !== 11200) turn.report(sid, finding);
  }
}
