import type { Debuggable } from '../../debug/session/debuggable.ts';
import { fieldRows } from '../prompt/draft.ts';
import { groundOf, type Mode } from './mode.ts';
import type { PaneId, ViewState } from './view-state.ts';

/** Columns and rows of a terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A pane's place in its column. */
export interface PaneSlot {
  readonly pane: PaneId | 'legs' | 'keypad';
  readonly height: number;
}

/** A column of panes. */
export interface ColumnSlot {
  readonly width: number;
  readonly panes: readonly PaneSlot[];
}

/** How a screen is divided; `small` is one that is too small for anything. */
export type Layout =
  | { readonly kind: 'small' }
  | {
      readonly kind: 'wide' | 'narrow';
      readonly columns: readonly ColumnSlot[];
      /** The keypad takes one line above the footer instead of a pane. */
      readonly strip: boolean;
      /** The legs take one line below the first instead of a pane. */
      readonly legsLine: boolean;
      /** Lines of keys at the bottom. */
      readonly footer: number;
    };

/** The smallest screen that is drawn on. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

const WIDE: Size = { columns: 110, rows: 30 };
const KEYPAD_HEIGHT = 8;
/** Legs that are shown at once where they have a pane. */
const MOST_LEGS = 5;
/** Border and line of the field for speech. */
const SPEECH_ROWS = 3;
/** One for each thing that can be copied. */
export const COPY_MENU_ROWS = 5;
/** With fewer rows two panes below one another would show next to nothing. */
const TWO_PANES = 8;
/** With as many rows there is room for a second line of keys. */
const TWO_FOOTERS = 24;
/** The same while a message is written: the conversation counts more then. */
const TWO_PANES_WRITING = 14;

/** Rows that the `:` prompt takes at the bottom: a third of the screen, within reason. */
function promptRows({ rows }: Size): number {
  return Math.max(6, Math.min(14, Math.round(rows / 3)));
}

/** Rows that what is open below the panes takes. */
export function rowsBelow(size: Size, view: Below): number {
  const { mode, draft } = view;
  if (mode.kind === 'prompt') return promptRows(size);
  if (mode.kind === 'speech') return SPEECH_ROWS;
  if (mode.kind === 'copying') return COPY_MENU_ROWS + 2;
  return groundOf(mode) === 'writing' ? fieldRows(draft, size.columns) : 0;
}

/** What can be open below the panes. */
type Below = Pick<ViewState, 'mode' | 'draft'>;

/** What there is to show: several legs, or pairs of numbers, have a list; messages have no keypad. */
export interface Shown {
  readonly listed: number;
  readonly product: Debuggable['product'];
}

/**
 * Divides a screen: two columns of panes where there is room, else the document above one pane with tabs. Several
 * legs have a pane of their own, or a line.
 */
export function layoutOf(
  size: Size,
  view: Pick<ViewState, 'focus' | 'lower' | 'zoomed'> & Below,
  { listed: legs, product }: Shown,
): Layout {
  const { columns, rows } = size;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return { kind: 'small' };
  const wide = columns >= WIDE.columns && rows >= WIDE.rows;
  const below = rowsBelow(size, view);
  // While something is typed there are few keys to tell.
  const footer = wide || (rows >= TWO_FOOTERS && below === 0) ? 2 : 1;
  const messages = product === 'messaging';
  const legsPane = legs > 1 && wide && (below === 0 || messages) && !view.zoomed;
  const legsLine = legs > 1 && !legsPane;
  // The first line, and the line of problems and notices.
  const body = rows - 2 - footer - below - (legsLine ? 1 : 0);
  if (view.zoomed) {
    const pane = { pane: view.focus, height: body - 1 };
    return {
      kind: wide ? 'wide' : 'narrow',
      columns: [{ width: columns, panes: [pane] }],
      strip: true,
      legsLine,
      footer,
    };
  }
  if (!wide) {
    const single = leavesOnePane(view.mode, body - 1);
    return narrowLayout(columns, body - 1, { footer, legsLine }, { ...view, single });
  }
  const list = legsPane ? Math.min(legs, MOST_LEGS) + 2 : 0;
  return wideLayout(columns, body, { footer, legsLine }, { list, messages, below });
}

/** While a message is written its conversation counts more than the document. */
function leavesOnePane(mode: Mode, rows: number): boolean {
  return groundOf(mode) === 'writing' && mode.kind !== 'prompt' && rows < TWO_PANES_WRITING;
}

/** What every layout says besides its panes. */
type Chrome = Pick<Exclude<Layout, { readonly kind: 'small' }>, 'footer' | 'legsLine'>;

function wideLayout(
  columns: number,
  whole: number,
  chrome: Chrome,
  { list, messages, below }: { readonly list: number; readonly messages: boolean; readonly below: number },
): Layout {
  // While something is typed there is no keypad, but a line that says so; messages have none.
  const keypad = messages || below > 0 ? 0 : KEYPAD_HEIGHT;
  const body = keypad === 0 ? whole - 1 : whole;
  const legs = below > 0 && !messages ? 0 : list;
  // What is written and answered is the heart of a conversation.
  const share = messages ? 0.4 : 0.52;
  const left = Math.round(columns * 0.54);
  const twiml = Math.ceil((body - legs) * share);
  const http = Math.max(8, Math.round((body - keypad) * 0.34));
  return {
    kind: 'wide',
    strip: keypad === 0,
    ...chrome,
    columns: [
      {
        width: left,
        panes: [
          ...(legs === 0 ? [] : [{ pane: 'legs', height: legs } as const]),
          { pane: 'twiml', height: twiml },
          { pane: 'call', height: body - legs - twiml },
        ],
      },
      {
        width: columns - left,
        panes: [
          { pane: 'http', height: http },
          { pane: 'detail', height: body - http - keypad },
          ...(keypad === 0 ? [] : [{ pane: 'keypad', height: keypad } as const]),
        ],
      },
    ],
  };
}

/** The focused pane gets the larger part. */
function narrowLayout(
  columns: number,
  body: number,
  chrome: Chrome,
  view: Pick<ViewState, 'focus' | 'lower'> & { readonly single: boolean },
): Layout {
  if (view.single || body < TWO_PANES) {
    const only: PaneSlot = { pane: view.focus === 'twiml' ? 'twiml' : view.lower, height: body };
    return { kind: 'narrow', columns: [{ width: columns, panes: [only] }], strip: true, ...chrome };
  }
  const larger = Math.round(body * 0.6);
  const twiml = view.focus === 'twiml' ? larger : body - larger;
  const panes: readonly PaneSlot[] = [
    { pane: 'twiml', height: twiml },
    { pane: view.lower, height: body - twiml },
  ];
  return { kind: 'narrow', columns: [{ width: columns, panes }], strip: true, ...chrome };
}

/** Rows of content of a pane on this layout; 0 where it is not shown. */
export function pageOf(layout: Layout, pane: PaneId): number {
  if (layout.kind === 'small') return 0;
  const slot = layout.columns.flatMap(({ panes }) => panes).find((one) => one.pane === pane);
  return slot ? slot.height - 2 : 0;
}
