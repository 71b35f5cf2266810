import type { PaneId, ViewState } from './view-state.ts';

/** Columns and rows of a terminal. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A pane's place in its column. */
export interface PaneSlot {
  readonly pane: PaneId | 'keypad';
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
      /** Lines of keys at the bottom. */
      readonly footer: number;
    };

/** The smallest screen that is drawn on. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

const WIDE: Size = { columns: 110, rows: 30 };
const KEYPAD_HEIGHT = 8;
/** One for each thing that can be copied. */
export const COPY_MENU_ROWS = 5;
/** With fewer rows two panes below one another would show next to nothing. */
const TWO_PANES = 8;

/** Rows that the `:` prompt takes at the bottom: a third of the screen, within reason. */
function promptRows({ rows }: Size): number {
  return Math.max(6, Math.min(14, Math.round(rows / 3)));
}

/** Rows that what is open below the panes takes. */
export function rowsBelow(size: Size, view: Pick<ViewState, 'prompt' | 'copying'>): number {
  if (view.prompt) return promptRows(size);
  return view.copying ? COPY_MENU_ROWS + 2 : 0;
}

/** Divides a screen: two columns of panes where there is room, else the document above one pane with tabs. */
export function layoutOf(
  size: Size,
  view: Pick<ViewState, 'focus' | 'lower' | 'zoomed' | 'prompt' | 'copying'>,
): Layout {
  const { columns, rows } = size;
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return { kind: 'small' };
  const wide = columns >= WIDE.columns && rows >= WIDE.rows;
  const footer = wide ? 2 : 1;
  // The first line, and the line of problems and notices.
  const below = rowsBelow(size, view);
  const body = rows - 2 - footer - below;
  if (view.zoomed) {
    const pane = { pane: view.focus, height: body - 1 };
    return {
      kind: wide ? 'wide' : 'narrow',
      columns: [{ width: columns, panes: [pane] }],
      strip: true,
      footer,
    };
  }
  if (!wide) return narrowLayout(columns, body - 1, footer, view);
  // While something is typed there is no keypad, but a line that says so.
  return below > 0
    ? wideLayout(columns, body - 1, footer, 0)
    : wideLayout(columns, body, footer, KEYPAD_HEIGHT);
}

function wideLayout(columns: number, body: number, footer: number, keypad: number): Layout {
  const left = Math.round(columns * 0.54);
  const twiml = Math.ceil(body * 0.52);
  const http = Math.max(8, Math.round((body - keypad) * 0.34));
  return {
    kind: 'wide',
    strip: keypad === 0,
    footer,
    columns: [
      {
        width: left,
        panes: [
          { pane: 'twiml', height: twiml },
          { pane: 'call', height: body - twiml },
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
  footer: number,
  view: Pick<ViewState, 'focus' | 'lower'>,
): Layout {
  if (body < TWO_PANES) {
    const only: PaneSlot = { pane: view.focus === 'twiml' ? 'twiml' : view.lower, height: body };
    return { kind: 'narrow', columns: [{ width: columns, panes: [only] }], strip: true, footer };
  }
  const larger = Math.round(body * 0.6);
  const twiml = view.focus === 'twiml' ? larger : body - larger;
  const panes: readonly PaneSlot[] = [
    { pane: 'twiml', height: twiml },
    { pane: view.lower, height: body - twiml },
  ];
  return { kind: 'narrow', columns: [{ width: columns, panes }], strip: true, footer };
}

/** Rows of content of a pane on this layout; 0 where it is not shown. */
export function pageOf(layout: Layout, pane: PaneId): number {
  if (layout.kind === 'small') return 0;
  const slot = layout.columns.flatMap(({ panes }) => panes).find((one) => one.pane === pane);
  return slot ? slot.height - 2 : 0;
}
