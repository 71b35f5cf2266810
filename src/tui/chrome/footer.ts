import { ringingLeg, rings } from '../../debug/session/leg-facts.ts';
import { actionOf } from '../commands/actions.ts';
import type { Controls } from '../commands/controls.ts';
import { COPY_ITEMS } from '../copy/copy-items.ts';
import { scrollsCopied } from '../copy/copying.ts';
import type { Mode } from '../scene/mode.ts';
import { fitLine, lineWidth, spread } from '../text/fit-line.ts';
import { type Line, span } from '../text/line.ts';
import { typingHints } from './prompt-overlay.ts';

/** What is worth a place at the bottom, most important first; only what works now is shown. */
const RUN = [
  'callee.answer',
  'callee.busy',
  'message.write',
  'debug.next',
  'debug.continue',
  'debug.run-pause',
  'break.toggle',
  'debug.live',
  'caller.talk',
  'caller.hang-up',
  'debug.back-next',
  'debug.restart',
] as const;
const MOVE = [
  'pane.next',
  'leg.next',
  'pair.next',
  'tab.next',
  'pane.zoom',
  'list.reveal-now',
  'problem.next',
  'copy.menu',
] as const;
const APP = ['command.open', 'app.help', 'app.quit'] as const;

/** The few keys that are valid now, in one line or two. */
export function footer(screen: Controls, lines: number): readonly Line[] {
  const { columns } = screen.size;
  const { kind } = screen.view.mode;
  if (kind !== 'panes') return [modeHints(screen, kind), ...(lines > 1 ? [[]] : [])];
  // Where there is little room, what can be done to the call counts more.
  const known = columns < 80 ? APP.slice(1) : APP;
  const app = join(known.flatMap((id) => hint(screen, id)));
  const run = screen.target?.over ? RUN.toReversed() : RUN;
  if (lines === 1)
    return [spread(hints(screen, run, columns - lineWidth(app) - 3), [...app, span(' ')], columns)];
  const listens = actionOf('caller.press')?.unavailable(screen) === null;
  const keypad: Line = listens ? [span('0-9 * #', 'key'), span(' keypad ', 'quiet')] : [];
  return [
    spread(hints(screen, run, columns - lineWidth(keypad) - 2), keypad, columns),
    spread(hints(screen, MOVE, columns - lineWidth(app) - 3), [...app, span(' ')], columns),
  ].map((row) => fitLine(row, columns));
}

/** The keys of what lies over the panes, or is typed below them. */
function modeHints(screen: Controls, kind: Exclude<Mode['kind'], 'panes'>): Line {
  const { columns } = screen.size;
  switch (kind) {
    case 'prompt':
    case 'speech':
      return typingHints(kind, columns);
    case 'writing':
      return typingHints('message', columns);
    case 'copying':
      return copyHints(columns);
    case 'help':
    case 'copied':
      return hints(screen, ['app.back', 'list.down', 'app.interrupt'], columns);
  }
}

/** The keys of the menu below the panes. */
function copyHints(columns: number): Line {
  const keys = COPY_ITEMS.map(({ key, word }) => [span(key, 'key'), span(` ${word}`, 'quiet')]);
  return fitLine([span(' '), ...join([...keys, [span('Esc', 'key'), span(' close', 'quiet')]])], columns);
}

/** As many as fit whole. */
function hints(screen: Controls, ids: readonly string[], columns: number): Line {
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
function hint(screen: Controls, id: string): readonly Line[] {
  const action = actionOf(id);
  if (!action || action.unavailable(screen) !== null) return [];
  const { target, view } = screen;
  // Nobody has moved away from where the call is.
  const follows = [view.source, view.shift, view.call, view.http].every((chosen) => chosen === null);
  if (id === 'list.reveal-now' && follows) return [];
  if (id === 'list.down' && view.mode.kind === 'copied' && !scrollsCopied(screen)) return [];
  // While held, continue and this one do the same; what runs anyway need not be told to.
  if (id === 'debug.run-pause' && target?.held) return [];
  if (id === 'debug.continue' && target?.live && target.product !== 'messaging' && !target.held) return [];
  const whom = id === 'callee.answer' ? whoseOf(screen) : '';
  return [[span(action.keys[0] ?? '', 'key'), span(` ${action.title}${whom}`, 'quiet')]];
}

/** Of several phones that ring, the one that is answered; nothing where there is no doubt. */
function whoseOf({ target }: Controls): string {
  const ringing = target?.legs.filter(rings) ?? [];
  const meant = target && ringingLeg(target);
  return meant && ringing.length > 1 ? ` ${target.journal.names.of(meant.sid)}` : '';
}

function join(hintsOf: readonly Line[]): Line {
  return hintsOf.flatMap((one, at) => (at === 0 ? one : [span('  '), ...one]));
}
