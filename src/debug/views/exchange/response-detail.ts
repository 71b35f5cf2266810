import { failureWords } from '../../../http/failure.ts';
import { headerValue } from '../../../http/hop.ts';
import type { HopSummary } from '../../public-event.ts';
import { sizeText } from '../text/size-text.ts';
import { durationText } from '../text/time-text.ts';
import { bad, type DetailRow, field, GAP, heading, note, textRows } from './detail-row.ts';

/** More of a body than this is not looked at on a screen; a whole one can be copied. */
const SHOWN_CHARACTERS = 16_384;

/** What came back: status, all headers in order, and the body. */
export function responseDetail(hop: HopSummary): readonly DetailRow[] {
  const { status, failure, responseHeaders } = hop;
  if (status === null)
    return [bad(failure === null ? 'there was no answer' : `no answer: ${failureWords(failure)}`)];
  return [
    ...(responseHeaders.length === 0 ? [note('no headers')] : []),
    ...responseHeaders.map(([name, value]) => field(name, value)),
    GAP,
    ...(hop.media ? file(hop, hop.media) : body(hop)),
  ];
}

/** The rows of a body are the same objects each time, so that a front end can keep what it made of them. */
const BODIES = new WeakMap<HopSummary, readonly DetailRow[]>();

function body(hop: HopSummary): readonly DetailRow[] {
  const rows = BODIES.get(hop) ?? bodyRows(hop);
  BODIES.set(hop, rows);
  return rows;
}

function bodyRows(hop: HopSummary): readonly DetailRow[] {
  const { responseBody, bytes } = hop;
  if (responseBody === null || (responseBody === '' && bytes === 0)) return [note('no body')];
  const shown = responseBody.slice(0, SHOWN_CHARACTERS);
  const more = bytes - Buffer.byteLength(shown);
  const rows = [heading(`body, ${sizes(hop)}`), ...textRows(shown.replace(/\r?\n$/, ''))];
  if (shown.length === responseBody.length && bytes <= Buffer.byteLength(responseBody)) return rows;
  const kept = shown.length < responseBody.length ? ': y d copies what was kept' : '';
  return [...rows, GAP, note(`${sizeText(Math.max(1, more))} more are not shown${kept}`)];
}

function file(hop: HopSummary, { playsMs }: NonNullable<HopSummary['media']>): readonly DetailRow[] {
  return [
    heading('file'),
    field('type', headerValue(hop.responseHeaders, 'content-type') ?? 'not given'),
    field('size', sizes(hop)),
    field('plays', playsMs === null ? 'for how long, the format does not tell' : durationText(playsMs)),
  ];
}

function sizes({ bytes, rawBytes, cache, responseHeaders }: HopSummary): string {
  const size = sizeText(bytes);
  if (cache === 'hit') return `${size} from the cache`;
  if (cache === 'revalidated') return `${size} from the cache, as the 304 confirmed`;
  if (bytes === rawBytes) return size;
  const encoding = headerValue(responseHeaders, 'content-encoding');
  return `${size}, on the wire ${sizeText(rawBytes)}${encoding === null ? '' : ` (${encoding})`}`;
}
