import { draftNotes } from '../../debug/views/conversation/draft-view.ts';
import type { PaneContent } from '../frame/frame.ts';
import { draftRows } from '../prompt/draft.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { widthOf } from '../text/columns.ts';
import { fitLine } from '../text/fit-line.ts';
import { span } from '../text/line.ts';

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
