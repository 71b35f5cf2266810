import { completionsOf } from '../../debug/commands/command-line.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import { type Action, actionsFor } from '../commands/actions.ts';
import type { Controls } from '../commands/controls.ts';
import type { PaneContent } from '../frame/frame.ts';
import { type Prompt, soughtBy } from '../prompt/prompt.ts';
import { typedLine } from '../prompt/typed-line.ts';
import type { Room } from '../scene/scene.ts';
import { pad, widthOf, wrapColumns } from '../text/columns.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, line, span, toned } from '../text/line.ts';

/** The `:` prompt: the line, what is wrong with it, and what it could become. */
export function promptOverlay(screen: Controls, prompt: Prompt, { columns, rows }: Room): PaneContent {
  const completions = completionsOf(soughtBy(prompt), actionsFor(screen), screen);
  const error = prompt.error === null ? [] : errorRows(prompt.error, { columns, rows: rows - 1 });
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
    rows: [typedLine(prompt.line, ' :', columns), ...error, ...list, ...none],
  };
}

function errorRows(error: string, { columns, rows }: Pick<Room, 'columns' | 'rows'>): readonly Line[] {
  const texts = wrapColumns(visibleText(error), columns - 4);
  return texts.slice(0, rows).map((text, at) => {
    const more = at === rows - 1 && texts.length > rows;
    return [span(at === 0 ? ' ! ' : '   ', 'error'), span(more ? `${text}…` : text, 'error')];
  });
}

function completionRow(
  { label, help, command }: { readonly label: string; readonly help: string; readonly command: Action },
  screen: Controls,
  widths: { readonly label: number; readonly keys: number },
): Line {
  const reason = command.unavailable(screen);
  const name = span(`${pad(visibleText(label), widths.label)}  `, reason === null ? 'key' : 'quiet');
  const keys = span(widths.keys === 0 ? '' : pad(command.keys.join(' '), widths.keys), 'quiet');
  const about = visibleText(reason === null ? help : `(${reason})`);
  return [name, keys, span(about, reason === null ? 'plain' : 'quiet')];
}

const PROMPT_KEYS = [
  ['Enter', 'run'],
  ['Tab', 'complete'],
  ['Up', 'history'],
  ['Esc', 'leave'],
  ['Ctrl-C', 'interrupt'],
] as const;

const SPEECH_KEYS = [
  ['Enter', 'say'],
  ['Up', 'history'],
  ['Esc', 'leave'],
  ['Ctrl-C', 'interrupt'],
] as const;

const WRITING_KEYS = [
  ['Enter', 'send'],
  ['Esc', 'leave'],
  ['Up', 'history'],
  ['Ctrl-P', 'command'],
  ['Alt-Enter', 'new line'],
  ['PgUp', 'scroll'],
  ['Ctrl-C', 'interrupt'],
] as const;

const TYPING_KEYS = { prompt: PROMPT_KEYS, speech: SPEECH_KEYS, message: WRITING_KEYS } as const;

/** The keys that do something while something is typed, as many as fit. */
export function typingHints(what: keyof typeof TYPING_KEYS, columns: number): Line {
  let row: Line = [span(' ')];
  for (const [key, does] of TYPING_KEYS[what]) {
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
