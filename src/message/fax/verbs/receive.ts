import { arrived } from '../../../engine/running/arrival.ts';
import { defineVerb, type Outcome } from '../../../engine/turn/behaviour.ts';
import { beginExchange } from '../../../engine/turn/exchanges.ts';
import type { VerbContext } from '../../../engine/turn/verb-context.ts';
import { diagnostic } from '../../../errors/diagnostic.ts';
import type { Params } from '../../../http/url/params.ts';
import { faxOf } from '../fax-of.ts';
import { faxMediaUrl } from '../parameters.ts';
import { tellFax } from '../progress.ts';

/** How long two machines take to negotiate, and how long each page then takes, in milliseconds (ITU-T T.30). */
const NEGOTIATION_MS = 5_000;
const PAGE_MS = 30_000;

/**
 * Receives the fax, and tells `action` the result (Twilio docs: TwiML Fax: Receive). The answer of `action` is not
 * run: applications answered 200 with anything, and a document has nothing left to decide.
 */
export const receive = defineVerb<null>({
  enter(verb) {
    const { document, failure } = faxOf(verb.leg.setup);
    verb.turn.approximated(
      `Receive: transmission takes ${NEGOTIATION_MS / 1000} s and ${PAGE_MS / 1000} s for each page`,
    );
    verb.timer(transmissionMs(document.pages, failure), 'the fax');
    return { type: 'stay', state: null, listening: null };
  },

  react(verb, state, signal) {
    if (signal.type !== 'due') return { type: 'stay', state, listening: null };
    return faxOf(verb.leg.setup).failure === null ? received(verb) : failed(verb);
  },
});

/** Machines that cannot agree find out at once; a broken connection breaks in the middle. */
function transmissionMs(pages: number, failure: 34004 | 34108 | null): number {
  if (failure === 34108) return NEGOTIATION_MS;
  return NEGOTIATION_MS + (failure === null ? pages : pages / 2) * PAGE_MS;
}

function received(verb: VerbContext): Outcome<null> {
  const { turn, sid, leg } = verb;
  const { document } = faxOf(leg.setup);
  const stored = verb.flag('storeMedia');
  const url = stored ? faxMediaUrl(leg.setup, sid) : null;
  approximate(verb, stored);
  tellFax(turn, sid, 'received', url);
  return tellAction(verb, 'completed', [
    ['FaxStatus', 'received'],
    ['NumPages', String(document.pages)],
    ...(url === null ? [] : ([['MediaUrl', url]] as const)),
  ]);
}

function approximate(verb: VerbContext, stored: boolean): void {
  const { contentType } = faxOf(verb.leg.setup).document;
  const wanted = verb.word('mediaType');
  if (!stored)
    verb.turn.approximated(
      'Receive storeMedia: the request of action has no MediaUrl, and is not sent with the document in it',
    );
  else if (wanted !== contentType)
    verb.turn.approximated(`Receive mediaType: the document stays ${contentType}, it is not made ${wanted}`);
  if (verb.attribute('pageSize') !== undefined)
    verb.turn.approximated('Receive pageSize: pages stay as large as they are');
}

function failed(verb: VerbContext): Outcome<null> {
  const { turn, sid, leg } = verb;
  const code = faxOf(leg.setup).failure ?? 34004;
  const known = turn.product.language.catalogue.get(code);
  const why = known?.title ?? 'unknown';
  // The user asked for this failure, so the session does not count it as one.
  const message = `the fax from ${leg.setup.from} has failed: ${why}`;
  const help = known?.fix.join('; ') ?? null;
  tellFax(turn, sid, 'failed', null);
  turn.report(sid, diagnostic({ code, level: 'warning', message, help }));
  return tellAction(verb, 'failed', [
    ['FaxStatus', 'failed'],
    ['ErrorCode', String(code)],
    ['ErrorMessage', why],
  ]);
}

function tellAction(verb: VerbContext, status: 'completed' | 'failed', own: Params): Outcome<null> {
  const { turn, sid } = verb;
  const action = verb.attribute('action')?.trim() ?? '';
  const reason = status === 'completed' ? 'the fax was taken' : 'the fax broke off';
  if (action === '') return { type: 'end', status, reason };
  const resolved = verb.resolve(action, 'action');
  if (!resolved.ok) return { type: 'fail', diagnostic: resolved.diagnostic };
  turn.approximated('Receive action: what it answers is not run');
  const wanted = { purpose: 'action', method: verb.method(), url: resolved.url, own } as const;
  arrived(turn, sid, beginExchange(turn, sid, wanted), { purpose: 'action', awaitedBy: 'nobody' });
  return { type: 'end', status, reason };
}
