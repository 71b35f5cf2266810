import type { KeyName } from '../input/key.ts';
import { type EditedLine, edited } from '../input/line-editor.ts';
import { widthOf } from '../text/columns.ts';
import { GraphemeSegmenter } from '../text/grapheme-segmenter.ts';
import { type Line, span } from '../text/line.ts';
import { EMPTY_PROMPT, type Prompt, prompted } from './prompt.ts';

/** More than a message may have, so that what is too long can be seen and mended. */
const LONGEST = 3200;

/** What a key does to the message that is being written: changes it, or `send`, `leave`, `command`. */
export function drafted(
  draft: Prompt,
  key: KeyName,
  history: readonly string[],
): Prompt | 'send' | 'leave' | 'command' {
  switch (key) {
    case 'Enter':
      return 'send';
    case 'Esc':
      return 'leave';
    case 'Ctrl-P':
      return 'command';
    case 'Alt-Enter':
      return writtenInto(draft, '\n');
    case 'Up':
    case 'Down': {
      const next = prompted(draft, key, { completions: () => [], history });
      return typeof next === 'string' ? draft : next;
    }
    case 'Space':
      return writtenInto(draft, ' ');
    default: {
      if ([...key].length === 1) return writtenInto(draft, key);
      const line = edited(draft.line, key);
      return line ? changed(draft, line) : draft;
    }
  }
}

/** Puts text in at the cursor: line breaks stay, and so does all that people write with; controls do not. */
export function writtenInto(draft: Prompt, piece: string): Prompt {
  const { text, cursor } = draft.line;
  const clean = piece
    .replace(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '');
  const fitting = clean.slice(0, Math.max(0, LONGEST - text.length));
  return changed(draft, {
    text: text.slice(0, cursor) + fitting + text.slice(cursor),
    cursor: cursor + fitting.length,
  });
}

function changed(draft: Prompt, line: EditedLine): Prompt {
  return line.text === draft.line.text ? { ...draft, line } : { ...EMPTY_PROMPT, line, typed: line.text };
}

const segmenter = new GraphemeSegmenter();

/**
 * The message in rows of at most so many columns, with its cursor, and the row that this is in. A cursor at the end of
 * a full line stands one column further out.
 */
export function draftRows(
  { text, cursor }: EditedLine,
  columns: number,
): { readonly rows: readonly Line[]; readonly cursorRow: number } {
  const rows: Line[] = [];
  let before = '';
  let marked: Line = [];
  let after = '';
  let width = 0;
  let cursorRow = 0;
  const end = () => {
    rows.push([span(before), ...marked, span(after)]);
    [before, marked, after, width] = ['', [], '', 0];
  };
  const put = (segment: string) => {
    if (marked.length > 0) after += segment;
    else before += segment;
  };
  // The blank behind the last character is there for the cursor only.
  const pieces = segmenter.segment(cursor === text.length ? `${text} ` : text);
  for (const { segment, index } of pieces) {
    const breaks = segment === '\n' || segment === '\r\n';
    const wide = widthOf(segment);
    if (width + wide > columns) end();
    width += wide;
    if (index === cursor) [marked, cursorRow] = [[span(breaks ? ' ' : segment, 'selected')], rows.length];
    else if (!breaks) put(segment);
    if (breaks) end();
  }
  end();
  return { rows, cursorRow };
}

/** Rows of a message that are shown while it is written. */
const MOST_ROWS = 5;
/** Border, and the blanks left and right. */
const BESIDE = 4;

/** Rows that the field takes on a screen so wide, with its border. */
export function fieldRows({ line }: Pick<Prompt, 'line'>, columns: number): number {
  return Math.min(MOST_ROWS, draftRows(line, columns - BESIDE).rows.length) + 2;
}
