import { type Diagnostic, diagnostic } from './diagnostic.ts';
import { excerpt, locate } from './excerpt.ts';
import { lineTable } from './line-table.ts';

/** The first place of a text whose bytes do not fit their encoding. */
export interface WrongBytes {
  /** The encoding in which they were read, or the one that the document wrongly declares. */
  readonly encoding: string;
  /** The offset in the decoded text, in UTF-16 units. */
  readonly offset: number;
  /** Set when the declaration is wrong: the bytes themselves can be read. */
  readonly declaration?: true;
}

/** An XML declaration at the beginning of a document, up to its encoding. */
const DECLARED =
  /^\uFEFF?<\?xml\s[^>]*?\sencoding\s*=\s*["'](?=((?:utf|ucs|iso-10646-ucs)-?(?:16|2|4|32)[\w-]*)["'])/i;

/** Finds a document in 8-bit bytes that claims UTF-16 or UTF-32 (XML 1.0 section 4.3.3: a fatal error). */
export function claimedInVain(text: string): WrongBytes | null {
  const declared = DECLARED.exec(text.slice(0, 300));
  return declared && { encoding: declared[1] ?? '', offset: declared[0].length, declaration: true };
}

/**
 * Finds where the bytes stop being text in an encoding (XML 1.0 section 4.3.3: a fatal error); `null` when all of
 * them are text.
 */
export function wrongBytes(bytes: Uint8Array, encoding: string, text: string): WrongBytes | null {
  // Undecodable bytes appear in the text as U+FFFD, but so does a real U+FFFD.
  if (!text.includes('\uFFFD') || isWhole(bytes, encoding)) return null;
  for (let offset = text.indexOf('\uFFFD'); offset >= 0; offset = text.indexOf('\uFFFD', offset + 1)) {
    if (!isUtf8(encoding)) return { encoding, offset };
    const start = Buffer.byteLength(text.slice(0, offset));
    // Everything before it decoded cleanly, so that the text tells the byte offset.
    if (bytes[start] !== 0xef || bytes[start + 1] !== 0xbf || bytes[start + 2] !== 0xbd)
      return { encoding, offset };
  }
  return null;
}

function isWhole(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isUtf8(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}

/**
 * The diagnostic for a document with such bytes, which is not well formed (12100). Twilio's parser is written in
 * Java, and treats them as fatal (twilio-aspnet issues 2 and 12; no log of Twilio's shows it).
 */
export function wrongBytesDiagnostic(source: string, url: string, wrong: WrongBytes): Diagnostic {
  const table = lineTable(source);
  const { encoding, offset, declaration } = wrong;
  const location = locate(table, url, offset, offset + (declaration ? encoding.length : 1));
  return diagnostic({
    code: 12100,
    level: 'error',
    message: declaration
      ? `Document parse failure: the document claims to be in ${encoding}, and its bytes are not`
      : `Document parse failure: the bytes here are not in ${encoding}`,
    help: declaration
      ? 'declare the encoding that is sent, or none: write UTF-8 (in .NET a StringWriter claims UTF-16)'
      : 'send UTF-8, or name the encoding in the declaration or in Content-Type: text/xml; charset=…',
    location,
    excerpt: excerpt(table, location),
  });
}

/** The diagnostic for plain text with such bytes, which no parser refuses. */
export function wrongTextDiagnostic(url: string, { encoding }: WrongBytes): Diagnostic {
  return diagnostic({
    rule: 'wrong-bytes',
    level: 'warning',
    message: `the answer of ${url} holds bytes that are not in ${encoding}; they are taken as U+FFFD`,
    help: 'send UTF-8, or name the encoding: Content-Type: text/plain; charset=…',
    url,
  });
}
