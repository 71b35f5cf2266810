import type { Debuggable } from '../../debug/debuggable.ts';
import type { HopRef } from '../../debug/views/exchange-rows.ts';
import { type ExchangeRow, exchangeRow, hopRefs } from '../../debug/views/exchange-rows.ts';
import { homeOf } from '../../debug/views/url-text.ts';
import type { PaneContent } from '../frame.ts';
import { topFor } from '../list-movement.ts';
import type { Room, Scene } from '../scene.ts';
import { pad } from '../text/columns.ts';
import { fitLine } from '../text/fit-line.ts';
import { type Line, span, type Tone } from '../text/line.ts';
import { listRow } from '../text/rows.ts';
import type { ViewState } from '../view-state.ts';

const TONES: Readonly<Record<ExchangeRow['tone'], Tone>> = {
  good: 'good',
  redirect: 'redirect',
  bad: 'error',
  waiting: 'waiting',
};

interface Widths {
  readonly number: number;
  readonly url: number;
  readonly cookies: number;
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
  const widths = widthsFor(room.columns, refs.at(-1)?.number ?? 0);
  const home = homeOf(target);
  const rows = refs
    .slice(top, top + listed)
    .map((ref, at) => listRow(rowSpans(exchangeRow(ref, home), widths), top + at === selected, room.focus));
  return { title, note: noteOf(refs.at(-1)?.number ?? 0, following), rows: [heading(widths), ...rows], top };
}

function widthsFor(columns: number, exchanges: number): Widths {
  const number = Math.max(2, String(exchanges).length);
  const cookies = columns >= 90 ? 20 : columns >= 70 ? 14 : 9;
  // Mark, method, status, time, cache, and the blanks between them.
  const fixed = 1 + 4 + 4 + 6 + 6 + 6;
  return { number, cookies, url: Math.max(8, columns - fixed - number - cookies) };
}

function heading({ number, url, cookies }: Widths): Line {
  const words = [
    pad('#', number, 'start'),
    '    ',
    'code',
    pad('url', url),
    pad('time', 6, 'start'),
    pad('cookies', cookies),
    'cache ',
  ];
  return [span(` ${words.join(' ')}`, 'quiet')];
}

function rowSpans(row: ExchangeRow, { number, url, cookies }: Widths): Line {
  return [
    span(`${pad(row.number, number, 'start')} `, 'quiet'),
    span(`${pad(row.method, 4)} `),
    span(`${pad(row.status, 4)} `, TONES[row.tone]),
    ...place(row, url),
    span(`${pad(row.time.replace(' ', ''), 6, 'start')} `, 'quiet'),
    span(`${pad(row.cookies, cookies)} `),
    span(pad(row.cache, 6), 'quiet'),
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
