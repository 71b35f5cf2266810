import type { FaxDocument } from '../../engine/placed/inbound-fax.ts';
import { UsageError } from '../arguments/usage-error.ts';
import { type MediaFile, mediaFile, sidOf } from '../media/media-file.ts';
import { type FaxType, faxTypeOf, pagesOf } from './pages.ts';

/** A document that is faxed, what is in it, and what is to be said about it. */
export interface FaxFile extends MediaFile, FaxDocument {
  readonly contentType: FaxType;
  readonly notices: readonly string[];
}

/** Reads a document that is to be faxed, or makes a page. Throws a usage error for what is no PDF and no TIFF. */
export function faxFile(written: string | true, cwd: string): FaxFile {
  const file = written === true ? null : mediaFile(written, cwd);
  const bytes = file?.bytes ?? onePage('A fax by twiml-debug');
  const name = file?.name ?? 'fax.pdf';
  if (bytes.length === 0) throw new UsageError(`${name} is empty; send a PDF or TIFF file`);
  const contentType = faxTypeOf(bytes);
  if (contentType === null)
    throw new UsageError(`${name} is not a PDF or TIFF file, and a fax is one of them`);
  const pages = pagesOf(bytes, contentType);
  const notices = pages === null ? [`the pages of ${name} cannot be counted, so it counts as one page`] : [];
  return {
    sid: sidOf(bytes),
    contentType,
    url: null,
    name,
    size: bytes.length,
    bytes,
    pages: pages ?? 1,
    notices,
  };
}

/** A PDF of one letter page with a line of text. */
function onePage(words: string): Buffer {
  const drawing = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1');
}
