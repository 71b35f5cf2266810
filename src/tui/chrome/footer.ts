import { actionOf } from '../actions.ts';
import type { Screen } from '../screen.ts';
import { fitLine, lineWidth, spread } from '../text/fit-line.ts';
import { type Line, span } from '../text/line.ts';

/** What is worth a place at the bottom, most important first; only what works now is shown. */
const RUN = [
  'debug.next',
  'debug.back-next',
  'debug.continue',
  'debug.run-pause',
  'break.toggle',
  'caller.talk',
  'caller.hang-up',
  'debug.restart',
] as const;
const MOVE = ['pane.next', 'tab.next', 'pane.zoom', 'list.reveal-now', 'problem.next'] as const;
const APP = ['app.help', 'app.quit'] as const;

/** The few keys that are valid now, in one line or two. */
export function footer(screen: Screen, lines: number): readonly Line[] {
  const { columns } = screen.size;
  if (screen.view.help)
    return [hints(screen, ['app.back', 'list.down', 'app.interrupt'], columns), ...(lines > 1 ? [[]] : [])];
  const app = join(APP.flatMap((id) => hint(screen, id)));
  if (lines === 1)
    return [spread(hints(screen, RUN, columns - lineWidth(app) - 3), [...app, span(' ')], columns)];
  const listens = actionOf('caller.press')?.unavailable(screen) === null;
  const keypad: Line = listens ? [span('0-9 * #', 'key'), span(' keypad ', 'quiet')] : [];
  return [
    spread(hints(screen, RUN, columns - lineWidth(keypad) - 2), keypad, columns),
    spread(hints(screen, MOVE, columns - lineWidth(app) - 3), [...app, span(' ')], columns),
  ].map((row) => fitLine(row, columns));
}

/** As many as fit whole. */
function hints(screen: Screen, ids: readonly string[], columns: number): Line {
  let row: Line = [span(' ')];
  for (const id of ids) {
    for (const next of hint(screen, id)) {
      const longer = [...row, ...(row.length > 1 ? [span('  ')] : []), ...next];
      if (lineWidth(longer) > columns) return row;
      row = longer;
    }
  }
  return row;
}

/** A key and its command in short; nothing for a command that would only say why it cannot. */
function hint(screen: Screen, id: string): readonly Line[] {
  const action = actionOf(id);
  if (!action || action.unavailable(screen) !== null) return [];
  // While held, continue and this one do the same.
  if (id === 'debug.run-pause' && screen.target?.held) return [];
  return [[span(action.keys[0] ?? '', 'key'), span(` ${action.title}`, 'quiet')]];
}

function join(hintsOf: readonly Line[]): Line {
  return hintsOf.flatMap((one, at) => (at === 0 ? one : [span('  '), ...one]));
}
