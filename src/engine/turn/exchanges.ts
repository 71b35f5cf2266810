import { begin } from '../../http/exchange.ts';
import type { Progress, WebhookRequest } from '../../http/exchange-state.ts';
import { drawUuid, type Sid } from '../identifiers.ts';
import { type AwaitedBy, type Work, workFor } from '../pending.ts';
import { type DocumentRequest, isCallback, type Purpose } from '../request.ts';
import { tellAbandoned } from './exchange-summary.ts';
import type { Product } from './product.ts';
import type { Turn } from './turn.ts';

/** Begins an exchange on behalf of a leg; its answer comes back through `arrived`. */
export function beginExchange(turn: Turn, sid: Sid, wanted: DocumentRequest): Progress {
  const { product, board } = turn;
  const media = wanted.purpose === 'media';
  const request: WebhookRequest = {
    method: wanted.method,
    url: wanted.url,
    // A file is asked for without any (Twilio docs: Play).
    standard: media ? [] : (wanted.standard ?? product.parameters(turn.leg(sid), board)),
    own: wanted.own,
    dialect: product.dialect(wanted.purpose),
    expects: expectedOf(wanted.purpose, product),
    token: drawUuid(board.seed, turn.draw()),
  };
  return begin(request, board.rules, exchangeState(turn, sid, wanted.purpose), turn.board);
}

/** What is wanted of the answer: a callback wants none. */
function expectedOf(purpose: Purpose, { sendsFiles }: Product): WebhookRequest['expects'] {
  if (isCallback(purpose)) return 'nothing';
  if (purpose !== 'media') return 'document';
  return sendsFiles ? 'attachment' : 'media';
}

/** What an exchange of a leg may read and change; callbacks, and files that are sent on, have no cookies. */
export function exchangeState(
  turn: Turn,
  sid: Sid,
  purpose: Purpose,
): Pick<Progress, 'jar' | 'logins' | 'cache'> {
  const { jar, logins } = turn.leg(sid);
  return { jar: isApart(turn.product, purpose) ? [] : jar, logins, cache: turn.board.cache };
}

/** Puts the state of an exchange back: what it did to the jar and the cache, and its next hop. */
export function progressed(
  turn: Turn,
  sid: Sid,
  progress: Progress,
  hop: { readonly purpose: Purpose; readonly awaitedBy: AwaitedBy },
): void {
  const { jar, logins, cache, exchange } = progress;
  if (cache !== turn.board.cache) turn.set({ cache });
  const leg = turn.leg(sid);
  const kept = isApart(turn.product, hop.purpose) ? leg.jar : jar;
  if (kept !== leg.jar || logins !== leg.logins) {
    turn.setLeg(sid, { jar: kept, logins });
    if (kept !== leg.jar) turn.product.jarChanged?.(turn, sid);
  }
  if (exchange) turn.start(sid, { kind: 'hop', exchange, ...hop });
}

/**
 * Gives up every work for a leg, or for a verb of it, that the test says yes to. An exchange that was sent is told all the same: a document still
 * gets its answer, for which nobody waits any more; a file is abandoned.
 */
export function giveUpWhere(turn: Turn, sid: Sid, test: (work: Work) => boolean): void {
  for (const work of workFor(turn.board.pending, sid)) {
    if (!test(work)) continue;
    const sent = work.kind === 'hop' && isSent(turn, work);
    if (sent && work.purpose !== 'media') {
      turn.replace({ ...work, awaitedBy: 'nobody' });
      continue;
    }
    turn.drop(work.id);
    if (sent) tellAbandoned(turn, work);
  }
}

/** What this very step has put on the wire nobody has sent yet, unless an earlier hop of it. */
function isSent(turn: Turn, { id, exchange }: Extract<Work, { kind: 'hop' }>): boolean {
  return turn.wasUnderWay(id) || exchange.hops.length > 0;
}

/** Exchanges beside the conversation neither see its cookies nor change them. */
function isApart({ sendsFiles }: Product, purpose: Purpose): boolean {
  return isCallback(purpose) || (purpose === 'media' && sendsFiles === true);
}
