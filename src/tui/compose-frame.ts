import { footer } from './chrome/footer.ts';
import { headLine } from './chrome/head-line.ts';
import { helpOverlay } from './chrome/help-overlay.ts';
import { statusLine } from './chrome/status-line.ts';
import { type Frame, framed, type PaneContent, type PaneFrame, type Tops } from './frame.ts';
import { type ColumnSlot, type Layout, layoutOf, type PaneSlot, SMALLEST } from './layout.ts';
import { callPane } from './panes/call-pane.ts';
import { detailPane, tabs, tabsOf } from './panes/detail-pane.ts';
import { httpPane } from './panes/http-pane.ts';
import { keypadPane, keypadStrip } from './panes/keypad-pane.ts';
import { twimlPane } from './panes/twiml-pane.ts';
import type { Room, Scene } from './scene.ts';
import type { Screen } from './screen.ts';
import { fitLine } from './text/fit-line.ts';
import { type Line, span } from './text/line.ts';

/** Makes a frame of what is to be seen: plain data, the same for the same session and view. */
export function composeFrame(screen: Screen): Frame {
  const { size, view, tops } = screen;
  const layout = layoutOf(size, view);
  if (layout.kind === 'small') return smallFrame(screen);
  const head = [headLine(screen)];
  const strip = layout.strip ? [keypadStrip(screen)] : [];
  const foot = [...strip, statusLine(screen), ...footer(screen, layout.footer)].map((row) =>
    fitLine(row, size.columns),
  );
  if (view.help) {
    const height = size.rows - head.length - foot.length;
    const content = helpOverlay(screen, { columns: size.columns - 2, rows: height - 2, focus: true });
    const overlay = framed('help', content, { width: size.columns, height, focus: true });
    return { size, head, columns: [[overlay]], foot, tops };
  }
  const seen = { ...tops };
  const columns = layout.columns.map((column) =>
    column.panes.map((slot) => pane(screen, layout, column, slot, seen)),
  );
  return { size, head, columns, foot, tops: seen };
}

/** Too small to be of use: it says so, and the call keeps its state. */
function smallFrame({ size, tops, target }: Screen): Frame {
  const { columns, rows } = SMALLEST;
  const texts = [
    `terminal too small (need ${columns}x${rows}, have ${size.columns}x${size.rows})`,
    target ? 'the call keeps its state; q quits' : 'q quits',
  ];
  const head = texts.slice(0, size.rows).map((text) => fitLine([span(text)], size.columns));
  return { size, head, columns: [], foot: [], tops };
}

function pane(
  screen: Screen,
  layout: Layout,
  { width }: ColumnSlot,
  { pane: id, height }: PaneSlot,
  tops: { -readonly [K in keyof Tops]: Tops[K] },
): PaneFrame {
  const focus = screen.view.focus === id;
  const room = { columns: width - 2, rows: height - 2, focus };
  const content = contentOf(screen, id, room);
  if (id !== 'keypad' && id !== 'detail' && content.top !== undefined) tops[id] = content.top;
  const tabbed = layout.kind === 'narrow' && id !== 'twiml' && id !== 'keypad';
  const note = screen.view.zoomed ? [span('z restores', 'quiet')] : content.note;
  const shown = { ...content, note, ...(tabbed ? { title: lowerTabs(screen, room) } : {}) };
  return framed(id, shown, { width, height, focus });
}

function contentOf(scene: Scene, id: PaneSlot['pane'], room: Room): PaneContent & { readonly top?: number } {
  switch (id) {
    case 'twiml':
      return twimlPane(scene, room);
    case 'call':
      return callPane(scene, room);
    case 'http':
      return httpPane(scene, room);
    case 'detail':
      return detailPane(scene, room);
    case 'keypad':
      return keypadPane(scene, room);
  }
}

/** On a narrow screen one pane below the document shows everything else, under tabs. */
function lowerTabs(scene: Scene, { columns }: Room): Line {
  const { lower, detailTab } = scene.view;
  const row = tabs(['call', 'http', ...tabsOf(scene)], lower === 'detail' ? detailTab : lower);
  return fitLine(
    row,
    Math.min(
      columns - 4,
      row.reduce((sum, { text }) => sum + text.length, 0),
    ),
  );
}
