import type { LegRole } from '../../debug/leg-names.ts';
import type { Debuggable } from '../../debug/session/debuggable.ts';
import type { HopRef } from '../../debug/views/exchange/exchange-rows.ts';
import { type ExchangeRow, exchangeRow, hopRefs, legOf } from '../../debug/views/exchange/exchange-rows.ts';
import { homeOf } from '../../debug/views/text/url-text.ts';
import type { PaneContent } from '../frame/frame.ts';
import { topFor } from '../scene/list-movement.ts';
import type { Room, Scene } from '../scene/scene.ts';
import type { ViewState } from '../scene/view-state.ts';
import { pad, widthOf } from '../text/columns.ts';
import { fitLine } from '../text/fit-line.ts';
import { type Line, span, type Tone } from '../text/line.ts';
import { listRow } from '../text/rows.ts';

const TONES: Readonly<Record<ExchangeRow['tone'], Tone>> = {
  good: 'good',
  redirect: 'redirect',
  bad: 'error',
  waiting: 'waiting',
};

interface Widths {
  readonly number: number;
  /** For whose exchange it is; 0 while there is one leg only. */
  readonly leg: number;
  readonly url: number;
  readonly cookies: number;
  /** What the cache did; 0 where there is no room for it. */
  readonly cache: number;
}

/** The hop whose details are shown: the selected one, else the newest. */
export function selectedHop(target: Debuggable, { http }: Pick<ViewState, 'http'>): HopRef | null {
  const refs = hopRefs(target);
  return refs[http ?? refs.length - 1] ?? refs.at(-1) ?? null;
}

/** The exchange log: a line for each request on the wire. */
export function httpPane({ target, view, tops }: Scene, room: Room): PaneContent & { readonly top: number } {
  const title: Line = [span('HTTP', 'strong')];
  const refs = target ? hopRefs(target) : [];
  const total = refs.length;
  if (!target || total === 0) return { title, note: [], rows: [[span('  no request yet', 'quiet')]], top: 0 };
  const following = view.http === null || view.http >= total;
  const selected = following ? total - 1 : (view.http ?? 0);
  const listed = room.rows - 1;
  const top = topFor(selected, tops.http, listed, total);
  const widths = widthsFor(target, room.columns, refs.at(-1)?.number ?? 0);
  const home = homeOf(target);
  const rows = refs.slice(top, top + listed).map((ref, at) => {
    const spans = rowSpans(exchangeRow(ref, home), whoseOf(target, ref), widths);
    return listRow(spans, top + at === selected, room.focus);
  });
  return { title, note: noteOf(refs.at(-1)?.number ?? 0, following), rows: [heading(widths), ...rows], top };
}

/** The leg that an exchange is of. */
interface Whose {
  readonly name: string;
  readonly role: LegRole;
}

/** Whose exchange it is; the hops after a redirect are the same one's. */
function whoseOf({ journal: { names } }: Debuggable, ref: HopRef): Whose {
  const sid = legOf(ref);
  if (sid === null || (ref.kind === 'done' && ref.hop > 0)) return { name: '', role: 'caller' };
  return { name: names.of(sid), role: names.roleOf(sid) };
}

function legWidth({ product, legs, journal: { names } }: Debuggable): number {
  if (product === 'messaging' || legs.length < 2) return 0;
  return Math.min(10, Math.max(...legs.map(({ sid }) => widthOf(names.of(sid)))));
}

/** With fewer columns than this the verdict of the cache gives way to the names of legs. */
const ROOMY = 70;

/** Columns for what became of the cookies: fewer on a narrow screen, and beside the names of legs. */
function cookieWidth(columns: number, leg: number): number {
  if (columns >= 90) return 20;
  if (columns >= ROOMY) return 14;
  return leg === 0 ? 9 : 7;
}

function widthsFor(target: Debuggable, columns: number, exchanges: number): Widths {
  const number = Math.max(2, String(exchanges).length);
  const leg = legWidth(target);
  const cookies = cookieWidth(columns, leg);
  const cache = leg === 0 || columns >= ROOMY ? 6 : 0;
  // Mark, method, status, time, and a blank after each column but the last.
  const fixed = 1 + 4 + 4 + 6 + 4;
  const rest = [number, cookies, cache, leg].reduce((sum, width) => sum + width + Number(width > 0), 0);
  return { number, leg, cookies, cache, url: Math.max(8, columns - fixed - rest + 1) };
}

function heading({ number, leg, url, cookies, cache }: Widths): Line {
  const words = [
    pad('#', number, 'start'),
    ...(leg === 0 ? [] : [pad('leg', leg)]),
    '    ',
    'code',
    pad('url', url),
    pad('time', 6, 'start'),
    pad('cookies', cookies),
    ...(cache === 0 ? [] : [pad('cache', cache)]),
  ];
  return [span(` ${words.join(' ')}`, 'quiet')];
}

function rowSpans(row: ExchangeRow, whose: Whose, widths: Widths): Line {
  const { number, leg, url, cookies, cache } = widths;
  return [
    span(`${pad(row.number, number, 'start')} `, 'quiet'),
    ...(leg === 0 ? [] : [span(`${pad(whose.name, leg)} `, whose.role === 'callee' ? 'waiting' : 'quiet')]),
    span(`${pad(row.method, 4)} `),
    span(`${pad(row.status, 4)} `, TONES[row.tone]),
    ...place(row, url),
    span(`${pad(row.time.replace(' ', ''), 6, 'start')} `, 'quiet'),
    span(pad(row.cookies, cookies)),
    ...(cache === 0 ? [] : [span(` ${pad(row.cache, cache)}`, 'quiet')]),
  ];
}

/** The URL, and in front of it what kind of request this is. */
function place({ lead, fault, url }: ExchangeRow, columns: number): Line {
  const marks: Line = [
    ...(lead === '' ? [] : [span(`${lead} `, lead === '↪' ? 'plain' : 'strong')]),
    ...(fault ? [span('fault ', 'error')] : []),
  ];
  return [...fitLine([...marks, span(url)], columns), span(' ')];
}

function noteOf(exchanges: number, following: boolean): Line {
  const count = `${exchanges} exchange${exchanges === 1 ? '' : 's'}`;
  return [span(following ? count : `${count} · G follows`, 'quiet')];
}
