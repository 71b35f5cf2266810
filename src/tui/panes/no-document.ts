import type { Debuggable } from '../../debug/session/debuggable.ts';
import { hopRefs } from '../../debug/views/exchange/exchange-rows.ts';
import { dialledLegSays } from '../../debug/views/legs/dialled-leg.ts';
import { nothingListens, problemsOf, problemView } from '../../debug/views/source/problem-view.ts';
import { visibleText } from '../../debug/views/text/visible-text.ts';
import type { Room, Scene } from '../scene/scene.ts';
import { wrapColumns } from '../text/columns.ts';
import { type Line, span, type Tone } from '../text/line.ts';
import { problemRows } from './problem-rows.ts';

/** What stands in place of a document: what is being waited for, or why none came. */
export function noDocument({ target, product, title }: Scene, { columns }: Room): readonly Line[] {
  if (!target)
    return sentences(columns, [
      [product === 'messaging' ? 'starting …' : 'placing the call …', 'strong'],
      [visibleText(title), 'quiet'],
    ]);
  const [first, ...more] = dialledLegSays(target);
  if (first !== undefined) {
    return sentences(columns, [[first, 'strong'], ...more.map((text) => [text, 'plain'] as const)]);
  }
  const messages = product === 'messaging';
  const failed = !messages || target.leg?.error != null;
  const refused = failed ? nothingListens(target.journal) : null;
  if (refused) {
    return sentences(columns, [
      [`Nothing listens at ${visibleText(refused.url)}.`, 'strong'],
      [
        messages
          ? 'Start your server, then write again: Up recalls what was sent.'
          : 'Start your server, then press r to try again.',
        'plain',
      ],
    ]);
  }
  if (messages && !target.leg)
    return sentences(columns, [['the answer to a message is shown here', 'quiet']]);
  const problem = problemsOf(target.journal, target.position).findLast(({ level }) => level === 'error');
  if (problem && failed)
    return [[], ...problemRows(problemView(problem), columns - 2).map((row) => [span('  '), ...row])];
  return waitingFor(target, columns);
}

/** The request whose answer will be the document, if one is on the wire. */
function waitingFor(target: Debuggable, columns: number): readonly Line[] {
  const waiting = hopRefs(target).findLast(({ kind }) => kind === 'waiting');
  if (waiting?.kind === 'waiting') {
    const over = target.product !== 'messaging' && target.leg?.endedAt != null;
    return sentences(columns, [
      [
        over ? 'the call is over; the webhook has still to answer …' : 'waiting for the first document …',
        'strong',
      ],
      [`${waiting.method} ${visibleText(waiting.url)}`, 'quiet'],
    ]);
  }
  return sentences(columns, [['no document', 'quiet']]);
}

function sentences(
  columns: number,
  texts: readonly (readonly [text: string, tone: Tone])[],
): readonly Line[] {
  const rows: Line[] = [];
  for (const [text, tone] of texts) {
    rows.push([]);
    for (const piece of wrapColumns(text, columns - 4)) rows.push([span('  '), span(piece, tone)]);
  }
  return rows;
}
