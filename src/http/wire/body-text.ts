import { claimedInVain, type WrongBytes, wrongBytes } from '../../errors/wrong-bytes.ts';

type Decoder = InstanceType<typeof TextDecoder>;

/** Decoders that were needed before; `null` for a charset that nobody knows. Making one costs more than a request. */
const decoders = new Map<string, Decoder | null>();

/** Servers choose the names: no more than these many are kept. */
const MOST_DECODERS = 32;

/** A body as text, and where its bytes are none. */
export interface BodyText {
  readonly text: string;
  /** `null` where all bytes are what they are said to be. */
  readonly wrong: WrongBytes | null;
}

/**
 * The text of a body. A byte-order mark decides ("authoritative if it is present", RFC 7303 section 3.2), then the
 * charset parameter of its Content-Type, then the document's own declaration, UTF-8 otherwise or when the charset is
 * not known. The mark is kept, for the XML parser to judge; bytes that mean nothing become U+FFFD, and are told.
 */
export function bodyText(bytes: Buffer, contentType: string | null): BodyText {
  const marked = markedCharset(bytes);
  if (marked !== null) return decode(bytes, marked);
  const parameter = contentType === null ? null : charsetParameter(contentType);
  if (parameter !== null) return decode(bytes, parameter);
  const text = bytes.toString('utf8');
  const own = declaredCharset(text);
  if (!isUtf8(own)) return decode(bytes, own);
  return { text, wrong: claimedInVain(text) ?? wrongBytes(bytes, 'UTF-8', text) };
}

function charsetParameter(contentType: string): string | null {
  // Most have no parameter at all.
  if (!contentType.includes(';')) return null;
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? null;
}

function markedCharset(bytes: Buffer): string | null {
  switch (bytes[0]) {
    case 0xef:
      return bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
    case 0xfe:
      return bytes[1] === 0xff ? 'utf-16be' : null;
    case 0xff:
      return bytes[1] === 0xfe ? 'utf-16le' : null;
    default:
      return null;
  }
}

/** What a document says about itself in its declaration (XML 1.0 appendix F). */
function declaredCharset(asUtf8: string): string {
  const declared = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(asUtf8)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared.toLowerCase();
}

function isUtf8(label: string): boolean {
  return label === 'utf-8' || label === 'utf8';
}

function decode(bytes: Buffer, label: string): BodyText {
  const decoder = isUtf8(label) ? null : decoderOf(label);
  const encoding = decoder ? label : 'UTF-8';
  const text = decoder?.decode(bytes) ?? bytes.toString('utf8');
  return { text, wrong: wrongBytes(bytes, encoding, text) };
}

function decoderOf(label: string): Decoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  if (decoders.size === MOST_DECODERS) decoders.clear();
  const made = makeDecoder(label);
  decoders.set(label, made);
  return made;
}

function makeDecoder(label: string): Decoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return null;
  }
}
