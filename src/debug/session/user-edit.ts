import type { Event } from '../../engine/event.ts';
import type { Delivery } from '../../engine/placed/inbound-message.ts';
import type { Leg, Switchboard } from '../../engine/switchboard.ts';
import { assertNever } from '../../errors/assert-never.ts';
import { nearestName } from '../../errors/nearest.ts';
import { type CookieRecord, receiveCookies } from '../../http/cookies/cookies.ts';
import { fateChange } from '../../message/fates.ts';

/** A change of the state by hand, as it is asked for. */
export type UserEdit =
  /** A Set-Cookie header, as if `url` had sent it. */
  | { readonly type: 'set-cookie'; readonly header: string; readonly url: string }
  | { readonly type: 'delete-cookie'; readonly name: string }
  | { readonly type: 'clear-cookies' }
  /** One URL, or with `null` all. */
  | { readonly type: 'clear-cache'; readonly url: string | null }
  /** What becomes of every message that is sent from now on; `null` is as planned. */
  | { readonly type: 'delivery'; readonly delivery: Delivery | null };

type WithoutTime<E> = E extends Event ? Omit<E, 'at'> : never;

/** An event of an edit, before it has its time. */
export type EditEvent = WithoutTime<Extract<Event, { type: 'set-cookie' | 'clear-cache' | 'shared' }>>;

/** The events of an edit, or the reason why it would do nothing. */
export function eventsOf(edit: UserEdit, leg: Leg | null, board: Switchboard): readonly EditEvent[] | string {
  switch (edit.type) {
    case 'delivery':
      return [fateChange(edit.delivery)];
    case 'set-cookie':
    case 'delete-cookie':
    case 'clear-cookies':
      return leg ? jarEvents(edit, leg, board) : NOTHING_YET;
    case 'clear-cache':
      return leg ? clearCache(edit.url, board) : NOTHING_YET;
    default:
      return assertNever(edit);
  }
}

const NOTHING_YET = 'there is no call, and no message';

type JarEdit = Extract<UserEdit, { type: 'set-cookie' | 'delete-cookie' | 'clear-cookies' }>;

function jarEvents(edit: JarEdit, leg: Leg, board: Switchboard): readonly EditEvent[] | string {
  switch (edit.type) {
    case 'set-cookie':
      return setCookie(edit, leg, board);
    case 'delete-cookie':
      return deleteCookie(edit.name, leg);
    case 'clear-cookies':
      if (leg.jar.length === 0) return 'the cookie jar is empty';
      return [{ type: 'set-cookie', leg: leg.sid, url: '', header: null }];
    default:
      return assertNever(edit);
  }
}

/** Tried first: a header that is no cookie changes nothing, and the user should hear why. */
function setCookie(
  { header, url }: Extract<UserEdit, { type: 'set-cookie' }>,
  { sid, jar }: Leg,
  { now, date }: Switchboard,
): readonly EditEvent[] | string {
  const [change] = receiveCookies(jar, url, [header], { now, date: date + now }).changes;
  if (!change) return 'it has expired already, and there is no such cookie to remove';
  if (change.type === 'rejected') return `"${header}" is not taken for a cookie of ${url}: ${change.reason}`;
  return [{ type: 'set-cookie', leg: sid, url, header }];
}

/** Every cookie of that name, whatever its path. */
function deleteCookie(name: string, { sid, jar }: Leg): readonly EditEvent[] | string {
  const cookies = jar.filter((cookie) => cookie.name === name);
  if (cookies.length > 0) {
    return cookies.map((cookie) => ({ type: 'set-cookie', leg: sid, ...expiry(cookie) }));
  }
  const names = [...new Set(jar.map((cookie) => cookie.name))];
  if (names.length === 0) return `there is no cookie "${name}": the jar is empty`;
  const near = nearestName(name, names);
  const hint = near === null ? ':' : `: did you mean ${near}?`;
  return `there is no cookie "${name}"${hint} there is ${names.join(', ')}`;
}

/** The header that removes a cookie, and a URL that may send it. */
function expiry({ name, domain, hostOnly, path, secure }: CookieRecord): { url: string; header: string } {
  const attributes = [
    ...(hostOnly ? [] : [`Domain=${domain}`]),
    `Path=${path}`,
    ...(secure ? ['Secure'] : []),
    'Max-Age=0',
  ];
  return { url: `https://${domain}/`, header: `${name}=; ${attributes.join('; ')}` };
}

function clearCache(url: string | null, { cache }: Switchboard): readonly EditEvent[] | string {
  const kept = Object.keys(cache);
  if (kept.length === 0) return 'the cache is empty';
  if (url !== null && !kept.includes(url)) return `the cache does not have ${url}; it has ${kept.join(', ')}`;
  return [{ type: 'clear-cache', url }];
}
