import { writerFacts } from '../../debug/views/conversation/draft-view.ts';
import { groundOf } from '../scene/mode.ts';
import type { Scene } from '../scene/scene.ts';
import { fitLine, lineWidth } from '../text/fit-line.ts';
import { type Line, span } from '../text/line.ts';

/** One line about the next message: between whom, the files that wait for it, what becomes of replies, the cookies. */
export function writerStrip({ target, view, size }: Scene): Line {
  const facts = target && writerFacts(target);
  if (!target || !facts) return fitLine([span(' Message', 'strong')], size.columns);
  const invites = target.live?.writer && groundOf(view.mode) !== 'writing';
  const pieces: readonly (readonly Line[])[] = [
    [[span(facts.pair, 'strong')]],
    facts.files === ''
      ? []
      : [[span(`with ${facts.files}`, 'waiting')], [span(`with ${facts.filesShort}`, 'waiting')]],
    facts.delivery === '' ? [] : [[span(facts.delivery, 'warning')]],
    [[span(facts.cookies, 'quiet')]],
    invites ? [[span('t', 'key'), span(' writes', 'quiet')]] : [],
  ];
  let row: Line = [span(' ')];
  for (const forms of pieces) {
    const room = size.columns - 1 - lineWidth(row) - 2;
    const form = forms.find((one) => lineWidth(one) <= room);
    if (form) row = [...row, ...(row.length > 1 ? [span('  ')] : []), ...form];
  }
  return fitLine(row, size.columns);
}
