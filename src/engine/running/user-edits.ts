import { diagnostic } from '../../errors/diagnostic.ts';
import { forget } from '../../http/cache.ts';
import { receiveCookies } from '../../http/cookies/cookies.ts';
import { httpUrl } from '../../http/url/http-url.ts';
import type { Sid } from '../identifiers.ts';
import { firstLeg, legAt } from '../legs.ts';
import type { Turn } from '../turn/turn.ts';

/** The user sets or removes a cookie of a leg as an answer of `url` would, or empties the jar (`header` is `null`). */
export function editJar(turn: Turn, sid: Sid, url: string, header: string | null): void {
  const leg = legAt(turn.board.legs, sid);
  if (!leg) return;
  if (header === null) {
    turn.setLeg(sid, { jar: [] });
    turn.product.jarChanged?.(turn, sid);
    return tell(turn, sid, 'the cookie jar was emptied by hand');
  }
  if (httpUrl(url) === null)
    return tell(turn, sid, `the cookie "${header}" was not taken: "${url}" sets none`);
  const time = { now: turn.now, date: turn.board.date + turn.now };
  const { jar, changes } = receiveCookies(leg.jar, url, [header], time);
  turn.setLeg(sid, { jar });
  turn.product.jarChanged?.(turn, sid);
  if (changes.length === 0) tell(turn, sid, `the cookie "${header}" has expired, and was not in the jar`);
  for (const change of changes) {
    tell(
      turn,
      sid,
      change.type === 'rejected'
        ? `the cookie "${header}" was not taken: ${change.reason}`
        : `the cookie ${change.cookie.name} was ${change.type} by hand`,
    );
  }
}

/** The user has the cache forget a URL, or everything. */
export function clearCache(turn: Turn, url: string | null): void {
  turn.set({ cache: forget(turn.board.cache, url) });
  const first = firstLeg(turn.board.legs);
  tell(
    turn,
    first?.sid ?? null,
    url === null ? 'the cache was emptied by hand' : `the cache forgot ${url} by hand`,
  );
}

function tell(turn: Turn, sid: Sid | null, message: string): void {
  turn.report(sid, diagnostic({ rule: 'edited', level: 'info', message }));
}
