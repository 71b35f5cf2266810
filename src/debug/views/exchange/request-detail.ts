import type { HopSummary } from '../../../engine/happened.ts';
import { sizeText } from '../text/size-text.ts';
import { bad, type DetailRow, field, fields, GAP, heading, note, textRows } from './detail-row.ts';

/** What went over the wire: all headers in order, the parameters decoded, how it was signed, and all of it raw. */
export function requestDetail(hop: HopSummary): readonly DetailRow[] {
  return [
    ...fields(hop.requestHeaders, 'no headers'),
    ...parameters(hop),
    ...login(hop),
    ...signature(hop),
    ...raw(hop),
  ];
}

/** The parameters where they travel: a POST has them in its body, a GET in its query. */
function parameters({ requestBody, url }: HopSummary): readonly DetailRow[] {
  const posted = requestBody !== null;
  const params = [...(posted ? new URLSearchParams(requestBody) : (URL.parse(url)?.searchParams ?? []))];
  if (params.length === 0) return posted ? [GAP, note('the body is empty')] : [];
  const size = posted ? ` in ${sizeText(Buffer.byteLength(requestBody))}` : '';
  return [
    GAP,
    heading(`${posted ? 'body' : 'query'}, ${counted(params.length)}${size}`),
    ...params.map(([name, value]) => field(name, value)),
  ];
}

function raw({ requestBody, url }: HopSummary): readonly DetailRow[] {
  if (requestBody) return [GAP, heading('body, raw'), ...textRows(requestBody)];
  return URL.parse(url)?.search ? [GAP, heading('URL, raw'), ...textRows(url)] : [];
}

function counted(params: number): string {
  return params === 1 ? '1 parameter' : `${params} parameters`;
}

function login({ login: known }: HopSummary): readonly DetailRow[] {
  return known ? [GAP, note(`logged in as ${known.user} (${known.scheme})`)] : [];
}

function signature({ signed, cache, requestHeaders }: HopSummary): readonly DetailRow[] {
  if (signed) {
    const title = signed.wrong
      ? bad(`signed with another token than ${signed.key}, on request, over`)
      : heading(`signed with ${signed.key}, over`);
    return [GAP, title, ...textRows(signed.string)];
  }
  if (cache === 'hit') return [GAP, note('not signed: nothing went over the wire')];
  const left = Object.keys(requestHeaders).some((name) => name.toLowerCase() === 'host');
  return [GAP, left ? bad('not signed, on request') : note('not signed: nothing went over the wire')];
}
