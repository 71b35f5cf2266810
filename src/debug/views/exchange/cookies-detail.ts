import type { CookieRecord } from '../../../http/cookies/cookies.ts';
import { cookiesLeftMs } from '../../../message/conversation.ts';

import { type Pair, pairOf } from '../../conversation/pair.ts';
import type { HopSummary } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { spanText } from '../text/time-text.ts';
import { bad, type DetailRow, field, fields, GAP, heading, note } from './detail-row.ts';

/** The cookies of one hop. */
export function cookiesDetail({
  cookiesSent,
  cookiesSet,
  cookiesRejected,
  cookiesWithheld = [],
}: HopSummary): readonly DetailRow[] {
  const changes = Object.entries(cookiesSet);
  const set = changes.flatMap(([name, value]) => (value === null ? [] : [field(name, value)]));
  const removed = changes.flatMap(([name, value]) => (value === null ? [name] : []));
  const rows = [heading('sent'), ...fields(cookiesSent, 'none'), GAP];
  if (cookiesWithheld.length > 0) rows.push(heading('not sent'));
  for (const { name, reason } of cookiesWithheld) rows.push(note(`${name} (${reason})`));
  if (cookiesWithheld.length > 0) rows.push(GAP);
  rows.push(heading('set by the answer'));
  rows.push(...(set.length === 0 ? [note('none')] : set));
  if (removed.length > 0) rows.push(GAP, heading('removed'), ...removed.map((name) => note(name)));
  if (cookiesRejected.length > 0) rows.push(GAP, heading('rejected'));
  for (const { header, reason } of cookiesRejected) rows.push(bad(reason), note(header));
  return rows;
}

/** All cookies of the call, as they are at this position. */
export function jarDetail(target: Debuggable): readonly DetailRow[] {
  const { leg, now } = target;
  const jar = leg?.jar ?? [];
  const pair = target.product === 'messaging' ? pairOf(target) : null;
  const lasts = pair ? lastsFor(target, pair) : 'as long as the call';
  return [
    heading(jar.length === 0 ? 'the jar now: empty' : `the jar now: ${jar.length}`),
    ...(pair ? [note(`  of ${pair.from} → ${pair.to}`)] : []),
    ...jar.flatMap((cookie) => [
      field(cookie.name, cookie.value),
      note(`  ${attributes(cookie, now, lasts)}`),
    ]),
  ];
}

/** Cookies of messages are forgotten when nothing is written for four hours. */
function lastsFor({ board, now }: Debuggable, pair: Pair): string {
  const left = board ? cookiesLeftMs(board, pair, Math.max(board.now, now)) : 0;
  return left <= 0 ? 'forgotten: four hours without a message' : `${spanText(left)} left without a message`;
}

function attributes(cookie: CookieRecord, now: number, lasts: string): string {
  const { domain, hostOnly, path, secure, httpOnly, expiresAt } = cookie;
  return [
    hostOnly ? domain : `${domain} and below`,
    path,
    expiresAt === null ? lasts : expiry(expiresAt - now),
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
  ].join(' · ');
}

function expiry(leftMs: number): string {
  return leftMs <= 0 ? 'expired' : `expires in ${spanText(leftMs)}`;
}
