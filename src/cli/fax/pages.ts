/** The types of files that can be faxed. */
export type FaxType = 'application/pdf' | 'image/tiff';

/** A PDF may have something in front of its header (ISO 32000-1, annex H.3.4.1). */
const HEADER_WITHIN = 1024;
/** More pages than a file that a fax takes could have. */
const MOST_PAGES = 10_000;

/** Tells the type of a file by its first bytes; `null` if it is neither PDF nor TIFF. */
export function faxTypeOf(bytes: Buffer): FaxType | null {
  if (bytes.subarray(0, HEADER_WITHIN).includes('%PDF-')) return 'application/pdf';
  const magic = bytes.toString('latin1', 0, 4);
  return magic === 'II*\0' || magic === 'MM\0*' ? 'image/tiff' : null;
}

/** Pages of a file as far as they can be told without decoding it; `null` where they cannot. */
export function pagesOf(bytes: Buffer, type: FaxType): number | null {
  const pages = type === 'image/tiff' ? tiffPages(bytes) : pdfPages(bytes);
  return pages > 0 ? Math.min(pages, MOST_PAGES) : null;
}

/** One image file directory a page, each pointing to the next (TIFF 6.0, section 2). */
function tiffPages(bytes: Buffer): number {
  const little = bytes[0] === 0x49;
  const long = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const seen = new Set<number>();
  let at = bytes.length >= 8 ? long(4) : 0;
  while (at !== 0 && !seen.has(at) && seen.size < MOST_PAGES) {
    if (at + 2 > bytes.length) break;
    const next = at + 2 + short(at) * 12;
    if (next > bytes.length) break;
    seen.add(at);
    at = next + 4 <= bytes.length ? long(next) : 0;
  }
  return seen.size;
}

/** The page objects that stand in plain text; an object that was written anew counts once, as it is last. */
function pdfPages(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  const pages = new Set<string>();
  const note = (number: string, from: number, to?: number) => {
    const [plain = ''] = text.slice(from, to).split('stream', 1);
    if (/\/Type\s{0,9}\/Page(?![A-Za-z])/.test(plain)) pages.add(number);
    else pages.delete(number);
  };
  let last: { readonly number: string; readonly from: number } | null = null;
  for (const { 0: head, 1: number = '', index } of text.matchAll(OBJECT)) {
    if (last) note(last.number, last.from, index);
    last = { number, from: index + head.length };
  }
  if (last) note(last.number, last.from);
  return pages.size;
}

/** Where an object begins: its number and generation (ISO 32000-1, section 7.3.10). */
const OBJECT = /(?<!\d)(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj\b/g;
