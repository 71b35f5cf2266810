import { ringTexts } from '../../debug/views/legs/ring-text.ts';
import { findingPlace } from '../../debug/views/source/finding-place.ts';
import { problemsOf, problemView } from '../../debug/views/source/problem-view.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import type { Scene } from '../scene/scene.ts';
import { widthOf } from '../text/columns.ts';
import { fitLine, spread } from '../text/fit-line.ts';
import { type Line, span } from '../text/line.ts';

/** The line above the keys: what was just said, else a phone that rings, else the newest problem; at the right what holds all the time. */
export function statusLine({ target, view, size }: Scene): Line {
  const once = view.greets ? (target?.remarks ?? []) : [];
  const notices = [...(target?.notices ?? []), ...once].map(visibleText).join(' · ');
  const quiet: Line = notices === '' ? [] : [span(` ${notices} `, 'quiet')];
  if (view.toast) return spread([span(` ${view.toast.text}`, view.toast.tone)], quiet, size.columns);
  const ringing = target ? ringTexts(target) : [];
  // What holds all the time is said again when nothing rings.
  const ring = ringing.find((text) => widthOf(text) <= size.columns - 2) ?? ringing.at(-1);
  if (ring !== undefined) return fitLine([span(` ${ring}`, 'waiting')], size.columns);
  return problemLine(target, quiet, size.columns);
}

/** The newest problem, and how many there are. */
function problemLine(target: Scene['target'], quiet: Line, columns: number): Line {
  const problems = target ? problemsOf(target.journal, target.position) : [];
  const last = problems.at(-1);
  // A conversation has many documents: what was wrong with an earlier one is in the list.
  const old = target?.product === 'messaging' && (last?.at ?? 0) < (target.leg?.startedAt ?? 0);
  if (!last || old) return fitLine(quiet, columns);
  const { level, name, message } = problemView(last);
  const count = problems.length === 1 ? `1 ${level}` : `${problems.length} problems`;
  const right: Line = [span(`${count} · ! shows `, 'quiet')];
  const room = columns - right.reduce((sum, { text }) => sum + text.length, 0) - 2;
  const tone = level === 'error' ? 'error' : 'warning';
  return spread(
    fitLine([span(` ! ${name} `, tone), span(findingPlace(last) + message)], room),
    right,
    columns,
  );
}
