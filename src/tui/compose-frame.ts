import { footer } from './chrome/footer.ts';
import { headLine } from './chrome/head-line.ts';
import { helpOverlay } from './chrome/help-overlay.ts';
import { promptOverlay } from './chrome/prompt-overlay.ts';
import { speechField } from './chrome/speech-field.ts';
import { statusLine } from './chrome/status-line.ts';
import type { Controls } from './commands/controls.ts';
import { copiedView } from './copy/copied-view.ts';
import { copyMenu } from './copy/copy-menu.ts';
import { type Frame, framed, type PaneFrame } from './frame/frame.ts';
import { messageField } from './message/message-field.ts';
import { pairsLine } from './message/pairs-pane.ts';
import { writerStrip } from './message/writer-strip.ts';
import { tabs, tabsOf } from './panes/detail-tabs.ts';
import { keypadStrip } from './panes/keypad-pane.ts';
import { legsLine } from './panes/legs-pane.ts';
import { paneContent } from './panes/pane-content.ts';
import { type Layout, type PaneSlot, rowsBelow, SMALLEST } from './scene/layout.ts';
import type { Room, Scene, Tops } from './scene/scene.ts';
import { sceneLayout } from './scene/scene-layout.ts';
import { fitLine, lineWidth } from './text/fit-line.ts';
import { type Line, span } from './text/line.ts';

/** How much of the help is seen at once: all but the first line, its border, and what stands below it. */
export function helpHeight(rows: number, layout: Layout): number {
  return layout.kind === 'small' ? 0 : rows - 4 - layout.footer - (layout.strip ? 1 : 0);
}

/** Makes a frame of what is to be seen: plain data, the same for the same session and view. */
export function composeFrame(screen: Controls): Frame {
  const { size, view, tops } = screen;
  const layout = sceneLayout(screen);
  if (layout.kind === 'small') return smallFrame(screen);
  const head = [headLine(screen)];
  const messages = screen.product === 'messaging';
  const strip = layout.strip ? [messages ? writerStrip(screen) : keypadStrip(screen)] : [];
  const foot = [...strip, statusLine(screen), ...footer(screen, layout.footer)].map((row) =>
    fitLine(row, size.columns),
  );
  if (view.mode.kind === 'copied') {
    const rows = size.rows - head.length - foot.length;
    const text = copiedView(view.mode.text, view.mode.top, { columns: size.columns, rows });
    return { size, head: [...head, ...text], columns: [], below: [], foot, tops };
  }
  if (view.mode.kind === 'help') {
    const height = size.rows - head.length - foot.length;
    const content = helpOverlay(screen, view.mode.top, {
      columns: size.columns - 2,
      rows: height - 2,
      focus: true,
    });
    const overlay = framed('help', content, { width: size.columns, height, focus: true });
    return { size, head, columns: [[overlay]], below: [], foot, tops };
  }
  if (layout.legsLine) head.push(messages ? pairsLine(screen) : legsLine(screen));
  const seen = { ...tops };
  const columns = layout.columns.map((column) =>
    column.panes.map((slot) => pane(screen, { ...slot, width: column.width, layout }, seen)),
  );
  return { size, head, columns, below: paneBelow(screen), foot, tops: seen };
}

/** What is open below the panes: the `:` prompt, a field for speech or a message, or what can be copied. */
function paneBelow(screen: Controls): readonly PaneFrame[] {
  const { size, view } = screen;
  const height = rowsBelow(size, view);
  if (height === 0) return [];
  const box = { width: size.columns, height, focus: true };
  const room = { columns: box.width - 2, rows: height - 2, focus: true };
  const { mode } = view;
  if (mode.kind === 'speech') return [framed('speech', speechField(screen, mode.field, room.columns), box)];
  if (mode.kind === 'prompt') return [framed('prompt', promptOverlay(screen, mode.field, room), box)];
  return mode.kind === 'copying'
    ? [framed('copy', copyMenu(screen, room.columns), box)]
    : [framed('message', messageField(screen, room), box)];
}

/** Too small to be of use: it says so, and the call keeps its state. */
function smallFrame({ size, tops, target }: Controls): Frame {
  const needed = `${SMALLEST.columns}x${SMALLEST.rows}`;
  const has = `${size.columns}x${size.rows}`;
  const texts = [
    [
      `terminal too small (need ${needed}, have ${has})`,
      `needs ${needed}, has ${has}`,
      `need ${needed}`,
      needed,
    ],
    [target ? 'the call keeps its state; q quits' : 'q quits', 'q quits', 'q'],
  ].map((forms) => forms.find((text) => text.length <= size.columns) ?? '');
  const head = texts.slice(0, size.rows).map((text) => fitLine([span(text)], size.columns));
  return { size, head, columns: [], below: [], foot: [], tops };
}

function pane(
  screen: Controls,
  { pane: id, height, width, layout }: PaneSlot & { readonly width: number; readonly layout: Layout },
  tops: { -readonly [K in keyof Tops]: Tops[K] },
): PaneFrame {
  const focus = screen.view.focus === id && rowsBelow(screen.size, screen.view) === 0;
  const room = { columns: width - 2, rows: height - 2, focus };
  const content = paneContent(screen, id, room);
  if (id !== 'keypad' && id !== 'legs' && id !== 'detail' && content.top !== undefined)
    tops[id] = content.top;
  const tabbed = layout.kind === 'narrow' && id !== 'twiml' && id !== 'legs' && id !== 'keypad';
  const restores = span(`${content.note.length > 0 ? ' · ' : ''}z restores`, 'quiet');
  const note = screen.view.zoomed ? [...content.note, restores] : content.note;
  const shown = { ...content, note, ...(tabbed ? { title: lowerTabs(screen, room, note) } : {}) };
  return framed(id, shown, { width, height, focus });
}

/** On a narrow screen one pane below the document shows everything else, under tabs. */
function lowerTabs(scene: Scene, { columns }: Room, note: Line): Line {
  const { lower, detailTab } = scene.view;
  const story = scene.product === 'messaging' ? 'messages' : 'call';
  const names = [story, 'http', ...tabsOf(scene)];
  const active = { detail: detailTab, call: story, http: 'http' } as const;
  return tabs(names, active[lower], columns - 7 - lineWidth(note));
}
