import { completionsOf } from '../../debug/command-line.ts';
import { visibleText } from '../../debug/views/visible-text.ts';
import { ACTIONS, type Action } from '../actions.ts';
import type { PaneContent } from '../frame.ts';
import { type Prompt, soughtBy } from '../prompt/prompt.ts';
import type { Room } from '../scene.ts';
import type { Screen } from '../screen.ts';
import { pad, takeColumns, widthOf, wrapColumns } from '../text/columns.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, line, span, toned } from '../text/line.ts';

/** The `:` prompt: the line, what is wrong with it, and what it could become. */
export function promptOverlay(screen: Screen, prompt: Prompt, { columns, rows }: Room): PaneContent {
  const completions = completionsOf(soughtBy(prompt), ACTIONS, screen);
  const error = prompt.error === null ? [] : errorRows(prompt.error, columns).slice(0, rows - 1);
  const height = rows - 1 - error.length;
  const top = Math.max(
    0,
    Math.min((prompt.chosen ?? 0) - Math.floor(height / 2), completions.length - height),
  );
  const shown = completions.slice(top, top + height);
  const widest = Math.max(12, ...completions.map(({ label }) => widthOf(label)));
  const widths = { label: Math.min(widest, Math.floor(columns / 3)), keys: columns < 80 ? 0 : 9 };
  const list = shown.map((one, at) => {
    const row = completionRow(one, screen, widths);
    const selected = top + at === prompt.chosen;
    return fitLine([span(selected ? '▸ ' : '  '), ...(selected ? toned(row, 'selected') : row)], columns);
  });
  const none =
    completions.length === 0 && error.length === 0 ? [line('  no command looks like this', 'quiet')] : [];
  const count = `${completions.length} ${completions.length === 1 ? 'choice' : 'choices'}`;
  return {
    title: [span('Command', 'strong')],
    note: [span(completions.length > height ? `${count} · keep typing` : count, 'quiet')],
    rows: [promptLine(prompt, columns), ...error, ...list, ...none],
  };
}

/** The line with its cursor; of a long one the part around the cursor. */
function promptLine({ line: { text, cursor } }: Prompt, columns: number): Line {
  const room = columns - 3;
  const [at] = new Intl.Segmenter().segment(text.slice(cursor));
  const under = at?.segment ?? ' ';
  let before = text.slice(0, cursor);
  while (widthOf(before) + widthOf(under) > room) before = before.slice(Math.max(1, Math.floor(room / 3)));
  const after = takeColumns(text.slice(cursor + under.length), room - widthOf(before) - widthOf(under));
  return [span(' :', 'key'), span(before), span(under, 'selected'), span(after)];
}

function errorRows(error: string, columns: number): readonly Line[] {
  return wrapColumns(visibleText(error), columns - 4).map((text, at) => [
    span(at === 0 ? ' ! ' : '   ', 'error'),
    span(text, 'error'),
  ]);
}

function completionRow(
  { label, help, command }: { readonly label: string; readonly help: string; readonly command: Action },
  screen: Screen,
  widths: { readonly label: number; readonly keys: number },
): Line {
  const reason = command.unavailable(screen);
  const name = span(`${pad(visibleText(label), widths.label)}  `, reason === null ? 'key' : 'quiet');
  const keys = span(widths.keys === 0 ? '' : pad(command.keys.join(' '), widths.keys), 'quiet');
  const about = visibleText(reason === null ? help : `(${reason})`);
  return [name, keys, span(about, reason === null ? 'plain' : 'quiet')];
}

/** The keys that do something in the prompt, as many as fit. */
export function promptHints(columns: number): Line {
  const hints = [
    ['Enter', 'run'],
    ['Tab', 'complete'],
    ['Up', 'history'],
    ['Esc', 'leave'],
    ['Ctrl-C', 'interrupt'],
  ] as const;
  let row: Line = [span(' ')];
  for (const [key, does] of hints) {
    const longer = [
      ...row,
      ...(row.length > 1 ? [span('  ')] : []),
      span(key, 'key'),
      span(` ${does}`, 'quiet'),
    ];
    if (lineWidth(longer) > columns) break;
    row = longer;
  }
  return row;
}
