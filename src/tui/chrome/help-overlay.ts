import { type CommandGroup, formOf } from '../../debug/commands/command.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import { type Action, actionsFor } from '../commands/actions.ts';
import type { Controls } from '../commands/controls.ts';
import type { PaneContent } from '../frame/frame.ts';
import type { Room } from '../scene/scene.ts';
import { pad, wrapColumns } from '../text/columns.ts';
import { type Line, line, span } from '../text/line.ts';

/** The headings, in the order in which they are shown. */
const GROUPS: Readonly<Record<CommandGroup, string>> = {
  caller: 'The caller',
  legs: 'Several legs',
  messages: 'Messages',
  run: 'Running',
  stops: 'Breakpoints and problems',
  requests: 'Requests, cookies and cache',
  move: 'Looking around',
  app: 'twiml-debug',
};

const MARKS: readonly (readonly [string, string])[] = [
  ['▸', 'runs now, or next while paused'],
  ['▹', 'around it: has started, not finished'],
  ['✓', 'has run'],
  ['●', 'breakpoint'],
  ['!', 'has a problem'],
];

/** All rows of the help. */
export function helpRows(screen: Controls, columns: number): readonly Line[] {
  const rows: Line[] = [];
  for (const [group, title] of Object.entries(GROUPS)) {
    const actions = actionsFor(screen).filter((action) => action.group === group);
    if (actions.length === 0) continue;
    rows.push(line(` ${title}`, 'strong'));
    // What has a key comes first.
    const sorted = actions.toSorted((a, b) => Number(a.keys.length === 0) - Number(b.keys.length === 0));
    for (const action of sorted) rows.push(...actionRows(action, screen, columns));
    rows.push([]);
  }
  rows.push(line(' Marks in the document', 'strong'));
  for (const [mark, meaning] of MARKS) rows.push([span(`   ${pad(mark, 12)}`, 'key'), span(meaning)]);
  const notices = [...(screen.target?.notices ?? []), ...(screen.target?.remarks ?? [])];
  if (notices.length > 0) rows.push([], line(' Good to know', 'strong'));
  for (const notice of notices) {
    for (const text of wrapColumns(visibleText(notice), columns - 4)) rows.push([span('   '), span(text)]);
  }
  return rows;
}

/** Every key there is, with the reason where one does nothing now. */
export function helpOverlay(screen: Controls, first: number, { columns, rows: height }: Room): PaneContent {
  const rows = helpRows(screen, columns);
  const top = Math.min(first, Math.max(0, rows.length - height));
  const shown = rows.slice(top, top + height);
  const more =
    rows.length > height
      ? `${top + 1}-${top + shown.length} of ${rows.length} · j k scroll · Esc closes`
      : 'Esc closes';
  return { title: [span('Help', 'strong')], note: [span(more, 'quiet')], rows: shown };
}

/** What has no key is written at the prompt. */
function actionRows(action: Action, screen: Controls, columns: number): readonly Line[] {
  const { keys, title, help } = action;
  const reason = action.unavailable(screen);
  const name = keys.length > 0 ? pad(keys.join(' '), 12) + pad(title, 12) : pad(`:${formOf(action)}`, 24);
  const names = span(`   ${name} `, reason === null ? 'key' : 'quiet');
  const indent = span(' '.repeat(names.text.length));
  const text = reason === null ? help : `(${reason})`;
  return wrapColumns(text, columns - names.text.length - 1).map((piece, at) => [
    at === 0 ? names : indent,
    span(piece, reason === null ? 'plain' : 'quiet'),
  ]);
}
