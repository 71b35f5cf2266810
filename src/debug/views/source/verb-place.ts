import { callOf } from '../../../engine/switchboard.ts';
import type { Journal } from '../../journal.ts';
import type { PublicEventOf } from '../../public-event.ts';
import type { Debuggable } from '../../session/debuggable.ts';
import { verbsOnLine } from './source-index.ts';

/** What says where a verb stands; a stop does not say in which document. */
export type Placed = Pick<PublicEventOf<'stop'>, 'call' | 'line' | 'column'> & { readonly url?: string };

/** Where a verb stands: `12`, or with its column `1:57` where others start on the same line. */
export function verbPlace({ legs }: Pick<Debuggable, 'legs'>, { call, line, column }: Placed): string {
  if (line === null) return '?';
  const leg = legs.find((one) => callOf(one) === call);
  // The line alone says nothing in a document of one line.
  const shared = leg?.frames.some(({ document }) => {
    const here = document.elements.some((element) => element.line === line && element.column === column);
    return here && verbsOnLine(document, line) > 1;
  });
  return shared && column !== null ? `${line}:${column}` : String(line);
}

/** The same when the documents are gone: other verbs that were told of the same line are what is known of it. */
export function toldPlaces(journal: Journal): (event: Placed) => string {
  const columns = new Map<string, Set<number | null>>();
  const lineOf = ({ call, url, line }: Placed) => `${call} ${line} ${url}`;
  for (const { event } of journal.entries()) {
    if (event.type !== 'verb') continue;
    const known = columns.get(lineOf(event)) ?? new Set();
    columns.set(lineOf(event), known.add(event.column));
  }
  return (event) => {
    const shared = (columns.get(lineOf(event))?.size ?? 0) > 1;
    return shared && event.column !== null ? `${event.line}:${event.column}` : String(event.line ?? '?');
  };
}
