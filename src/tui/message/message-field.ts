import { draftNotes } from '../../debug/views/conversation/draft-view.ts';
import type { PaneContent } from '../frame.ts';
import type { Room, Scene } from '../scene.ts';
import { widthOf } from '../text/columns.ts';
import { fitLine } from '../text/fit-line.ts';
import { span } from '../text/line.ts';
import type { ViewState } from '../view-state.ts';
import { draftRows } from './draft.ts';

/** Rows of a message that are shown while it is written. */
const MOST_ROWS = 5;
/** Border, and the blanks left and right. */
const BESIDE = 4;

/** Rows that the field takes on a screen so wide, with its border. */
export function fieldRows({ draft }: Pick<ViewState, 'draft'>, columns: number): number {
  return Math.min(MOST_ROWS, draftRows(draft.line, columns - BESIDE).rows.length) + 2;
}

/** The field for the next message: as whom it is written, and what goes with it. */
export function messageField(scene: Scene, { columns, rows: height }: Room): PaneContent {
  const { view, target } = scene;
  const { rows, cursorRow } = draftRows(view.draft.line, columns - 2);
  const top = Math.max(0, Math.min(cursorRow - height + 1, rows.length - height));
  const title = `Message ${target?.live?.writer ? `from ${target.live.writer.pair.from}` : ''}`.trim();
  const notes = target ? draftNotes(target, view.draft.line.text) : [];
  const room = columns - widthOf(title) - 8;
  const note = notes.find((text) => widthOf(text) <= room) ?? '';
  return {
    title: [span(title, 'strong')],
    note: note === '' ? [] : [span(note, 'quiet')],
    rows: rows.slice(top, top + height).map((row) => fitLine([span(' '), ...row], columns)),
  };
}
