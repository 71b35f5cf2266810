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

/** Divides a screen: two columns of panes where there is room, else the document above one pane with tabs. */
export function layoutOf(
  { columns, rows }: Size,
  view: Pick<ViewState, 'focus' | 'lower' | 'zoomed'>,
): Layout {
  if (columns < SMALLEST.columns || rows < SMALLEST.rows) return { kind: 'small' };
  const wide = columns >= WIDE.columns && rows >= WIDE.rows;
  const footer = wide ? 2 : 1;
  // The first line, and the line of problems and notices.
  const body = rows - 2 - footer;
  if (view.zoomed) {
    const pane = { pane: view.focus, height: body - 1 };
    return {
      kind: wide ? 'wide' : 'narrow',
      columns: [{ width: columns, panes: [pane] }],
      strip: true,
      footer,
    };
  }
  return wide ? wideLayout(columns, body, footer) : narrowLayout(columns, body - 1, footer, view);
}

function wideLayout(columns: number, body: number, footer: number): Layout {
  const left = Math.round(columns * 0.54);
  const twiml = Math.ceil(body * 0.52);
  const http = Math.max(8, Math.round((body - KEYPAD_HEIGHT) * 0.34));
  return {
    kind: 'wide',
    strip: false,
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
          { pane: 'detail', height: body - http - KEYPAD_HEIGHT },
          { pane: 'keypad', height: KEYPAD_HEIGHT },
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
